"""Machines of assessments."""

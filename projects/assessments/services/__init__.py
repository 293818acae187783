"""Writes of assessments."""

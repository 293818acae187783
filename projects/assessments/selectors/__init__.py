"""Reads of assessments."""

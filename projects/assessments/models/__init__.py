"""Rows of assessments."""

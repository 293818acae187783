"""Assessments of reference emissions."""

"""Reads of `projects`."""

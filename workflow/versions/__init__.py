"""Versions of papers as they were handed in."""

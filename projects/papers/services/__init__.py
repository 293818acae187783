"""Writes of papers."""

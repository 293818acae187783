"""Writes of designations."""

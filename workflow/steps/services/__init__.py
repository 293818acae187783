"""Writes of steps."""

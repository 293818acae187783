"""Reads of steps."""

"""Writes of rules."""

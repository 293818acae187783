"""Rows of rules."""

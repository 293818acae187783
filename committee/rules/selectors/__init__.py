"""Reads of rules."""

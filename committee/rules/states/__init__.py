"""Machines of rules."""

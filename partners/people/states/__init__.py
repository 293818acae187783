"""Machines of people."""

"""Reads of registrations."""

"""Reads of `partners`."""

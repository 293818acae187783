"""Writes of designs."""

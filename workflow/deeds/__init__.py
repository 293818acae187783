"""Deeds in words."""

"""Numbered checks of papers."""

"""Numbered checks of `credits` that need other rows."""

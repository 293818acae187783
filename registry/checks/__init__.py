"""Numbered checks that need other rows, limits or the clock."""

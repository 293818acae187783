"""Numbered checks that need more than their subject: other rows, the rulebook, the day."""

"""Numbered checks of `partners` that need more than their subject."""

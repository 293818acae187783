"""Definitions as they are read: which there are, what a page shows of one, two side by side."""

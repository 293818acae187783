"""Proposals of methodologies and of their revisions."""

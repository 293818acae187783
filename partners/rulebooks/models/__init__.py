"""Rows of rulebooks."""

"""Meetings of a committee and their agenda."""

"""Requests for registration, with the agreed allocation."""

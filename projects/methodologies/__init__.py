"""Methodologies approved in a country."""

"""Sectoral scopes."""

"""Crediting periods and their renewal."""

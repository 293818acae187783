"""Organisations that act in the JCM."""

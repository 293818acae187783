"""Predicates of people."""

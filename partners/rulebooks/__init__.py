"""Rulebooks: the rules and time limits of a country and track."""

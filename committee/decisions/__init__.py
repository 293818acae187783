"""Decisions of a Joint Committee: answers, courses, consensus, what follows and what is taken back."""

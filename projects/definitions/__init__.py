"""Definitions: a methodology as data, versioned, put in force by two officers, from which everything is calculated."""

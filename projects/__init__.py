"""WHAT: the project cycle from PIN to verification."""

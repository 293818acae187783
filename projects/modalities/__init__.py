"""Modalities of communication: who speaks for a project."""

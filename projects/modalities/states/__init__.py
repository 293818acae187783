"""Machines of modalities."""

"""Machines of the designation of entities."""

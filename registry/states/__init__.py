"""Room of registry: states."""

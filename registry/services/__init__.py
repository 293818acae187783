"""Room of registry: services."""

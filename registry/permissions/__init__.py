"""Room of registry: permissions."""

"""Room of registry: models."""

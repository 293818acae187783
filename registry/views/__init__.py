"""Room of registry: views."""

"""Room of registry: selectors."""

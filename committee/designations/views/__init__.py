"""Pages of designations."""

"""Changes after registration."""

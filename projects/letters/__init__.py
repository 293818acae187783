"""Letters about a project."""

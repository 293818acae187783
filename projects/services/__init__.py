"""Room of projects: services."""

"""Room of projects: states."""

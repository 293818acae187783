"""Room of projects: models."""

"""Room of credits: models."""

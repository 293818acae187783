"""Room of credits: services."""

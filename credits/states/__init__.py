"""Room of credits: states."""

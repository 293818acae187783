"""Room of credits: forms."""

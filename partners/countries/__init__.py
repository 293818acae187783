"""Partner countries and their working days."""

"""Room of projects: permissions."""

"""Room of projects: views."""

"""Room of projects: selectors."""

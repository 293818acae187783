"""Room of credits: selectors."""

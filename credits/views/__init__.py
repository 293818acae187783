"""Room of credits: views."""

"""Room of credits: reports."""

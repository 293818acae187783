"""Room of credits: permissions."""

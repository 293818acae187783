"""Project designs (PDD with SDIP), and their revisions."""

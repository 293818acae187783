"""How work waits: papers and their procedures."""

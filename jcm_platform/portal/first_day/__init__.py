"""From `migrate` to the first working day: what must stand, what stands, and what is missing."""

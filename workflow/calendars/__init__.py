"""Due dates in a person’s own calendar program."""

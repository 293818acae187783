"""Text in, typed values out: the forms of the project cycle."""

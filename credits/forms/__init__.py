"""Text in, typed values out: the forms of `credits`."""

"""Text in, typed values out."""

"""What a file of readings says: its sheet, and its columns in order; those of `NEEDED` must be there."""

SHEET = "Readings"
COLUMNS = ("parameter", "item", "first", "last", "value", "unit", "option", "counter")
NEEDED = ("parameter", "first", "last", "value")

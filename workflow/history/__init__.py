"""What changed in a row, and by whom."""

"""Forms of the editor and of the calculator."""

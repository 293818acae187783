"""Pages of definitions: what is public, the officers' editor, the calculator."""

"""What is written of definitions: by officers, and from our own files."""

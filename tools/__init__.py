"""What `make` runs; nothing here is imported by the platform."""

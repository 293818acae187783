"""`make bench`: what is measured, on databases of its own; nothing here is imported by the platform."""

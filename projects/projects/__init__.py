"""The project itself: its participants, its file, and the desks on which it lies."""

"""The review of sustainability papers."""

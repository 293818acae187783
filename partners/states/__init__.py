"""The state machines of `partners`."""

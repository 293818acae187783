"""The state machines of `registry`."""

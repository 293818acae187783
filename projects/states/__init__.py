"""The machines of the project cycle, one a paper."""

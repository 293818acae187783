"""The agreed electronic format (4/CMA.6 annex II), pure: five tables as data, written, read and checked."""

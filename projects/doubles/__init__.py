"""Projects that may be registered twice."""

"""Writes of `projects`, one function a use case."""

"""Writes of `partners`, one function a use case."""

"""Calls for public inputs."""

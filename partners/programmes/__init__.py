"""Financing programmes and the projects that they picked."""

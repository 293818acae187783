"""Monitoring reports with the SDIR."""

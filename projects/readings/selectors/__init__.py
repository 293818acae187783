"""Monitoring data as it is read: plans, readings, what is odd in them, what they come to."""

"""Monitoring data: the plan of a PDD, the readings of a period, what is odd in them, and what they come to."""

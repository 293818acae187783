"""Files of monitoring data."""

"""Pages of monitoring data."""

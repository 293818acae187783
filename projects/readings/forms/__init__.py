"""Forms and files of monitoring data."""

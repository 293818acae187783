"""What is written of monitoring data."""

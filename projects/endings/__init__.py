"""Withdrawals of projects and de-registrations."""

"""Validations and verifications by third-party entities, with their findings and teams."""

"""Designation of third-party entities: applications, scopes, standings and reviews."""

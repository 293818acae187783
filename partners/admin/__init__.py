"""The back office of partners. Modules register themselves."""

from partners.admin import countries, parties, readonly

__all__ = ["countries", "parties", "readonly"]

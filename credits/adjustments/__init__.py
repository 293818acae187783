"""Corresponding adjustments, pure: what happened, the NDC, the inventory and the method in; twelve rows out."""

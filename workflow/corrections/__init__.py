"""Corrections: named parts of a paper that was handed in are opened again, and handed in as its next version."""

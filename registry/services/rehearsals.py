"""A posting that the book makes in full and takes back: what a preview shows is what the book would do."""

from collections.abc import Callable
from uuid import uuid4

from django.db import transaction


def rehearse(post: Callable[[str], object]) -> None:
    """Have the book post under a key of its own and roll it back. Raises: Refused LDG-nn as the posting would."""
    with transaction.atomic():
        post(f"rehearsal:{uuid4()}")
        transaction.set_rollback(True)

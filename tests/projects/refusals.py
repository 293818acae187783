"""Expect a refusal by its number, or a database refusal by its constraint."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.db import IntegrityError, transaction

from common.refusals import Refused


@contextmanager
def refused(number: str, *, status: int | None = None, field: str | None = None) -> Iterator[None]:
    """What stands inside is refused with this number."""
    with pytest.raises(Refused) as caught:
        yield
    assert caught.value.number == number, caught.value
    assert caught.value.sentence
    if status is not None:
        assert caught.value.status == status
    if field is not None:
        assert caught.value.field == field


@contextmanager
def broken(constraint: str) -> Iterator[None]:
    """What stands inside is refused by this constraint of the database."""
    with pytest.raises(IntegrityError) as caught, transaction.atomic():
        yield
    assert caught.value.__cause__.diag.constraint_name == constraint  # type: ignore[union-attr]  # psycopg's error

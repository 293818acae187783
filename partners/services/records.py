"""Corrections of records in the back office: saved with an event that says what was, what is, and who changed it."""

from collections.abc import Sequence
from datetime import datetime

from django.db import models, transaction

from jcm_platform.common import events
from partners.models import User


@transaction.atomic
def keep(*, record: models.Model, changed: Sequence[str], by: User, at: datetime) -> None:
    """Save a record that a form of the back office has filled in.

    Args:
        changed: names of the fields that the form changed; their values of before and after go into the event.
    """
    before = type(record)._default_manager.filter(pk=record.pk).values(*changed).first() if changed else None
    record.save()
    after = {name: str(getattr(record, name)) for name in changed}
    deed = "add" if before is None and changed else "correct"
    events.record(
        f"{record._meta.label_lower}.{deed}", subject=record, by=by, at=at,
        before={name: str(value) for name, value in (before or {}).items()}, after=after,
    )  # fmt: skip

"""Events: what happened, to what, by whom, when; written in the same transaction as the deed.

Other apps listen with `subscribe`; a listener runs inside the transaction and must only write rows.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection, models, transaction

from common import identity

type Listener = Callable[["Happening"], None]
_listeners: list[Listener] = []
_RECORD = "SELECT event_record(%s, %s, %s, %s, %s, %s, %s)"


@dataclass(frozen=True)
class Happening:
    """An event as listeners see it, with the subject itself."""

    what: str
    subject: models.Model
    by: Any
    at: datetime
    tells: tuple[str, ...]


def subject_key(subject: models.Model) -> str:
    """The text that names a row across apps: `projects.projectideanote:12`."""
    return f"{subject._meta.label_lower}:{subject.pk}"


def subscribe(listener: Listener) -> None:
    """Register a listener once, at start-up."""
    if listener not in _listeners:
        _listeners.append(listener)


def record(
    what: str,
    *,
    subject: models.Model,
    by: Any,
    at: datetime,
    before: Mapping[str, object] | None = None,
    after: Mapping[str, object] | None = None,
    tells: Sequence[str] = (),
) -> Happening:
    """Write an event and tell the listeners. `before` and `after` hold values, never sentences.

    The database stamps the person, the instant and the transaction, from the proof that `by` acts at `at`.
    """
    alone = nullcontext() if connection.in_atomic_block else transaction.atomic()
    with alone, connection.cursor() as cursor:
        values = [what, subject_key(subject), json.dumps(dict(before or {})), json.dumps(dict(after or {}))]
        cursor.execute(_RECORD, [*values, *identity.proof(by=by, at=at)])
    happening = Happening(what=what, subject=subject, by=by, at=at, tells=tuple(tells))
    for listener in _listeners:
        listener(happening)
    return happening

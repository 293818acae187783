"""Events: what happened, to what, by whom, when; written in the same transaction as the deed.

Other apps listen with `subscribe`; a listener runs inside the transaction and must only write rows.
"""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth import get_user_model
from django.db import connection, models, transaction
from django.db.models import Value
from django.db.models.functions import Concat

from common import identity
from common.models.events import Event
from common.models.papers import Paper, PaperRow
from common.people import Person

type Listener = Callable[["Happening"], None]
_listeners: list[Listener] = []
_RECORD = "SELECT event_record(%s, %s, %s, %s, %s, %s, %s, %s)"


@dataclass(frozen=True)
class Happening:
    """An event as listeners see it, with the subject itself; `said` is the reason that was given, for who is told."""

    what: str
    subject: models.Model
    by: Person
    at: datetime
    tells: tuple[str, ...]
    said: str = ""


def about(subject: models.Model) -> tuple[int | None, int | None]:
    """The keys of the paper and of the person that a deed on a row is about.

    A row that is neither says by a property `about` to which of them it belongs: an answer to its decision.
    """
    about = getattr(subject, "about", subject)
    paper = about.pk if isinstance(about, Paper) else about.paper_id if isinstance(about, PaperRow) else None
    return paper, about.pk if isinstance(about, get_user_model()) else None


def of_papers(papers: Iterable[int]) -> models.QuerySet[Event]:
    """The deeds on these papers themselves, without those on what belongs to them, as answers to a decision."""
    itself = Concat(Value("."), "paper__kind", Value("."))
    return Event.objects.filter(paper__in=papers, what__contains=itself).select_related("by")


def subscribe(listener: Listener) -> None:
    """Register a listener once, at start-up."""
    if listener not in _listeners:
        _listeners.append(listener)


def record(
    what: str,
    *,
    subject: models.Model,
    by: Person,
    at: datetime,
    before: Mapping[str, object] | None = None,
    after: Mapping[str, object] | None = None,
    tells: Sequence[str] = (),
    said: str = "",
) -> Happening:
    """Write an event and tell the listeners. `before` and `after` hold values, never sentences; `said` is told and not
    kept here: it stands on the subject.

    The database stamps the person, the instant and the transaction, from the proof that `by` acts at `at`. A paper is
    brought up to what its row says by now.
    """
    if isinstance(subject, PaperRow):
        subject.keep_paper()
    alone = nullcontext() if connection.in_atomic_block else transaction.atomic()
    with alone, connection.cursor() as cursor:
        values = [what, *about(subject), json.dumps(dict(before or {})), json.dumps(dict(after or {}))]
        cursor.execute(_RECORD, [*values, *identity.proof(by=by, at=at)])
    happening = Happening(what=what, subject=subject, by=by, at=at, tells=tuple(tells), said=said)
    for listener in _listeners:
        listener(happening)
    return happening

"""Which papers a person may open: asked by whatever tells of papers elsewhere, as steps, notices, mail and history do.

Each app tells at start-up, for each kind of paper, the rows that a person may open; who has no role opens nothing here.
"""

from collections.abc import Callable, Iterable
from typing import Any

from django.db.models import BigIntegerField, CharField, F, Func, Model, Q, QuerySet, Value
from django.db.models.functions import Cast

from common.events import subject_key
from partners import permissions
from partners.models import Appointment, User

type Rows = Callable[[Any], QuerySet[Any]]
_openers: dict[str, Rows] = {}


def tell(label: str, rows: Rows) -> None:
    """Register who opens a kind of paper, by its model's label in lower case: `projects.projectideanote`."""
    _openers[label] = rows


def labels() -> set[str]:
    """The kinds of paper that are told."""
    return set(_openers)


def opens(subject: str, user: Any) -> bool:
    """True when this person may open the paper that a text names, as `projects.projectideanote:12` does, today."""
    label, _colon, pk = subject.partition(":")
    rows = _openers.get(label)
    return rows is not None and permissions.at_work(user) and rows(user).filter(pk=pk).exists()


def opened[Rows: QuerySet[Any]](rows: Rows, user: Any) -> Rows:
    """Of rows that name a paper by `subject`, those whose paper this person may open today."""
    if not permissions.at_work(user):
        return rows.none()
    may = Q(pk__in=[])
    for label in sorted(_openers.keys() & kinds_among(rows)):
        may |= Q(label=label, row_pk__in=_openers[label](user).order_by().values("pk"))
    return rows.annotate(label=_part(1), row_pk=Cast(_part(2), BigIntegerField())).filter(may)


def kinds_among(rows: QuerySet[Any]) -> set[str]:
    """The kinds of paper that rows name by `subject`."""
    return set(rows.order_by().annotate(kind=_part(1)).values_list("kind", flat=True).distinct())


def of_them(papers: Iterable[Model], user: Any) -> set[str]:
    """The keys of those papers that this person may open; one question for each kind."""
    by_label: dict[str, list[int]] = {}
    for paper in papers:
        by_label.setdefault(paper._meta.label_lower, []).append(paper.pk)
    found = set()
    for label, keys in by_label.items():
        if label in _openers and permissions.at_work(user):
            opened_ones = _openers[label](user).filter(pk__in=keys)
            found |= {subject_key(paper) for paper in opened_ones}
    return found


def readers_among(people: Iterable[User], subject: str) -> list[User]:
    """Those of the people who may open a paper today; what they hold is read once for all of them."""
    named = list(people)
    held: dict[int, list[Appointment]] = {person.pk: [] for person in named}
    found = Appointment.objects.in_force().filter(user__in=named).select_related("organisation", "country")
    for appointment in found.with_seats():
        held[appointment.user_id] += appointment.as_counted()
    for person in named:
        person.__dict__["held_as_read"] = tuple(held[person.pk])
    return [person for person in named if opens(subject, person)]


def _part(number: int) -> Func:
    return Func(F("subject"), Value(":"), Value(number), function="split_part", output_field=CharField())

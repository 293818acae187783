"""Which papers a person may open: asked by whatever tells of papers elsewhere, as steps, notices, mail and history do.

The procedure of a kind says which of its papers a person may open; of rows that are no papers each app tells it at
start-up. Who has no role opens nothing here.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from django.db.models import Model, Q, QuerySet

from common.models import Paper, PaperRow, kind_of
from partners import permissions
from partners.people.models.people import Appointment, User, Visitor
from workflow import procedures

type Rows = Callable[[Any], QuerySet[Any]]
_openers: dict[str, Rows] = {}


def tell(kind: str, rows: Rows) -> None:
    """Register who opens a kind of row that is no paper, by its model's label: `partners.jointcommittee`."""
    _openers[kind.rpartition(".")[2]] = rows


def _rows_of(kind: str) -> Rows | None:
    procedure = procedures.of_kind(kind)
    return procedure.visible_to if procedure is not None else _openers.get(kind)


def opens_row(row: Model, user: Visitor) -> bool:
    """True when this person may open a row today."""
    rows = _rows_of(kind_of(type(row)))
    return rows is not None and permissions.at_work(user) and rows(user).filter(pk=row.pk).exists()


def opens(paper: Paper, user: Visitor) -> bool:
    """True when this person may open a paper today."""
    visible = procedures.named(paper.kind).visible_to(user) if permissions.at_work(user) else None
    return visible is not None and visible.filter(paper=paper).exists()


def opened[Rows: QuerySet[Any]](rows: Rows, user: Visitor) -> Rows:
    """Of rows that point at a paper, those whose paper this person may open today."""
    if not permissions.at_work(user):
        return rows.none()
    may = Q(pk__in=[])
    for kind in sorted(kinds_among(rows)):
        may |= Q(paper__in=procedures.named(kind).visible_to(user).order_by().values("paper"))
    return rows.filter(may)


def kinds_among(rows: QuerySet[Any]) -> set[str]:
    """The kinds of paper at which rows point."""
    return set(rows.order_by().values_list("paper__kind", flat=True).distinct())


def of_them(rows: Iterable[PaperRow], user: Visitor) -> set[int]:
    """The papers among those of these rows that this person may open; one question for each kind."""
    by_kind: dict[str, list[int]] = {}
    for row in rows:
        by_kind.setdefault(row.paper_kind, []).append(row.pk)
    papers: set[int] = set()
    for kind, keys in by_kind.items() if permissions.at_work(user) else ():
        papers |= set(procedures.named(kind).visible_to(user).filter(pk__in=keys).values_list("paper", flat=True))
    return papers


def readers_among(people: Iterable[User], paper: Paper) -> list[User]:
    """Those of the people who may open a paper today; what they hold is read once for all of them, and those
    who hold the same get one answer, where the kind is not personal."""
    named = list(people)
    held: dict[int, list[Appointment]] = {person.pk: [] for person in named}
    found = Appointment.objects.running().filter(user__in=named).select_related("organisation", "country")
    for appointment in found.with_seats():
        held[appointment.user_id] += appointment.as_counted()
    for person in named:
        person.__dict__["held_as_read"] = tuple(held[person.pk])
    is_personal = procedures.named(paper.kind).is_personal
    opens_it = cache(lambda asked: opens(paper, asked.person))
    return [person for person in named if opens_it(_Asked(person, person.pk if is_personal else _held(person)))]


@dataclass(frozen=True)
class _Asked:
    """Somebody whose answer is that of everybody with the same `key`."""

    person: User = field(compare=False)
    key: object


def _held(person: User) -> frozenset[tuple[str, int, int | None]]:
    return frozenset((one.role, one.organisation_id, one.country_id) for one in person.held)

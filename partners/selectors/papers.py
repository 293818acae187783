"""Which papers a person may open: asked by whatever tells of papers elsewhere, as steps, notices, mail and history do.

Each app tells at start-up, for each kind of paper, the rows that a person may open; who has no role opens nothing here.
Of most kinds these follow from the appointments that a person holds today, so that people who hold the same open the
same; a kind is told as personal where they do not.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from django.db.models import BigIntegerField, CharField, F, Func, Model, Q, QuerySet, Value
from django.db.models.functions import Cast

from jcm_platform.common.events import subject_key
from partners import permissions
from partners.models import Appointment, User

type Rows = Callable[[Any], QuerySet[Any]]
_openers: dict[str, Rows] = {}
_personal: set[str] = set()


def tell(label: str, rows: Rows, *, is_personal: bool = False) -> None:
    """Register who opens a kind of paper, by its model's label in lower case: `projects.projectideanote`.

    Args:
        is_personal: true where `rows` asks more of a person than the appointments that they hold: whom an account
            names, who proposed it.
    """
    _openers[label] = rows
    if is_personal:
        _personal.add(label)


def labels() -> set[str]:
    """The kinds of paper that are told."""
    return set(_openers)


def opened_by_office() -> dict[str, Rows]:
    """The kinds of paper that whoever holds the same appointments opens alike."""
    return {label: rows for label, rows in _openers.items() if label not in _personal}


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
    """Those of the people who may open a paper today; what they hold is read once for all of them, and those
    who hold the same get one answer."""
    named = list(people)
    held: dict[int, list[Appointment]] = {person.pk: [] for person in named}
    found = Appointment.objects.in_force().filter(user__in=named).select_related("organisation", "country")
    for appointment in found.with_seats():
        held[appointment.user_id] += appointment.as_counted()
    for person in named:
        person.__dict__["held_as_read"] = tuple(held[person.pk])
    opens_it = cache(lambda asked: opens(subject, asked.person))
    is_personal = subject.partition(":")[0] in _personal
    return [person for person in named if opens_it(_Asked(person, person.pk if is_personal else _held(person)))]


@dataclass(frozen=True)
class _Asked:
    """Somebody whose answer is that of everybody with the same `key`."""

    person: User = field(compare=False)
    key: object


def _held(person: User) -> frozenset[tuple[str, int, int | None]]:
    return frozenset((one.role, one.organisation_id, one.country_id) for one in person.held)


def _part(number: int) -> Func:
    return Func(F("subject"), Value(":"), Value(number), function="split_part", output_field=CharField())

"""Procedures: everything about a kind of paper in one class, declared beside its model and registered by one line.

What is shared (drafts, versions, files, inbox, notices, desks) asks the procedure of a paper and knows no kind by name.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from django.db.models import QuerySet

from common.models import Paper, PaperRow


@dataclass(frozen=True)
class SlotRule:
    """Who fills a slot of a paper, and in which of its states; in none, what stands there is only shown."""

    role: str
    states: frozenset[str]


@dataclass(frozen=True)
class HandedIn:
    """What a move hands in: the answers that are kept as a version, and the form's name in the countries' codes.

    `form` is empty where the paper says itself which form it is (`form_name`).
    """

    answers: Sequence[str]
    form: str = ""


class Procedure[Row: PaperRow]:
    """A kind of paper.

    Attributes:
        model: the kind's own table.
        sections: the pages of its form, in order, each with its questions (`Section`).
        forms_of_their_own: sections that the packages list as forms of their own, by slug (domain notes 1.3).
        rows: answers that are rows of their own: how each is read as JSON.
        slots: its documents.
        handed_in: the moves by which it is handed in.
        is_personal: true where `visible_to` asks more of a person than the appointments that they hold: whom an account
            names, who proposed it. Of other kinds whoever holds the same opens the same.
    """

    model: ClassVar[type[PaperRow]]
    sections: ClassVar[Sequence[Any]] = ()  # sections stand with the forms, above
    forms_of_their_own: ClassVar[Mapping[str, str]] = {}
    rows: ClassVar[Mapping[str, Callable[[Any], list[Any]]]] = {}  # of the kind's own row
    slots: ClassVar[Mapping[str, SlotRule]] = {}
    handed_in: ClassVar[Mapping[str, HandedIn]] = {}
    is_personal: ClassVar[bool] = False

    @property
    def kind(self) -> str:
        """The name by which its papers are known."""
        return self.model._meta.model_name or ""

    def visible_to(self, user: Any) -> QuerySet[Row]:  # somebody signed in or not
        """The papers of this kind that a person may open."""
        raise NotImplementedError


_registered: dict[str, Procedure[Any]] = {}


def register(*procedures: Procedure[Any]) -> None:
    """Register the procedures of an app at start-up; each kind has one."""
    for procedure in procedures:
        known = _registered.setdefault(procedure.kind, procedure)
        if type(known) is not type(procedure):
            raise RuntimeError(f"{procedure.kind} has a procedure already")


def every() -> Mapping[str, Procedure[Any]]:
    """Every procedure by its kind."""
    return dict(_registered)


def of_kind(kind: str) -> Procedure[Any] | None:
    """The procedure of a kind, or None where there is none of that name."""
    return _registered.get(kind)


def named(kind: str) -> Procedure[Any]:
    """The procedure of a kind that is known to have one."""
    return _registered[kind]


def of(row: PaperRow) -> Procedure[Any]:
    """The procedure of a paper's row."""
    return _registered[row._meta.model_name or ""]


def row_visible_to(paper: Paper, user: Any) -> PaperRow | None:
    """The row of a paper, or None where this person may not open it."""
    row: PaperRow | None = named(paper.kind).visible_to(user).filter(paper=paper).first()
    return row

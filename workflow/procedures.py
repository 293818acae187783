"""Procedures: everything about a kind of paper in one class, declared beside its model and registered by one line.

What is shared (drafts, versions, files, inbox, notices, desks) asks the procedure of a paper and knows no kind by name.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar

from django.contrib.auth.models import AnonymousUser
from django.db.models import Model, QuerySet
from django.utils.translation import gettext_lazy as _

from common.machines import Predicate, moves_of
from common.models import Paper, PaperRow, kind_of
from common.refusals import Refused, Sentence
from partners import permissions
from partners.people.models.people import User
from partners.rulebooks.models.rules import Rule, TimeLimit, declare
from workflow.deeds import selectors as deeds
from workflow.drafts import checks as fields
from workflow.drafts.questions import Draft, FormMaker, Part, Section


@dataclass(frozen=True)
class SlotRule:
    """Who fills a slot of a paper, and in which of its states; in none, what stands there is only shown."""

    role: str
    states: frozenset[str]


@dataclass(frozen=True)
class HandedIn:
    """What a move hands in: the form's name in the countries' codes, and the answers that are kept as a version.

    `form` is empty where the paper says itself which form it is (`form_name`); without `answers` it is every answer
    of the procedure's sections.
    """

    form: str = ""
    answers: Sequence[str] = ()


def by_its_authors(row: Any, by: User | AnonymousUser) -> None:  # what is written says whether it `is_editable`
    """Raises: Refused DRF-01 (403) when the person is none of its authors, DRF-02 (409) once it was handed in."""
    if not permissions.participant_of(row, by):
        raise Refused("DRF-01", _("Only people of the project’s participants write on this paper."), status=403)
    if not row.is_editable:
        raise Refused("DRF-02", _("This paper was handed in already and cannot be changed now."), status=409)


class Procedure[Row: PaperRow]:
    """A kind of paper.

    Attributes:
        model: the kind's own table.
        sections: the pages of its form, in order, each with its questions (`Section`).
        section_form: the form of a section, where it needs more than fields of the row.
        parts: checks of sections that need more than the row's own fields.
        forms_of_their_own: sections that the packages list as forms of their own, by slug (domain notes 1.3).
        rows: answers that are rows of their own: how each is read as JSON.
        slots: its documents.
        handed_in: the moves by which it is handed in.
        rules, limits, terms: what a country's rulebook may set for it: rules, time limits of its steps, and its name.
        deed_words: its deeds in words, where they are no moves: "model.deed".
        completeness: the points that an officer confirms before the paper goes on: key and words.
        row_makers: the same answers the other way: the rows, not saved, that stored JSON says.
        reopens: the states in which parts of what was handed in are opened again, on a finding or by an officer.
        related: what is read together with the row under its lock.
        returned_by: the move that gives the paper back to its authors.
        is_personal: true where `visible_to` asks more of a person than the appointments that they hold: whom an account
            names, who proposed it. Of other kinds whoever holds the same opens the same.
    """

    model: ClassVar[type[PaperRow]]
    sections: ClassVar[Sequence[Section]] = ()
    section_form: ClassVar[FormMaker | None] = None
    parts: ClassVar[Sequence[Part]] = ()
    forms_of_their_own: ClassVar[Mapping[str, str]] = {}
    rows: ClassVar[Mapping[str, Callable[[Any], list[Any]]]] = {}  # of the kind's own row
    row_makers: ClassVar[Mapping[str, Callable[[Any, list[Any]], Sequence[Model]]]] = {}  # of the kind's own row
    reopens: ClassVar[frozenset[str]] = frozenset()
    slots: ClassVar[Mapping[str, SlotRule]] = {}
    handed_in: ClassVar[Mapping[str, HandedIn]] = {}
    rules: ClassVar[Mapping[str, Rule]] = {}
    limits: ClassVar[Mapping[str, TimeLimit]] = {}
    terms: ClassVar[Mapping[str, Sentence]] = {}
    deed_words: ClassVar[Mapping[str, Sentence]] = {}
    completeness: ClassVar[Sequence[tuple[str, Sentence]]] = ()
    related: ClassVar[Sequence[str]] = ()
    returned_by: ClassVar[str] = "return_to_participant"
    is_personal: ClassVar[bool] = False

    @property
    def reopened_by(self) -> Predicate:
        """Who opens parts of a paper again; an entity does it by a finding only."""
        return permissions.any_of(permissions.tpe_of, permissions.secretariat)

    @property
    def kind(self) -> str:
        """The name by which its papers are known."""
        return kind_of(self.model)

    def declare(self) -> None:
        """Tell, at start-up, what others read of every kind: what a rulebook may set, and deeds in words."""
        declare(self.rules, self.limits, self.terms)
        deeds.declare(self.deed_words)

    def visible_to(self, user: Any) -> QuerySet[Row]:  # somebody signed in or not
        """The papers of this kind that a person may open."""
        raise NotImplementedError

    @property
    def answers(self) -> tuple[str, ...]:
        """Every answer of its form, in the order of the sections."""
        return tuple(name for section in self.sections for name in section.names)

    def locked(self, pk: int) -> Row:
        """A paper as it stands now, under its lock."""
        row: Row = self.model._default_manager.select_for_update(of=("self",)).select_related(*self.related).get(pk=pk)
        return row

    def writable(self, row: Row, by: User | AnonymousUser) -> None:
        """Raises: Refused DRF-01 (403) or DRF-02 (409) where this person may not write on the paper now."""
        by_its_authors(row, by)

    def sections_of(self, row: Row) -> Sequence[Section]:
        """The sections of one paper, where they differ."""
        return self.sections

    def draft(self, row: Row) -> Draft:
        """How this paper is written; what is asked of it is what the move asks by which it is handed in."""
        return Draft(
            sections=self.sections_of(row),
            checks=moves_of(self.model)[self.submitting(row)].when,
            writable=self.writable,
            parts=self.parts,
            form=self.section_form,
        )

    def submitting(self, row: Row) -> str:
        """The move by which the paper is handed in from where it stands."""
        return "submit"

    def write(self, row: Row, *, values: Mapping[str, object], **_more: object) -> None:
        """Put answers on the row that is in hand, judged; a kind whose sections give more than values takes that too.

        Raises: Refused FLD-01 to FLD-03, and what its kind says.
        """
        fields.set_values(row, values, self.answers)

    def worked_on_by(self, user: Any) -> QuerySet[Row]:
        """Of the papers that can be reopened, those that a person works on: not what everybody reads."""
        return self.visible_to(user).none()

    def before_change(self, row: Row) -> None:
        """Checks before parts of what was handed in are opened again, or a file is replaced, besides the state."""

    def corrected(
        self, row: Row, changed: Sequence[str], *, asked_in: Sequence[Paper], said: str, by: User, at: datetime
    ) -> None:
        """What follows when corrected parts are handed in.

        Args:
            changed: the answers that differ. `asked_in`: the findings that asked for them.
        """

    def before_submission(self, row: Row, *, by: User, at: datetime) -> None:
        """Checks that need more than the row's own fields, and facts that are fixed with the submission."""

    def submitted(self, row: Row, *, by: User, at: datetime) -> None:
        """What follows from the submission."""

    def withdrawn(self, row: Row, *, by: User, at: datetime) -> None:
        """What follows when its authors take the paper back."""


_registered: dict[str, Procedure[Any]] = {}


def register(*procedures: Procedure[Any]) -> None:
    """Register the procedures of an app at start-up; each kind has one."""
    for procedure in procedures:
        known = _registered.setdefault(procedure.kind, procedure)
        if type(known) is not type(procedure):
            raise RuntimeError(f"{procedure.kind} has a procedure already")
        procedure.declare()


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
    return _registered[row.paper_kind]


def row_visible_to(paper: Paper, user: Any) -> PaperRow | None:
    """The row of a paper, or None where this person may not open it."""
    row: PaperRow | None = named(paper.kind).visible_to(user).filter(paper=paper).first()
    return row

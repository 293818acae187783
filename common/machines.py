"""State machines: moves are declared with `move`, judged by `judge`, then committed, and read by `moves_of`.

django-fsm checks state and conditions but not the person; `judge` asks in a fixed order:
state (409), person (403), numbered checks (422); `commit` saves and writes the event.
"""

from collections.abc import Callable, Sequence
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from django_fsm import FSMField, transition

from common import events
from common.models import PaperRow
from common.people import Person
from common.refusals import Check, Refused, Sentence

type Predicate = Callable[[Any, Person], bool]  # of a subject, as the app that declares it knows it


def judging_of(predicate: Predicate) -> Predicate:
    """The same predicate for acts of judgement: stricter where its office judges and the person has an interest."""
    return getattr(predicate, "judging", predicate)


def interested() -> Refused:
    """What a person is told whose office judges this, and who has an interest in it."""
    return Refused(
        "COI-06",
        _(
            "You act or acted for one of the parties, or have declared an interest in it: somebody else of your office"
            " takes this step. Ask a colleague, or the lead of your office."
        ),
        status=403,
    )


class Way(IntEnum):
    """Where a move leads what it is made on; pages order the buttons by it, and only the first way has the main one."""

    ON = 1  # carries the procedure on
    ASIDE = 2  # back, or another turn: nothing ends
    END = 3  # ends the procedure, or stops what is in force


@dataclass(frozen=True)
class Holder:
    """Who holds a subject that waits in a state, what they are to do, and by which time limit of the rulebook.

    `role` is a role of `partners`; `limit` a key of the rulebook's time limits, or None when no rule sets one.
    `party` names the party of the subject whose people it waits for, where these are not all parties of the role.
    """

    role: str
    todo: Sentence
    limit: str | None = None
    party: str = ""


@dataclass(frozen=True)
class Move:
    """A declared move: the one source for pages, API, documentation and tests.

    `role` is the office that makes it; `who` asks also, where that office judges, whether the person has an interest.
    `label` stands on the button, `record` in histories, notices and mail, once it was made.
    """

    name: str
    source: tuple[str, ...]
    target: str
    role: Predicate
    when: tuple[Check, ...]
    label: Sentence
    done: Sentence
    tells: tuple[str, ...]
    by_page: bool
    way: Way

    @property
    def record(self) -> Sentence:
        """What happened: in English a participle, in Japanese a noun."""
        return self.done or self.label

    @property
    def who(self) -> Predicate:
        """Who may make it."""
        return judging_of(self.role)

    def permits(self, subject: PaperRow, user: Person) -> bool:
        """True when the state, the person and every check allow it now."""
        return self.offered_to(subject, user) and all(check.holds(subject) for check in self.when)

    def offered_to(self, subject: PaperRow, user: Person) -> bool:
        """True when the state and the person allow it; checks may still refuse."""
        return subject.state in self.source and self.who(subject, user)


_being_read: ContextVar[frozenset[int]] = ContextVar("_being_read", default=frozenset())


class StateField(FSMField):
    """The state of a machine: changed by its moves alone.

    django-fsm lifts the protection of a field for everybody while one row is read again (`refresh_from_db`): another
    thread that reads at the same moment then fails, or may set a state. Here it is lifted for the reading thread only.

    A migration knows it as the text that it is in the database: there are no moves in a migration, and django-fsm
    looks for them in every model that is ever made, which makes a long migration slow by the square of its length.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # Django's own shape
        super().__init__(*args, **{**kwargs, "protected": True})

    @property
    def protected(self) -> bool:
        """False only while this thread reads a row again."""
        return id(self) not in _being_read.get()

    @protected.setter
    def protected(self, value: bool) -> None:
        others = _being_read.get() - {id(self)}
        _being_read.set(others if value else others | {id(self)})

    def deconstruct(self) -> tuple[str, str, Sequence[Any], dict[str, Any]]:  # Django's own shape
        name, _path, args, kwargs = super().deconstruct()
        kwargs.pop("protected", None)
        return name, "django.db.models.CharField", args, kwargs


def move(
    field: FSMField | str,
    *,
    source: str | Sequence[str],
    target: str,
    who: Predicate,
    label: Sentence,
    done: Sentence = "",
    when: Sequence[Check] = (),
    tells: Sequence[str] = (),
    by_page: bool = True,
    way: Way = Way.ON,
) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Declare a move; `who` has no default.

    Args:
        field: the state field, or its name where it stands in a base class.
        who: predicate `(subject, user)`.
        label: what stands on the button. `done`: what is said of it afterwards, where the label is no record itself;
            every move with a button has one.
        tells: roles of `partners` that get a notice.
        by_page: False for moves that follow from another deed and have no button of their own.
        way: where it leads; of those with a button, one at most carries a state on for the same people.
    """
    custom = {
        "role": who,
        "when": tuple(when),
        "label": label,
        "done": done,
        "tells": tuple(tells),
        "by_page": by_page,
        "way": way,
    }
    sources = [source] if isinstance(source, str) else list(source)
    return transition(field=field, source=sources, target=target, custom=custom)  # type: ignore[no-any-return]


_moves: dict[type[models.Model], dict[str, Move]] = {}


def moves_of(model: type[models.Model]) -> dict[str, Move]:
    """Every move of a machine by name, in the alphabet's order; read once."""
    if model not in _moves:
        _moves[model] = _read_moves(model)
    return _moves[model]


def _read_moves(model: type[models.Model]) -> dict[str, Move]:
    found: dict[str, Move] = {}
    for declared in model.get_all_state_transitions(model()):  # type: ignore[attr-defined]
        earlier = found.get(declared.name)
        sources = (*(earlier.source if earlier else ()), declared.source)
        found[declared.name] = Move(name=declared.name, source=sources, target=str(declared.target), **declared.custom)
    return found


def moves_offered(subject: PaperRow, user: Person) -> list[Move]:
    """The moves with a button that this person could make now, checks aside: first what carries on, last what ends.

    Whether the person is of an office is asked once for all its moves.
    """
    from_here = [m for m in moves_of(type(subject)).values() if m.by_page and subject.state in m.source]
    may = {who: who(subject, user) for who in dict.fromkeys(m.who for m in from_here)}
    return sorted((m for m in from_here if may[m.who]), key=lambda m: m.way)


@dataclass(frozen=True)
class Judged:
    """A move that was found allowed; nothing has changed yet."""

    subject: PaperRow
    bound: Callable[..., None]
    declared: Move
    by: Person

    def commit(self, *, at: datetime, **facts: Any) -> events.Happening:  # the move's own
        """Make the move, save the row and write the event. `facts` are the move's own.

        Everything is saved, or what the subject names in `MOVED_FIELDS`.
        """
        before = self.subject.state
        said = str(facts.get("note") or facts.get("reason") or "")
        self.bound(at=at, **facts)
        self.subject.save(update_fields=self.subject.MOVED_FIELDS)
        return events.record(
            f"{self.subject._meta.label_lower}.{self.declared.name}",
            subject=self.subject,
            by=self.by,
            at=at,
            before={"state": before},
            after={"state": self.subject.state},
            tells=self.declared.tells,
            said=said,
        )


def judge(bound: Callable[..., None], *, by: Person) -> Judged:
    """Ask whether a move is allowed: `judge(pin.submit, by=user).commit(at=now)`. The caller holds the row lock.

    State, person and checks are asked in this order, and nothing is changed: a service judges first, then takes numbers
    and prepares decisions, then commits, so that the same mistake gets the same refusal everywhere.
    Raises: Refused MOV-01 (409, wrong state), MOV-02 (403, wrong person), COI-06 (403, right but
    with an interest), or the first check that fails (422).
    """
    subject = bound.__self__  # type: ignore[attr-defined]  # a method of the row
    declared = moves_of(type(subject))[bound.__name__]
    if subject.state not in declared.source:
        raise Refused(
            "MOV-01",
            _("This step was already taken or is not open: the state is now “%(state)s”. Reload the page."),
            status=409,
            params={"state": subject.get_state_display()},
        )
    if not declared.who(subject, by):
        if declared.role(subject, by):
            raise interested()
        raise Refused("MOV-02", _("Your role does not allow this step. Ask the party that holds it."), status=403)
    for check in declared.when:
        if not check.holds(subject):
            raise check.refusal()
    return Judged(subject, bound, declared, by)

"""The machines of the platform, the subjects that their moves are tried on, and trying one."""

from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from types import SimpleNamespace
from typing import Any

from django.apps import apps
from django.db import DatabaseError, transaction

from common import events
from common.machines import Move, judge, moves_of
from common.models import Event
from common.refusals import Refused
from tests.architecture import light
from tests.architecture.golden import MOVES, as_expected, said
from tests.conftest import NOON
from tests.factories import kinds
from tests.factories.facts import facts_for

MACHINES = {m._meta.label: m for m in apps.get_models() if hasattr(m, "get_all_state_transitions")}
ELSEWHERE = "*"  # every state from which the move does not lead


def states_of(machine: Any) -> list[str]:
    """Every state of a machine."""
    return list(dict(machine._meta.get_field("state").choices))


def rows() -> Iterator[tuple[str, str]]:
    """Every row that the table of moves has: one a state that a move leads from, one for all others."""
    for label, machine in MACHINES.items():
        for move in moves_of(machine).values():
            yield from ((f"{label}.{move.name}", str(state)) for state in move.source)
            if set(states_of(machine)) - set(move.source):
                yield f"{label}.{move.name}", ELSEWHERE


@contextmanager
def _heard() -> Iterator[list[events.Happening]]:
    """What is told while something is done."""
    told: list[events.Happening] = []
    events._listeners.append(told.append)
    try:
        yield told
    finally:
        events._listeners.remove(told.append)


def attempt(subject: Any, move: Move, user: Any) -> str | None:
    """The number of the refusal, or None; whatever was done is undone.

    A forced state lacks the facts that the state promises, so the database may refuse to keep the outcome:
    that is past the question asked here, which is who may, and from where.
    """
    bound = getattr(subject, move.name)
    closed = subject.state not in move.source  # refused before anything is written: there is nothing to undo
    try:
        with nullcontext() if closed else transaction.atomic(), _heard() as told:
            judge(bound, by=user).commit(at=NOON, **facts_for(bound))
            transaction.set_rollback(True)
        about = [happening.what for happening in told if happening.subject is subject]
        assert about == [f"{subject._meta.label_lower}.{move.name}"], f"a move leaves exactly one event: {about}"
    except Refused as refusal:
        return refusal.number
    except DatabaseError:
        return None
    return None


@light.nobody_told()
def differences(label: str, subject: Any, it: SimpleNamespace, everybody: dict[str, Any]) -> list[str]:
    """Where a move of the machine is refused, or not, otherwise than the table says."""
    kinds.tie(it, everybody)
    before = Event.objects.count()
    wrong = [
        difference
        for move in moves_of(type(subject)).values()
        for state in states_of(type(subject))
        for difference in _tried(label, subject, move, state, everybody)
    ]
    assert Event.objects.count() == before, "A refused move has left an event."
    return wrong


def _tried(label: str, subject: Any, move: Move, state: str, everybody: dict[str, Any]) -> Iterator[str]:
    name = f"{label}.{move.name}"
    row = MOVES.get((name, state if state in move.source else ELSEWHERE), {})
    for person, expected in row.items():
        subject.__dict__["state"] = state
        refusal = attempt(subject, move, everybody[person])
        if not as_expected(expected, refusal) or (refusal and subject.state != state):
            yield said(f"{name} from {state}", person, expected, refusal or "yes")
        if refusal is None:
            subject.refresh_from_db()

"""Every move of every machine, in every state, as every role: allowed exactly when it is declared so."""

from types import SimpleNamespace
from typing import Any

import pytest
from django.apps import apps
from django.db import DatabaseError, transaction

from jcm_platform.common.machines import Move, Way, moves_of, perform
from jcm_platform.common.models import Event
from jcm_platform.common.refusals import Refused
from partners.models import Role
from tests.architecture.people import HOW, declared
from tests.conftest import NOON
from tests.factories.facts import facts_for

MACHINES = {m._meta.label: m for m in apps.get_models() if hasattr(m, "get_all_state_transitions")}
NEVER = ("anonymous", "auditor")
# Auditors change nothing, but say whose accounts are one person's: nobody who approves may say that.
BY_AUDITORS = {("partners.AliasCase", "tell_apart"), ("partners.AliasCase", "unite")}


def _subject(label: str, situation: SimpleNamespace) -> Any:
    subjects = declared("SUBJECTS")
    assert label in subjects, f"The machine {label} has no subject to test its moves on. {HOW}"
    return subjects[label](situation)


def _attempt(subject: Any, move: Move, user: Any) -> str | None:
    """The number of the refusal, or None; whatever was done is undone.

    A forced state lacks the facts that the state promises, so the database may refuse to keep the outcome:
    that is past the question asked here, which is who may, and from where.
    """
    bound = getattr(subject, move.name)
    try:
        with transaction.atomic():
            perform(bound, by=user, at=NOON, **facts_for(bound))
            transaction.set_rollback(True)
    except Refused as refusal:
        return refusal.number
    except DatabaseError:
        return None
    return None


def _states(machine: Any) -> list[str]:
    return list(dict(machine._meta.get_field("state").choices))


def _expected(move: Move, subject: Any, state: str, user: Any) -> str | None:
    if state not in move.source:
        return "MOV-01"
    return None if move.who(subject, user) else "MOV-02"


def _tried(move: Move, subject: Any, state: str, roles: dict[str, Any]) -> dict[str, Any]:
    """Everybody from the move's own states; from any other one who may make it and one who may not."""
    if state in move.source:
        return roles
    may = [role for role, user in roles.items() if move.who(subject, user)]
    return {role: roles[role] for role in (*may[:1], "anonymous")}


@pytest.mark.parametrize("label", sorted(MACHINES))
def test_a_move_is_made_only_from_its_states_and_by_who_is_named(
    label: str, situation: SimpleNamespace, roles: dict[str, Any]
) -> None:
    """And each has somebody who may make it, never a bystander."""
    subject = _subject(label, situation)
    for move in moves_of(type(subject)).values():
        who = {role for role, user in roles.items() if move.who(subject, user)}
        assert who, f"Nobody may make the move {label}.{move.name}"
        bystanders = {"anonymous"} if (label, move.name) in BY_AUDITORS else set(NEVER)
        assert who.isdisjoint(bystanders), f"{label}.{move.name} is open to {who}"
    wrong, events = [], Event.objects.count()
    for move in moves_of(type(subject)).values():
        for state in _states(type(subject)):
            for role, user in _tried(move, subject, state, roles).items():
                subject.__dict__["state"] = state
                expected = _expected(move, subject, state, user)
                got = _attempt(subject, move, user)
                as_it_should = got == expected if expected else got not in {"MOV-01", "MOV-02"}
                if not as_it_should or (expected and subject.state != state):
                    wrong.append((move.name, state, role, expected, got))
                if not expected:
                    subject.refresh_from_db()
    assert wrong == []
    assert Event.objects.count() == events, "A refused move has left an event."


@pytest.mark.parametrize("label", sorted(MACHINES))
def test_a_machine_names_known_states_roles_and_limits(label: str) -> None:
    from partners.models.rules import TIME_LIMITS

    machine = MACHINES[label]
    states = set(_states(machine))
    for move in moves_of(machine).values():
        assert {*move.source, move.target} <= states, move.name
        assert set(move.tells) <= set(Role.values), move.name
    for state, holder in getattr(machine, "HOLDERS", {}).items():
        assert state in states
        assert holder.role in Role.values
        assert holder.limit is None or holder.limit in TIME_LIMITS, holder.limit


ENDS = {
    "withdrawn", "declined", "rejected", "refused", "cancelled", "suspended", "withheld", "released", "negative",
    "not_adopted", "closing",
}  # fmt: skip


@pytest.mark.parametrize("label", sorted(MACHINES))
def test_one_button_carries_a_state_on_and_what_ends_is_never_that_one(label: str) -> None:
    moves = [move for move in moves_of(MACHINES[label]).values() if move.by_page]
    assert [m.name for m in moves if (m.target in ENDS) != (m.way == Way.END)] == []
    on = [(state, move.who) for move in moves if move.way == Way.ON for state in move.source]
    assert len(on) == len(set(on)), on


# What waits without a last day: the party's own choice of when, or what runs by itself.
WITHOUT_LAST_DAY = {
    ("projects.MonitoringReport", "submitted"), ("partners.Decision", "postponed"),
    ("registry.TransactionRequest", "delayed"), ("registry.HolderDetails", "due"),
}  # fmt: skip


def test_whatever_one_side_waits_for_has_a_last_day() -> None:
    without = {
        (label, state)
        for label, machine in MACHINES.items()
        for state, holder in getattr(machine, "HOLDERS", {}).items()
        if state != "draft" and holder.limit is None and not hasattr(machine, "fixed_due_on")
    }
    assert without - WITHOUT_LAST_DAY == set()


def test_machines_are_found() -> None:
    assert "partners.Decision" in MACHINES

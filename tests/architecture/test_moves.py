"""What machines declare is whole: states, roles, limits, buttons, last days.

Who makes which move is compared with the golden table, in `test_every_object.py`.
"""

import pytest

from common.machines import Way, moves_of
from common.models import PaperRow
from partners.people.models.people import Role
from tests.architecture.moves import MACHINES, states_of


@pytest.mark.parametrize("label", sorted(MACHINES))
def test_a_machine_names_known_states_roles_and_limits(label: str) -> None:
    from partners.rulebooks.models.rules import TIME_LIMITS

    machine = MACHINES[label]
    states = set(states_of(machine))
    for move in moves_of(machine).values():
        assert {*move.source, move.target} <= states, move.name
        assert set(move.tells) <= set(Role.values), move.name
    for state, holder in getattr(machine, "HOLDERS", {}).items():
        assert state in states
        assert holder.role in Role.values
        assert holder.limit is None or holder.limit in TIME_LIMITS, holder.limit


ENDS = {
    "withdrawn",
    "declined",
    "rejected",
    "refused",
    "cancelled",
    "suspended",
    "withheld",
    "released",
    "negative",
    "not_adopted",
    "closing",
}


@pytest.mark.parametrize("label", sorted(MACHINES))
def test_one_button_carries_a_state_on_and_what_ends_is_never_that_one(label: str) -> None:
    moves = [move for move in moves_of(MACHINES[label]).values() if move.by_page]
    assert [m.name for m in moves if (m.target in ENDS) != (m.way == Way.END)] == []
    on = [(state, move.who) for move in moves if move.way == Way.ON for state in move.source]
    assert len(on) == len(set(on)), on


# What waits without a last day: the party's own choice of when, or what runs by itself.
WITHOUT_LAST_DAY = {
    ("projects.MonitoringReport", "submitted"),
    ("registry.TransactionRequest", "delayed"),
}


def test_whatever_one_side_waits_for_has_a_last_day() -> None:
    without = {
        (label, state)
        for label, machine in MACHINES.items()
        for state, holder in getattr(machine, "HOLDERS", {}).items()
        if state != "draft" and holder.limit is None and getattr(machine, "fixed_due_on", None) is PaperRow.fixed_due_on
    }
    assert without - WITHOUT_LAST_DAY == set()


def test_machines_are_found() -> None:
    assert "committee.Decision" in MACHINES

"""The golden tables are whole: a row for each address and each state of each move, a column for each person."""

from types import SimpleNamespace
from typing import Any

from tests.architecture import golden, moves, stages
from tests.architecture.answers import OF_MACHINES
from tests.architecture.golden import ADDRESSES, MOVES, OURS, WHAT_TO_DO
from tests.architecture.people import declared
from tests.factories import kinds
from tests.factories.situations import SITUATIONS


def _missing(rows: set[tuple[str, str]]) -> str:
    """The rows as they are to be filled in, cell by cell."""
    return "\n".join(",".join((*row, *("" for _ in golden.people_named()))) for row in sorted(rows))


def test_every_address_has_a_row() -> None:
    named = {name for name, _situation in ADDRESSES}
    assert _missing({(name, "") for name in set(OURS) - named}) == "", WHAT_TO_DO
    assert named - set(OURS) == set(), "These addresses are gone: take their rows out of addresses.csv."


def test_every_row_is_asked() -> None:
    assert sorted(row for stage in stages.EVERY for row in stage.rows) == sorted(ADDRESSES)


def test_every_address_and_machine_is_asked() -> None:
    assert sorted(route.name for stage in stages.EVERY for route, _at in stage.addresses) == sorted(OURS)
    assert sorted(label for stage in stages.EVERY for label in stage.machines) == sorted(moves.MACHINES)


def test_there_are_subjects() -> None:
    assert set(declared("SUBJECTS")) >= set(moves.MACHINES)


def test_a_situation_is_declared_where_an_address_has_several_rows() -> None:
    assert set(SITUATIONS) - set(ADDRESSES) == set(), WHAT_TO_DO
    usual = [name for name, situation in ADDRESSES if (name, situation) not in SITUATIONS]
    assert sorted(usual) == sorted(set(usual)), "Declare where the further ones stand: tests/factories/situations.py."


def test_every_move_has_a_row_for_each_state() -> None:
    wanted = set(moves.rows())
    assert _missing(wanted - set(MOVES)) == "", WHAT_TO_DO
    assert set(MOVES) - wanted == set(), "These moves or states are gone: take their rows out of moves.csv."


def test_the_tables_name_the_same_people(made: SimpleNamespace) -> None:
    """And each of them exists, and is described."""
    named = golden.people_named()
    assert all(row["who"] for row in golden.table("people"))
    assert len(named) >= 30
    assert {person for row in MOVES.values() for person in row} == set(named)
    assert {person for row in ADDRESSES.values() for person in row} == set(named) - {"system"}
    everybody: dict[str, Any] = kinds.everybody(made)
    assert set(everybody) == set(named)


def test_the_tables_use_words_that_are_known() -> None:
    """No cell is empty; a number is a refusal's."""
    strange = {
        cell
        for table, words in ((ADDRESSES, golden.WORDS), (MOVES, {"yes", "interest"}))
        for row in table.values()
        for cell in row.values()
        if cell not in words and not golden.is_number(cell)
    }
    assert strange == set()


def test_the_tables_are_sorted() -> None:
    assert list(ADDRESSES) == sorted(ADDRESSES)
    assert list(MOVES) == sorted(MOVES)


# Whoever these are, they make no move of a machine; but auditors say of two accounts whether they are one person's.
BYSTANDERS = {
    "anonymous",
    "nobody",
    "inactive",
    "staff",
    "superuser",
    "participant-ended",
    "participant-suspended",
    "participant-outsider",
    "approver-ended",
    "tpe-second",
    "tpe-declined",
    "tpe-released",
    "tpe-undesignated",
    "tpe-ended",
    "jcma-suspended",
    "secretariat-other",
    "member-unseated",
    "member-other",
    "government-other",
    "registry-other",
    "auditor",
    "auditor-former",
}


def test_each_move_has_somebody_who_makes_it_and_never_a_bystander() -> None:
    for key, row in MOVES.items():
        makers = {person for person, cell in row.items() if cell == "yes"}
        assert makers or key[1] == moves.ELSEWHERE, key
        bystanders = BYSTANDERS - {"auditor"} if key[0].startswith("partners.AliasCase.") else BYSTANDERS
        assert makers.isdisjoint(bystanders), key


def test_each_address_opens_to_somebody() -> None:
    opened = {key for key, row in ADDRESSES.items() if "ok" in row.values()}
    assert [key for key in ADDRESSES if key not in opened and key[0] not in OF_MACHINES] == []

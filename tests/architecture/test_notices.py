"""Every move that tells somebody has words for it, in both languages; nobody is commanded who is only told."""

from typing import Any

import pytest
from django.utils.translation import override

from common.machines import Move, moves_of
from tests.architecture.moves import MACHINES
from workflow.deeds import selectors as deeds

EVERY = [(label, move) for label, machine in sorted(MACHINES.items()) for move in moves_of(machine).values()]
VERBS = {str(move.label).split()[0].rstrip(":,") for _label, move in EVERY if move.by_page}


def _named(each: Any) -> str:
    return each if isinstance(each, str) else str(each.name)


@pytest.mark.parametrize(("label", "move"), EVERY, ids=_named)
def test_what_is_told_of_a_move_is_no_command(label: str, move: Move) -> None:
    """A button says what to do, a record what was done: the one never begins with a verb of the other."""
    if move.by_page:
        assert move.done, "a move with a button needs words for afterwards (done=)"
    told = str(move.record)
    assert told.split(maxsplit=1)[0].rstrip(":,") not in VERBS, told


@pytest.mark.parametrize("language", ["en", "ja"])
def test_every_move_that_tells_somebody_has_its_words(language: str) -> None:
    with override(language):
        said = {f"{label}.{move.name}": deeds.label(f"{label.lower()}.{move.name}") for label, move in EVERY}
    assert [name for name, words in said.items() if not words] == []
    if language == "ja":
        english = {name for name, words in said.items() if words.isascii()}
        assert english == set(), "a record of a move has no Japanese"

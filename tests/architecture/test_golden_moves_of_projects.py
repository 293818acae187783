"""Every move of the project cycle, from every state, by every kind of person: as the golden table says."""

from types import SimpleNamespace
from typing import Any

import pytest

from tests.architecture import golden, moves


@pytest.mark.parametrize("label", sorted(label for label in moves.MACHINES if label.startswith("projects.")))
def test_a_move_is_made_by_whom_the_table_names(label: str, everybody: dict[str, Any], it: SimpleNamespace) -> None:
    wrong = moves.differences(label, it, everybody)
    assert not wrong, golden.listed(wrong)

"""The floor of the coverage rises and never falls."""

from pathlib import Path

import pytest

from tools import coverage


@pytest.mark.parametrize(
    ("percent", "status", "floor"), [(79.94, 1, "80.0"), (80.04, 0, "80.0"), (80.19, 0, "80.1"), (100.0, 0, "100.0")]
)
def test_the_floor_rises_and_never_falls(percent: float, status: int, floor: str, tmp_path: Path) -> None:
    file = tmp_path / "floor.txt"
    file.write_text("80.0\n")
    assert coverage.judged(percent, file) == status
    assert file.read_text().strip() == floor

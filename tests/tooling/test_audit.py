"""The check of known weaknesses fails for a weakness, and says so where it knows nothing."""

import pytest

from tools import audit


@pytest.mark.parametrize(
    ("told", "status", "words"),
    [
        ([{"name": "a", "version": "1", "vulns": []}], 0, ""),
        ([{"name": "a", "version": "1", "vulns": [{"id": "PYSEC-1"}]}], 1, "a 1: [{'id': 'PYSEC-1'}]"),
        ([{"name": "a", "skip_reason": "not found"}], 0, "nothing was compared"),
        (
            [{"name": "a", "skip_reason": "not found"}, {"name": "b", "version": "1", "vulns": []}],
            0,
            "nothing is known about a",
        ),
    ],
)
def test_a_weakness_fails_and_silence_is_told(
    told: list[dict[str, object]], status: int, words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert audit.judged(told) == status
    assert words in capsys.readouterr().out

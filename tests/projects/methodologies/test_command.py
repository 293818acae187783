"""`manage.py calculate`: anybody with the file recalculates, on the clock of the host."""

import json
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from projects.methodologies.calculation import inputs, published
from projects.methodologies.calculation.calculations import calculate
from projects.methodologies.calculation.values import said
from tests.factories.partners import country

METER = {"symbol": "EC_PJ", "item": "1", "first": "2023-12-31T16:00Z", "last": "2023-12-31T18:00Z", "value": "2"}
DOCUMENT: dict[str, Any] = {
    "first": "2023-01-01",
    "last": "2024-12-31",
    "values": {"EF_elec": "0.5"},
    "items": {"chiller": [{"name": "1", "COP_PJ": "6", "COP_RE": "5"}]},
    "readings": [METER],
}


@pytest.fixture
def given_file(tmp_path: Path) -> Path:
    path = tmp_path / "input.json"
    path.write_text(json.dumps(DOCUMENT), encoding="utf-8")
    return path


def answer_of(path: Path, *, methodology: str = "TH_AM005:3.0") -> dict[str, Any]:
    out = path.with_name("answer.json")
    call_command("calculate", methodology, str(path), "--out", str(out))
    return dict(json.loads(out.read_text(encoding="utf-8")))


@pytest.mark.django_db
def test_the_year_ends_on_the_clock_of_the_country(given_file: Path) -> None:
    assert country("TH").time_zone == "Asia/Bangkok"
    answer = answer_of(given_file)
    assert [year["project_tco2e"] for year in answer["years"]] == ["0.5", "0.5"]
    assert answer["inputs"]["zone"] == "Asia/Bangkok"
    assert answer_of(given_file, methodology="TH_AM005") == answer


def test_a_document_that_names_its_zone_needs_no_database(given_file: Path) -> None:
    given_file.write_text(json.dumps({**DOCUMENT, "zone": "UTC+07:00"}), encoding="utf-8")
    answer = answer_of(given_file)
    definition = published.find("TH_AM005", "3.0")
    assert definition is not None
    again = calculate(definition, inputs.from_json(definition, answer["inputs"]))
    assert said(again.reduction) == answer["reduction_tco2e"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("methodology", "text", "sentence"),
    [
        ("XX_AM001", "{}", "There is no definition of XX_AM001"),
        ("TH_AM005:9.9", "{}", "There is no definition of TH_AM005:9.9"),
        ("TH_AM005", "{", "is no JSON"),
        ("TH_AM005", "[" * 100_000, "is no JSON"),
        ("TH_AM005", "{}", "TH is no partner country here. Name the zone"),
        ("TH_AM005", '{"zone": "Nowhere"}', "zone MTH-32"),
        ("TH_AM005", '{"zone": "UTC", "first": "2024"}', "first MTH-31"),
    ],
)
def test_what_cannot_be_calculated_ends_with_a_sentence_and_writes_nothing(
    given_file: Path, methodology: str, text: str, sentence: str
) -> None:
    given_file.write_text(text, encoding="utf-8")
    with pytest.raises(CommandError, match=sentence):
        answer_of(given_file, methodology=methodology)
    assert not given_file.with_name("answer.json").exists()


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="There is no file"):
        call_command("calculate", "TH_AM005", str(tmp_path / "none.json"))

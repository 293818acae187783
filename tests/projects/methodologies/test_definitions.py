"""The shipped definitions: each reads, keeps its form, gives what its examples say, and owns up to its sources."""

import csv
import json
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from hypothesis import given
from hypothesis import settings as settings_for_each
from hypothesis import strategies as st

from projects.methodologies.calculation import examples, inputs, published, texts
from projects.methodologies.calculation.calculations import calculate
from projects.methodologies.calculation.definitions import Definition, Example, Parameter
from projects.methodologies.calculation.inputs import Inputs, Item

FOLDER = settings.BASE_DIR / "projects" / "data" / "definitions"
FILES = sorted(FOLDER.glob("*.toml"))
FEWEST = 40
# The families that the published projects use; the definitions must cover each of them.
FAMILIES = {
    "solar",
    "solar-battery",
    "hydro",
    "waste-heat",
    "line-loss",
    "transformer",
    "cop-ratio",
    "luminous-ratio",
    "buildings",
    "absorption",
    "heat-pump",
    "heat-only-boiler",
    "boiler",
    "boiler-optimisation",
    "burner",
    "loom",
    "compressor",
    "pump",
    "electrolyser",
    "cogeneration",
    "evaporator",
    "kiln",
    "waste-to-energy",
    "landfill",
    "biogas",
    "transport",
    "rice",
    "redd-plus",
    "recovery",
    "grid-control",
}


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def tables(path: Path) -> dict[str, Any]:  # Any: TOML
    """A definition as plain TOML: what it says, not what our reader makes of it."""
    return tomllib.loads(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_definition_reads_and_is_written_to_the_same_bytes(path: Path) -> None:
    text = path.read_bytes().decode()
    definition = texts.read(text)
    assert texts.write(definition) == text
    assert f"{definition.reference}_ver{definition.code.partition(' ver')[2]}" == path.stem


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_worked_example_gives_what_was_calculated_by_hand(path: Path) -> None:
    outcomes = examples.tried(texts.read(path.read_text(encoding="utf-8")))
    assert [f"{one.symbol}: {one.found}, not {one.expected}" for one in outcomes if not one.passes] == []
    assert {"RE", "PE", "ER", "t CO₂ eq"} <= {one.symbol for one in outcomes}


def test_an_example_with_another_figure_is_found_out() -> None:
    definition = texts.read((FOLDER / "TH_AM005_ver03.0.toml").read_text(encoding="utf-8"))
    (example,) = definition.examples
    wrong = replace(definition, examples=[replace(example, expect={**example.expect, "ER": "331.39"}, tonnes=332)])
    assert [one.symbol for one in examples.tried(wrong) if not one.passes] == ["ER", "t CO₂ eq"]


def test_what_a_source_publishes_is_what_comes_out() -> None:
    """Figures as published, written here a second time: none of them comes from a definition."""
    found = {
        (definition.code, example.name): example
        for definition in published.definitions().values()
        for example in definition.examples
        if example.published
    }
    figures = {
        ("MN_AM003 ver02.0", "10 MW plant of the feasibility study"): ("16500", 16500),
        ("ID_AM011 ver01.0", "Published ex ante figures of ID015"): ("742.3", 742),
    }
    assert {key: (example.expect["ER"], example.tonnes) for key, example in found.items()} == figures


def test_the_example_of_the_documentation_calculates() -> None:
    page = (settings.BASE_DIR / "docs" / "adding-a-methodology.md").read_text(encoding="utf-8")
    code = re.search(r"calculate (\S+):(\S+) ", page)
    block = re.search(r"```json\n(.*?)```", page, re.DOTALL)
    assert code is not None
    assert block is not None
    definition = published.find(code[1], code[2])
    assert definition is not None
    found = calculate(definition, inputs.from_json(definition, json.loads(block[1])))
    assert found.reference == Decimal(780)
    assert found.project == Decimal(600)
    assert found.tonnes == 180


# ---- which there are ----


def test_at_least_forty_versions_of_all_families_are_defined() -> None:
    assert len(FILES) >= FEWEST
    assert {str(tables(path)["family"]) for path in FILES} >= FAMILIES


def test_every_published_number_is_defined_or_the_reason_stands_in_the_list() -> None:
    defined = {(str(table["reference"]), str(table["version"])) for table in map(tables, FILES)}
    left_out = {(row["reference"], row["version"]) for row in rows_of(FOLDER / "undefined.csv") if row["reason"]}
    listed = rows_of(settings.BASE_DIR / "tests" / "golden" / "methodology_versions.csv")
    wanted = {(row["reference"], row["version"] or "1.0") for row in listed}
    assert wanted - defined - left_out == set()
    assert defined & left_out == set()
    numbers = {reference for reference, _version in defined | left_out}
    for row in rows_of(settings.BASE_DIR / "projects" / "data" / "methodologies.csv"):
        assert (row["ref"] or row["proposed_ref"]) in numbers, row


# ---- honest states ----


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_value_stands_only_with_a_source_that_was_read(path: Path) -> None:
    for parameter in tables(path)["parameter"]:
        for row in (parameter, *parameter.get("choice", [])):
            if "value" in row:
                assert row.get("sourced", True) is True, row
                assert str(row.get("source", "")).startswith(("http", "By definition", "Feasibility study")), row
                assert parameter["kind"] == "default", row


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_no_definition_claims_more_than_was_read(path: Path) -> None:
    table = tables(path)
    assert table["state"] in {"summary-based", "not-sourced"}, "no official text was read"
    assert table["note"], "what is sourced and what is inferred"
    made = [row for row in (*table["formula"], *table.get("decay", [])) if row["symbol"] != "ER"]
    if table["state"] == "not-sourced":
        assert [row["symbol"] for row in made if row.get("sourced", True)] == []
    else:
        assert [row["symbol"] for row in made if row.get("sourced", True)]
        assert str(table["source"]).startswith("http")
    assert "inferred" in table["rounding"]["source"]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_calculation_names_everything_that_no_source_gives(path: Path) -> None:
    definition = texts.read(path.read_text(encoding="utf-8"))
    calculation = calculate(definition, of_example(definition, definition.examples[0]))
    named = {doubt.symbol for doubt in calculation.not_sourced}
    assert {one.symbol for one in definition.parameters if one.kind == "default" and one.value is None} <= named
    assert (definition.code in named) == (definition.state == "not-sourced")
    assert calculation.is_issuable == (not named)


# ---- better technology ----


def of_example(definition: Definition, example: Example) -> Inputs:
    return inputs.from_json(definition, examples.of_example(definition, example))


def improved(parameter: Parameter, value: Decimal, by: Decimal) -> Decimal:
    """A value moved in its better direction by a share of itself, within its bounds."""
    moved = value * (1 + by) if parameter.better == "higher" else value / (1 + by)
    low = moved if parameter.least is None else max(moved, min(parameter.least, value))
    return low if parameter.most is None else min(low, max(parameter.most, value))


def with_better(parameter: Parameter, found: Inputs, by: Decimal, only: int | None) -> Inputs:
    """The inputs with one parameter improved: of the project, of one item, or of all items."""

    def moved(values: Mapping[str, Decimal]) -> Mapping[str, Decimal]:
        return {**values, parameter.symbol: improved(parameter, values[parameter.symbol], by)}

    if not parameter.per:
        return replace(found, values=moved(found.values))
    items = [
        Item(item.name, moved(item.values)) if only is None or number == only else item
        for number, item in enumerate(found.items[parameter.per])
    ]
    return replace(found, items={**found.items, parameter.per: items})


def improvable() -> Iterator[tuple[Definition, Parameter]]:
    for definition in published.definitions().values():
        yield from ((definition, one) for one in definition.parameters if one.better)


def reduction(definition: Definition, given_inputs: Inputs) -> Decimal:
    return calculate(definition, given_inputs).reduction


PAIRS = list(improvable())


@pytest.mark.parametrize(("definition", "parameter"), PAIRS, ids=[f"{one.code}-{two.symbol}" for one, two in PAIRS])
@given(by=st.decimals("0.001", "3", places=3), only=st.sampled_from([None, 0, 1]))
@settings_for_each(max_examples=12, deadline=None)
def test_better_project_technology_never_lowers_the_reduction(
    definition: Definition, parameter: Parameter, by: Decimal, only: int | None
) -> None:
    for example in definition.examples:
        found = of_example(definition, example)
        assert reduction(definition, with_better(parameter, found, by, only)) >= reduction(definition, found)


@pytest.mark.parametrize(
    ("code", "right", "wrong", "symbol"),
    [
        ("TH_AM005_ver03.0", "COP_PJ / COP_RE", "COP_RE / COP_PJ", "COP_PJ"),
        ("TH_AM016_ver01.0", "LE_PJ / LE_RE", "LE_RE / LE_PJ", "LE_PJ"),
        ("SA_AM001_ver01.0", "SC_RE / SC_PJ", "SC_PJ / SC_RE", "SC_PJ"),
    ],
)
def test_a_ratio_that_is_turned_upside_down_is_found_out(code: str, right: str, wrong: str, symbol: str) -> None:
    text = (FOLDER / f"{code}.toml").read_text(encoding="utf-8")
    for ratio, falls in ((right, False), (wrong, True)):
        definition = texts.read(text.replace(right, ratio))
        found = of_example(definition, definition.examples[0])
        better = with_better(definition.parameter(symbol), found, Decimal("0.1"), None)
        assert (reduction(definition, better) < reduction(definition, found)) is falls


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_term_of_a_ratio_says_where_better_technology_lies(path: Path) -> None:
    directions = {
        "COP": "higher",
        "LE": "higher",
        "eta": "higher",
        "EE": "higher",
        "EH": "higher",
        "SC": "lower",
        "SE": "lower",
    }
    for parameter in tables(path)["parameter"]:
        kind, _sign, side = str(parameter["symbol"]).partition("_")
        if side == "PJ" and kind in directions and parameter["kind"] == "fixed":
            assert parameter.get("better") == directions[kind], parameter

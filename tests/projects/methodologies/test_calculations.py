"""Calculation: exact, reproducible, cut at local years; nothing rounded but at the end, nothing hidden."""

import json
from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal, localcontext
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from common.refusals import Refused
from projects.methodologies.calculation import calculations, published, texts, units
from projects.methodologies.calculation.answers import to_document
from projects.methodologies.calculation.calculations import Calculation, calculate
from projects.methodologies.calculation.definitions import Decay, Definition, Formula, Group, Parameter, Rounding
from projects.methodologies.calculation.inputs import from_json, to_json

SOLAR = replace(texts.SMALLEST, state="summary-based")
CHILLERS = replace(
    SOLAR,
    groups=(Group("chiller", "Chiller"),),
    parameters=(
        Parameter("EC", "Electricity used by chiller i", "MWh", "monitored", per="chiller"),
        Parameter("COP_PJ", "COP of chiller i", "1", "fixed", per="chiller", better="higher"),
        Parameter("COP_RE", "Reference COP", "1", "fixed"),
        Parameter("EF", "Factor", "tCO2/MWh", "fixed"),
    ),
    formulas=(
        Formula("RE_i", "Reference emissions of chiller i", "tCO2", "EC * COP_PJ / COP_RE * EF", per="chiller"),
        Formula("RE", "Reference emissions", "tCO2", "sum(chiller, RE_i)"),
        Formula("PE", "Project emissions", "tCO2", "sum(chiller, EC) * EF"),
        Formula("ER", "Emission reductions", "tCO2", "RE - PE"),
    ),
)
BANGKOK = ZoneInfo("Asia/Bangkok")


def given_to(definition: Definition, zone: Any = BANGKOK, **document: Any) -> Calculation:
    whole = {"first": "2024-01-01", "last": "2024-12-31", **document}
    return calculate(definition, from_json(definition, whole, zone))


def a_reading(first: str, last: str, value: str, unit: str = "MWh", symbol: str = "E") -> dict[str, str]:
    return {"symbol": symbol, "first": first, "last": last, "value": value, "unit": unit}


def test_a_calculation_keeps_every_value_on_its_way() -> None:
    found = given_to(
        CHILLERS,
        values={"COP_RE": "5", "EF": "0.5"},
        items={"chiller": [{"name": "1", "EC": "100", "COP_PJ": "6"}, {"name": "2", "EC": "50", "COP_PJ": "7"}]},
    )
    assert [(s.symbol, s.item, s.value) for s in found.years[0].steps] == [
        ("RE_i", "1", Decimal(60)),
        ("RE_i", "2", Decimal(35)),
        ("PE", "", Decimal(75)),
        ("RE", "", Decimal(95)),
        ("ER", "", Decimal(20)),
    ]
    assert (found.reference, found.project, found.reduction, found.tonnes) == (
        Decimal(95),
        Decimal(75),
        Decimal(20),
        20,
    )


def test_kwh_and_mwh_give_the_same_to_the_last_digit() -> None:
    one = given_to(SOLAR, values={"E": "1234567.891 kWh", "EF": "0.319"})
    other = given_to(SOLAR, values={"E": "1234.567891 MWh", "EF": "0.319"})
    assert one.reduction == other.reduction == Decimal("393.827157229")


def test_a_period_over_new_year_is_cut_on_the_clock_of_the_host() -> None:
    """A reading of 20 hours around midnight in Bangkok: ten of them lie in the old year there, three in UTC."""
    found = given_to(
        SOLAR,
        first="2023-12-31",
        last="2024-01-01",
        values={"EF": "1"},
        readings=[a_reading("2023-12-31T14:00", "2024-01-01T10:00", "20")],
    )
    assert [(year.year, year.reduction) for year in found.years] == [(2023, Decimal(10)), (2024, Decimal(10))]


@settings(max_examples=60)
@given(
    st.lists(
        st.tuples(st.integers(0, 700), st.integers(1, 400), st.decimals("0.001", "99999", places=3)),
        min_size=1,
        max_size=30,
    )
)
def test_the_parts_sum_to_the_total(rows: list[tuple[int, int, Decimal]]) -> None:
    begin = date(2023, 1, 1)
    readings = [
        a_reading((begin + timedelta(a)).isoformat(), (begin + timedelta(a + b)).isoformat(), str(value))
        for a, b, value in rows
    ]
    found = given_to(SOLAR, first="2023-01-01", last="2026-12-31", values={"EF": "0.319"}, readings=readings)
    with localcontext(prec=units.PRECISION):
        exact = sum((value for _a, _b, value in rows), Decimal(0)) * Decimal("0.319")
        assert abs(sum(year.reduction for year in found.years) - exact) < Decimal("1e-40")
    assert sum(found.tonnes_by_year.values()) == found.tonnes
    assert found.tonnes == int(found.reduction)


def test_readings_of_an_average_are_weighted_by_time() -> None:
    definition = replace(
        SOLAR, parameters=(SOLAR.parameters[0], replace(SOLAR.parameters[1], kind="monitored", adds="mean"))
    )
    found = given_to(
        definition,
        first="2024-01-01",
        last="2024-01-04",
        values={"E": "100"},
        readings=[
            a_reading("2024-01-01", "2024-01-01", "0.4", "tCO2/MWh", "EF"),
            a_reading("2024-01-02", "2024-01-04", "0.8", "tCO2/MWh", "EF"),
        ],
    )
    assert found.reduction == 70


@pytest.mark.parametrize(
    ("where", "how", "by_year"),
    [
        ("total", "down", {2023: 1, 2024: 2}),
        ("parts", "down", {2023: 1, 2024: 1}),
        ("parts", "nearest", {2023: 2, 2024: 2}),
    ],
)
def test_whole_tonnes_are_made_where_and_how_the_rule_says(where: str, how: str, by_year: dict[int, int]) -> None:
    definition = replace(SOLAR, rounding=Rounding(where, how))
    found = given_to(
        definition,
        first="2023-01-01",
        last="2024-12-31",
        values={"EF": "1"},
        readings=[a_reading("2023-01-01", "2023-12-31", "1.5"), a_reading("2024-01-01", "2024-12-31", "1.6")],
    )
    assert dict(found.tonnes_by_year) == by_year


def test_no_whole_tonne_is_lost_to_the_last_of_fifty_digits() -> None:
    """A year over two calendar years: a third of 780 and its rest are 780 again."""
    found = given_to(
        CHILLERS,
        first="2024-04-01",
        last="2025-03-31",
        values={"COP_RE": "5", "EF": "0.6"},
        items={"chiller": [{"name": "1", "EC": "1000", "COP_PJ": "6.5"}]},
    )
    assert found.tonnes == 180


def test_a_result_below_nought_is_shown_and_not_issuable() -> None:
    found = given_to(
        CHILLERS,
        values={"COP_RE": "7", "EF": "0.5"},
        items={"chiller": [{"name": "1", "EC": "10", "COP_PJ": "6.5"}]},
    )
    assert found.reduction < 0
    assert (found.tonnes, found.is_issuable) == (-1, False)


def test_several_methodologies_are_summed_and_rounded_once() -> None:
    halves = [given_to(SOLAR, values={"E": "1.5", "EF": "1"}) for _time in range(2)]
    assert [one.tonnes for one in halves] == [1, 1]
    exact, tonnes = calculations.together(halves)
    assert (dict(exact), dict(tonnes)) == ({2024: Decimal("3.0")}, {2024: 3})


def test_what_no_source_gives_is_named_and_stops_an_issuance() -> None:
    factor = Parameter("EF", "Grid factor", "tCO2/MWh", "default", sourced=False)
    found = given_to(replace(SOLAR, parameters=(SOLAR.parameters[0], factor)), values={"E": "100", "EF": "0.5"})
    assert "EF" in [doubt.symbol for doubt in found.not_sourced]
    assert not found.is_issuable
    sourced = replace(
        SOLAR,
        parameters=(SOLAR.parameters[0], replace(factor, sourced=True, value=Decimal("0.5"), source="The ministry")),
        formulas=tuple(replace(formula, sourced=True) for formula in SOLAR.formulas),
    )
    assert given_to(sourced, values={"E": "100"}).is_issuable


def test_the_answer_says_enough_to_calculate_it_again() -> None:
    found = given_to(
        CHILLERS,
        values={"COP_RE": "7", "EF": "0.5"},
        items={"chiller": [{"name": "1", "EC": "10 MWh", "COP_PJ": "8.1"}]},
    )
    document = json.loads(json.dumps(to_document(found)))
    again = calculate(CHILLERS, from_json(CHILLERS, document["inputs"], BANGKOK))
    assert to_document(again) == document
    assert "." not in str(document["tonnes_tco2e"])
    assert not any(isinstance(leaf, float) for leaf in _leaves(document))


def _leaves(value: Any) -> list[Any]:
    if isinstance(value, dict):
        return [leaf for one in value.values() for leaf in _leaves(one)]
    return [leaf for one in value for leaf in _leaves(one)] if isinstance(value, list) else [value]


@pytest.mark.parametrize(
    ("document", "number", "field"),
    [
        ({"values": {"E": "1"}}, "MTH-62", "EF"),
        ({"values": {"E": "1", "EF": "1", "XX": "1"}}, "MTH-60", "values"),
        ({"values": {"E": "1 GJ/h", "EF": "1"}}, "MTH-11", "E"),
        ({"values": {"E": "1 stone", "EF": "1"}}, "MTH-10", "E"),
        ({"values": {"E": "1,5", "EF": "1"}}, "MTH-30", "E"),
        ({"values": {"E": "１", "EF": "1"}}, "MTH-30", "E"),
        ({"values": {"E": "1e5", "EF": "1"}}, "MTH-30", "E"),
        ({"values": {"E": 1.5, "EF": "1"}}, "MTH-60", "E"),
        ({"values": {"E": "NaN", "EF": "1"}}, "MTH-30", "E"),
        ({"values": {"E": "9" * 25, "EF": "1"}}, "MTH-30", "E"),
        ({"values": [], "first": "2024-01-01"}, "MTH-60", "values"),
        ({"first": "2024-02-30"}, "MTH-31", "first"),
        ({"first": "2024-12-31", "last": "2024-01-01", "values": {"E": "1", "EF": "1"}}, "MTH-61", "last"),
        ({"first": "1900-01-01", "values": {"E": "1", "EF": "1"}}, "MTH-61", "last"),
        ({"values": {"EF": "1"}, "readings": [a_reading("2024-05-01", "2024-04-01", "1")]}, "MTH-67", "readings.1"),
        ({"values": {"EF": "1"}, "readings": [a_reading("2023-05-01", "2024-04-01", "1")]}, "MTH-67", "readings.1"),
        (
            {"values": {"EF": "1"}, "readings": [{**a_reading("2024-05-01", "2024-05-01", "1"), "symbol": "EF"}]},
            "MTH-66",
            "readings.1",
        ),
        ({"values": {"E": "5", "EF": "1"}, "readings": [a_reading("2024-05-01", "2024-05-01", "1")]}, "MTH-69", "E"),
        ({"__class__": {}}, "MTH-60", ""),
    ],
)
def test_bad_inputs_are_refused_with_number_and_place(document: dict[str, Any], number: str, field: str) -> None:
    with pytest.raises(Refused) as refusal:
        given_to(SOLAR, **document)
    assert (refusal.value.number, refusal.value.field) == (number, field)
    assert refusal.value.sentence


def test_a_shipped_definition_is_found_by_reference_and_version() -> None:
    newest, named = published.find("TH_AM001"), published.find("TH_AM001", "1.0")
    assert newest is not None
    assert named is not None
    assert (newest.version, named.version) == ("3.0", "1.0")
    assert published.find("TH_AM999") is None


@given(st.integers(1, 12), st.lists(st.decimals("0", "5000", places=2), min_size=1, max_size=12))
def test_decay_is_that_of_the_ipcc_guidelines(rate: int, masses: list[Decimal]) -> None:
    """Equations 3.4 and 3.5 step by step: what is left of earlier years decays by 1 - exp(-k)."""
    definition = replace(
        SOLAR,
        groups=(Group("waste", "Waste"),),
        parameters=(
            Parameter("W", "Waste deposited", "t", "monitored", per="waste"),
            Parameter("DOC", "Degradable part", "1", "fixed", per="waste"),
            Parameter("k", "Decay rate", "1", "fixed", per="waste"),
            Parameter("G", "Warming", "tCO2/t", "fixed"),
        ),
        formulas=(
            Formula("RE", "Reference emissions", "tCO2", "CH4"),
            Formula("PE", "Project emissions", "tCO2", "0"),
            Formula("ER", "Emission reductions", "tCO2", "RE - PE"),
        ),
        decays=(Decay("CH4", "Methane avoided", "tCO2", "waste", "W", "DOC", "k", "G"),),
    )
    k = Decimal(rate) / 20
    last = 2024
    earlier = dict(enumerate(masses[:-1], last - len(masses) + 1))
    found = given_to(
        definition,
        values={"G": "28 tCO2/t"},
        items={"waste": [{"name": "food", "W": str(masses[-1]), "DOC": "0.15", "k": str(k)}]},
        deposits=[{"item": "food", "year": year, "mass": f"{mass} t"} for year, mass in earlier.items()],
    )
    with localcontext(prec=50):
        left = decomposed = Decimal(0)
        for year in range(last - len(masses) + 1, last + 1):
            left += earlier.get(year, masses[-1]) * Decimal("0.15")
            decomposed = left * (1 - (-k).exp())
            left -= decomposed
        assert abs(found.reference - 28 * decomposed) <= Decimal("1e-12") * max(Decimal(1), found.reference)


def test_an_instant_is_a_day_on_the_clock_of_the_host() -> None:
    given_inputs = from_json(
        SOLAR,
        {
            "first": "2024-01-01",
            "last": "2024-12-31",
            "values": {"EF": "1"},
            "readings": [a_reading("2024-03-01", "2024-03-31", "5")],
        },
        BANGKOK,
    )
    assert given_inputs.readings[0].first == datetime(2024, 3, 1, tzinfo=BANGKOK)
    assert given_inputs.readings[0].last == datetime(2024, 4, 1, tzinfo=BANGKOK)
    assert from_json(SOLAR, to_json(SOLAR, given_inputs), BANGKOK) == given_inputs

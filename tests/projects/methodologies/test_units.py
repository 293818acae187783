"""Units: exact conversion, no mixing of what measures different things, no silent conversion in a formula."""

import time
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from common.refusals import Refused
from projects.methodologies.calculation import texts, units
from projects.methodologies.calculation.definitions import Formula, Parameter
from tests.projects.methodologies.samples import a_definition

AMOUNTS = st.decimals(min_value=0, max_value=Decimal("1e12"), places=6, allow_nan=False)


@pytest.mark.parametrize(
    ("value", "given_unit", "wanted", "found"),
    [
        ("1", "MWh", "GJ", "3.6"),
        ("3.6", "GJ", "MWh", "1"),
        ("1200", "kWh", "MWh", "1.2"),
        ("1", "a", "d", "365"),
        ("1.5", "t", "kg", "1500"),
        ("1", "kgCO2/kWh", "tCO2/MWh", "1"),
        ("2", "m3", "L", "2000"),
        ("1", "km^2", "ha", "100"),
        ("180", "W", "MW", "0.00018"),
        ("1", "tCO2e", "tCO2", "1"),
        ("1", "1/d", "1/a", "365"),
    ],
)
def test_an_amount_is_converted_exactly(value: str, given_unit: str, wanted: str, found: str) -> None:
    assert units.convert(Decimal(value), given_unit, wanted) == Decimal(found)


@given(AMOUNTS)
def test_there_and_back_is_the_same_amount(amount: Decimal) -> None:
    for one, other in (("kWh", "MWh"), ("GJ", "J"), ("kg", "Mt"), ("h", "s")):
        assert units.convert(units.convert(amount, one, other), other, one) == amount


def test_what_does_not_end_is_given_to_fifty_digits() -> None:
    assert str(units.convert(Decimal(1), "GJ", "MWh")) == "0.2" + "7" * 48 + "8"


@pytest.mark.parametrize(
    ("given_unit", "wanted"), [("t", "tCO2"), ("MWh", "MW"), ("m3", "Nm3"), ("1", "t"), ("tCO2/t", "1"), ("d", "1/d")]
)
def test_what_measures_something_else_is_refused(given_unit: str, wanted: str) -> None:
    with pytest.raises(Refused, match="MTH-11"):
        units.convert(Decimal(1), given_unit, wanted)


LONG = ["J/" * 5_000, "J" * 100_000]
UNKNOWN = [
    "mwh",
    "MWH",
    "kwh",
    "MWh/",
    "*MWh",
    "MWh//t",
    "MWh^5",
    "MWh^-1",
    "1/1/t",
    "2*t",
    "tCO₂",
    "Ｍ",
    "$",
    "[mass]",
    "1/",
    "meter",
    "MWh/p",
]


@pytest.mark.parametrize("text", [*UNKNOWN, *LONG, "", " ", "MWh t", "kg; import os"])
def test_an_unknown_unit_is_refused_at_once(text: str) -> None:
    began = time.process_time()
    with pytest.raises(Refused, match="MTH-10"):
        units.of(text)
    assert time.process_time() - began < 0.05


@pytest.mark.parametrize("text", ["TJ^4*TJ^4*TJ^4*TJ^4*TJ^4*TJ^4", "s^4*s^4*s^4*s^4*s^4*s^4"])
def test_a_power_without_a_meaning_is_refused(text: str) -> None:
    with pytest.raises(Refused, match="MTH-12"):
        units.of(text)


ELECTRICITY = Parameter("E", "Electricity", "MWh", "monitored")


def read(*parameters: Parameter, formula: str) -> None:
    made = [Formula("RE", "Reference", "tCO2", formula), Formula("PE", "Project", "tCO2", "0")]
    made.append(Formula("ER", "Reduction", "tCO2", "RE - PE"))
    texts.read(texts.write(a_definition(parameters, made)))


def test_a_missing_conversion_between_gigajoule_and_megawatt_hour_is_refused() -> None:
    factor = Parameter("EF", "Factor", "tCO2/GJ", "fixed")
    with pytest.raises(Refused, match="MTH-50") as refused:
        read(ELECTRICITY, factor, formula="E * EF")
    assert "18/5" in refused.value.sentence
    assert "3.6" in refused.value.sentence
    with pytest.raises(Refused, match="MTH-50"):
        read(ELECTRICITY, factor, formula="E * 3.6 * EF")
    read(ELECTRICITY, factor, Parameter("c", "Conversion", "GJ/MWh", "fixed"), formula="E * c * EF")


@pytest.mark.parametrize(
    ("unit", "formula", "number"),
    [
        ("kWh", "E * EF + X * EF", "MTH-49"),
        ("t", "E * EF + X", "MTH-49"),
        ("t", "X", "MTH-50"),
        ("1", "X", "MTH-50"),
        ("t", "max(E * EF, X)", "MTH-49"),
        ("MWh", "E * EF * X", "MTH-50"),
        ("MWh", "((((((((E ^ 10) ^ 10) ^ 10) ^ 10) ^ 10) ^ 10) ^ 10) ^ 10) ^ 10", "MTH-12"),
        ("kWh", "((((((((E / X) ^ 10) ^ 10) ^ 10) ^ 10) ^ 10) ^ 10) ^ 10) ^ 10", "MTH-12"),
    ],
)
def test_a_formula_of_another_unit_is_refused(unit: str, formula: str, number: str) -> None:
    factor, other = Parameter("EF", "Factor", "tCO2/MWh", "fixed"), Parameter("X", "Other", unit, "monitored")
    began = time.process_time()
    with pytest.raises(Refused, match=number) as refused:
        read(ELECTRICITY, factor, other, formula=formula)
    assert "RE" in refused.value.sentence
    assert time.process_time() - began < 0.2


def test_the_same_units_in_another_order_come_out() -> None:
    factor, other = Parameter("EF", "Factor", "tCO2/MWh", "fixed"), Parameter("X", "Other", "MWh", "monitored")
    read(ELECTRICITY, factor, other, formula="EF * max(E - X, 0) * (E / X) ^ 2 + 0")


def test_a_unit_that_is_not_known_names_its_symbol() -> None:
    with pytest.raises(Refused, match="MTH-10") as refused:
        read(Parameter("E", "Electricity", "mwh", "monitored"), formula="E")
    assert "The unit of E" in refused.value.sentence

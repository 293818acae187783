"""Calculation: exact, cut at the host's years, summed without a loss, honest about what is not sourced."""

import ast
import json
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from datetime import UTC, date, datetime, timedelta
from decimal import ROUND_UP, Decimal, localcontext
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from common.refusals import Refused
from projects.methodologies import calculation as package
from projects.methodologies.calculation import inputs, precision
from projects.methodologies.calculation.answers import to_document
from projects.methodologies.calculation.calculations import Calculation, calculate, together
from projects.methodologies.calculation.definitions import Choice, Definition, Formula, Parameter, Rounding
from projects.methodologies.calculation.given import Inputs, Reading
from projects.methodologies.calculation.rounding import by_year
from tests.projects.methodologies.samples import a_definition, calculated, chillers, solar

BANGKOK, SANTIAGO = ZoneInfo("Asia/Bangkok"), ZoneInfo("America/Santiago")
TWO = [{"name": "1", "EC_PJ": "500 MWh", "COP_PJ": "6.2"}, {"name": "2", "EC_PJ": "100000 kWh", "COP_PJ": "6"}]
AMOUNTS = st.decimals(min_value=0, max_value=Decimal("1e9"), places=6)


def reading(first: str, last: str, value: str, **more: str) -> dict[str, str]:
    return {"symbol": "E", "first": first, "last": last, "value": value, **more}


def of_sun(first: str, last: str, *readings: dict[str, str], definition: Definition | None = None) -> Calculation:
    return calculated(definition or solar(), first, last, values={"EF": "0.5"}, readings=list(readings), zone="UTC")


# ---- values and steps ----


def test_every_step_is_kept_with_its_numbers() -> None:
    found = calculated(chillers(), values={"EF": "0.5"}, items={"chiller": TWO})
    (year,) = found.years
    assert [(step.symbol, step.item, str(step.value.normalize())) for step in year.steps] == [
        ("RE_i", "1", "3.1E+2"),
        ("RE_i", "2", "6E+1"),
        ("PE", "", "3E+2"),
        ("RE", "", "3.7E+2"),
        ("ER", "", "7E+1"),
    ]
    first = year.steps[0]
    assert first.numbers == {"EC_PJ": 500, "COP_PJ": Decimal("6.2"), "COP_RE": 5, "EF": Decimal("0.5")}
    assert [row["EC_PJ"] for row in year.steps[2].items["chiller"]] == [500, 100]
    assert [found.reference, found.project, found.reduction, found.tonnes] == [370, 300, 70, 70]
    assert found.is_issuable


def test_an_answer_has_every_value_as_exact_text_and_can_be_calculated_again() -> None:
    found = calculated(chillers(), values={"EF": "0.123456789012345678901234"}, items={"chiller": TWO})
    answer = json.loads(json.dumps(to_document(found)))
    again = calculate(chillers(), inputs.from_json(chillers(), answer["inputs"]))
    assert to_document(again) == answer
    assert again.inputs == found.inputs
    assert answer["reduction_tco2e"] == "17.28395046172839504617276"
    assert answer["years"][0]["steps"][2]["sums"] == {"chiller": [{"EC_PJ": "500"}, {"EC_PJ": "100"}]}


@given(
    e=st.lists(AMOUNTS, min_size=1, max_size=4),
    ef=st.decimals(min_value=0, max_value=2, places=9),
    cop=st.decimals(min_value="0.1", max_value=20, places=3),
    last=st.dates(date(2024, 1, 1), date(2031, 12, 31)),
)
def test_any_calculation_is_reproduced_from_its_document(
    e: list[Decimal], ef: Decimal, cop: Decimal, last: date
) -> None:
    items = [{"name": str(n), "EC_PJ": f"{each:f} kWh", "COP_PJ": f"{cop:f}"} for n, each in enumerate(e)]
    found = calculated(chillers(), last=last.isoformat(), values={"EF": f"{ef:f}"}, items={"chiller": items})
    answer = json.loads(json.dumps(to_document(found)))
    with localcontext(prec=3, rounding=ROUND_UP):  # whatever the process is set to
        again = calculate(chillers(), inputs.from_json(chillers(), answer["inputs"]))
        assert to_document(again) == answer


def floats(value: object) -> Iterator[object]:
    """Every float that hangs anywhere on a value."""
    if isinstance(value, float):
        yield value
    elif isinstance(value, Mapping):
        for key, each in value.items():
            yield from (*floats(key), *floats(each))
    elif isinstance(value, list | tuple):
        for each in value:
            yield from floats(each)
    elif is_dataclass(value):
        for one in fields(value):
            yield from floats(getattr(value, one.name))


def test_there_is_no_float_anywhere() -> None:
    span = reading("2023-12-31T12:00Z", "2024-01-01T17:17Z", "1.1")
    found = of_sun("2023-01-01", "2024-12-31", span)
    assert list(floats(found)) == []
    assert list(floats(to_document(found))) == []
    assert list(floats([{"a": (1.0,)}])) == [1.0]
    for path in Path(package.__path__[0]).glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            makes_one = isinstance(node, ast.Name) and node.id == "float"
            makes_one |= isinstance(node, ast.Attribute) and node.attr in {"timestamp", "total_seconds"}
            makes_one |= isinstance(node, ast.Constant) and isinstance(node.value, float)
            assert makes_one is False, f"{path.name}:{getattr(node, 'lineno', 0)}"


@given(values=st.lists(st.decimals(min_value=0, max_value=Decimal("1e12"), places=9), min_size=1, max_size=20))
def test_kilowatt_hours_and_megawatt_hours_give_the_same_to_the_last_digit(values: list[Decimal]) -> None:
    days = [(f"2024-01-{n:02}", f"2024-01-{n:02}") for n in range(1, len(values) + 1)]
    kilo = [reading(*day, f"{value:f}", unit="kWh") for day, value in zip(days, values, strict=True)]
    mega = [reading(*day, f"{value.scaleb(-3):f}", unit="MWh") for day, value in zip(days, values, strict=True)]
    one, other = (to_document(of_sun("2024-01-01", "2024-12-31", *rows)) for rows in (kilo, mega))
    assert one == other


# ---- years ----


@given(
    value=st.decimals(min_value="-1e20", max_value="1e20", places=15),
    seconds=st.integers(1, 3 * 365 * 86_400),
    begins=st.integers(0, 365 * 86_400),
    zone=st.sampled_from(["UTC", "Asia/Bangkok", "America/Santiago", "Asia/Kathmandu"]),
)
def test_the_parts_of_a_reading_sum_exactly_to_the_whole(value: Decimal, seconds: int, begins: int, zone: str) -> None:
    first = datetime(2023, 1, 1, tzinfo=ZoneInfo(zone)).astimezone(UTC) + timedelta(seconds=begins)
    one = Reading("E", "", first, first + timedelta(seconds=seconds), value)
    last = one.last.astimezone(ZoneInfo(zone)).date()
    begin = first.astimezone(ZoneInfo(zone)).date()
    found = calculate(solar(), Inputs(begin, last, {"EF": Decimal(1)}, readings=[one], zone=ZoneInfo(zone)))
    if len(found.years) == 1 or found.years[-1].value("RE") or not value:
        assert precision.exact_sum(year.reference for year in found.years) == value == found.reduction


@given(
    value=st.decimals(min_value=0, max_value=Decimal("1e15"), places=9),
    first=st.dates(date(2020, 1, 1), date(2025, 12, 31)),
    days=st.integers(0, 2_000),
)
def test_the_years_of_a_total_sum_exactly_to_it(value: Decimal, first: date, days: int) -> None:
    last = first + timedelta(days=days)
    found = calculated(solar(), first.isoformat(), last.isoformat(), values={"EF": "1", "E": f"{value:f}"})
    assert precision.exact_sum(year.reference for year in found.years) == value == found.reference
    assert sum(found.tonnes_by_year.values()) == found.tonnes == int(value)
    assert found.years[0].first == first
    assert found.years[-1].last == last
    for one, other in zip(found.years, found.years[1:], strict=False):
        assert (one.last + timedelta(days=1), one.last.month, one.last.day) == (other.first, 12, 31)


def test_a_reading_over_the_end_of_the_year_is_shared_by_time() -> None:
    found = of_sun("2023-01-01", "2024-12-31", reading("2023-12-31T18:00", "2024-01-01T06:00", "24"))
    assert {year.year: year.reference for year in found.years} == {2023: 6, 2024: 6}


def test_the_year_ends_on_the_clock_of_the_host() -> None:
    span = reading("2023-12-31T16:00Z", "2023-12-31T18:00Z", "2")
    document = {"first": "2023-01-01", "last": "2024-12-31", "values": {"EF": "1"}, "readings": [span]}
    given_there = inputs.from_json(solar(), document, BANGKOK)
    there = calculate(solar(), given_there)
    assert {year.year: year.reference for year in there.years} == {2023: 1, 2024: 1}
    kept = to_document(there)["inputs"]
    assert calculate(solar(), inputs.from_json(solar(), kept)).years[0].reference == 1  # the zone is kept
    with pytest.raises(Refused, match="MTH-74"):
        calculate(solar(), inputs.from_json(solar(), document, UTC))


def test_an_hour_that_comes_twice_is_two_hours() -> None:
    """In Santiago the night of 6 April 2024 has 25 hours; a reading is cut by time that passes, not by the dial."""
    span = reading("2024-04-06", "2024-04-06", "25")
    document = {"first": "2024-04-06", "last": "2024-04-06", "values": {"EF": "1"}, "readings": [span]}
    one = inputs.from_json(solar(), document, SANTIAGO).readings[0]
    assert one.last.astimezone(UTC) - one.first.astimezone(UTC) == timedelta(hours=25)


def test_a_mean_is_weighted_by_time() -> None:
    rows = [
        {"symbol": "EF", "first": "2024-01-01", "last": "2024-01-03", "value": "0.3"},
        {"symbol": "EF", "first": "2024-01-04", "last": "2024-01-04", "value": "0.7"},
    ]
    found = calculated(chillers(), items={"chiller": TWO[:1]}, readings=rows)
    assert found.years[0].steps[0].numbers["EF"] == Decimal("0.4")


def test_a_year_without_a_reading_is_refused_and_not_taken_as_nought() -> None:
    one = reading("2023-05-01", "2023-05-31", "1")
    with pytest.raises(Refused, match="MTH-74") as refused:
        of_sun("2023-01-01", "2024-12-31", one)
    assert "2024" in refused.value.sentence
    assert of_sun("2023-01-01", "2024-12-31", one, reading("2024-01-01", "2024-12-31", "0")).years[1].reference == 0


# ---- whole tonnes ----


def test_whole_tonnes_are_made_of_the_total_or_of_each_year_down_or_to_the_nearest() -> None:
    amounts = {2023: Decimal("1.6"), 2024: Decimal("2.9"), 2025: Decimal("3.5")}
    assert by_year(amounts, Rounding("total", "down")) == {2023: 1, 2024: 3, 2025: 4}
    assert by_year(amounts, Rounding("total", "nearest")) == {2023: 2, 2024: 3, 2025: 3}
    assert by_year(amounts, Rounding("parts", "down")) == {2023: 1, 2024: 2, 2025: 3}
    assert by_year(amounts, Rounding("parts", "nearest")) == {2023: 2, 2024: 3, 2025: 4}


def test_no_whole_tonne_is_lost_to_the_last_of_fifty_digits() -> None:
    """Three thirds of 100 are 100 again; what is truly below stays below."""
    with precision.formulas():
        third = Decimal(100) / 3
    assert by_year({2023: third, 2024: third, 2025: third}, Rounding("total", "down")) == {2023: 33, 2024: 33, 2025: 34}
    assert by_year({2024: Decimal("779.999999999999999999")}, Rounding("total", "down")) == {2024: 779}


@pytest.mark.parametrize(("amount", "down", "nearest"), [("-0.5", -1, -1), ("-0.4", -1, 0), ("0", 0, 0), ("0.5", 0, 1)])
def test_a_negative_amount_is_shown_and_never_floored(amount: str, down: int, nearest: int) -> None:
    for how, tonnes in (("down", down), ("nearest", nearest)):
        definition = solar(rounding=Rounding("total", how))
        found = calculated(definition, values={"E": "1", "EF": amount})
        assert (found.reduction, found.tonnes) == (Decimal(amount), tonnes)
        assert found.is_issuable == (tonnes > 0)


def test_several_methodologies_are_summed_and_rounded_once() -> None:
    one = calculated(solar(), "2023-01-01", "2024-12-31", values={"E": "1.7", "EF": "1"})
    other = calculated(solar(), "2024-01-01", "2025-12-31", values={"E": "1.7", "EF": "1"})
    exact, tonnes = together([one, other])
    assert precision.exact_sum(exact.values()) == Decimal("3.4")
    assert (sum(tonnes.values()), list(tonnes)) == (3, [2023, 2024, 2025])
    assert one.tonnes + other.tonnes == 2
    assert together([]) == ({}, {})


def test_of_two_rules_the_careful_one_counts() -> None:
    def rounded(where: str, how: str) -> Calculation:
        return calculated(solar(rounding=Rounding(where, how)), values={"E": "1.7", "EF": "1"})

    assert together([rounded("total", "nearest"), rounded("total", "nearest")])[1] == {2024: 3}
    half = calculated(solar(rounding=Rounding("total", "nearest")), values={"E": "1", "EF": "1"})
    assert together([rounded("total", "nearest"), half])[1] == {2024: 3}
    assert together([rounded("parts", "down"), half])[1] == {2024: 2}


# ---- criteria, and what is not sourced ----


def test_above_is_not_at_least() -> None:
    found = calculated(chillers(), values={"EF": "0.5"}, items={"chiller": TWO})
    assert [(one.item, one.holds) for one in found.verdicts] == [("1", True), ("2", False)]
    (criterion,) = chillers().criteria
    at_least = replace(chillers(), criteria=(replace(criterion, comparison="at least"),))
    assert [one.holds for one in calculated(at_least, values={"EF": "0.5"}, items={"chiller": TWO}).verdicts] == [
        True
    ] * 2


def test_a_criterion_is_a_formula_over_what_is_calculated_and_judged_every_year() -> None:
    (criterion,) = chillers().criteria
    formula = replace(
        criterion, left="RE_i / COP_PJ", comparison="at most", right="max(EC_PJ * EF / COP_RE, 30 * PE / PE * PE)"
    )
    definition = replace(chillers(), criteria=(formula,))
    found = calculated(definition, "2023-01-01", "2024-12-31", values={"EF": "0.5"}, items={"chiller": TWO})
    assert [(one.item, one.year, one.holds) for one in found.verdicts] == [
        ("1", 2023, True),
        ("2", 2023, True),
        ("1", 2024, True),
        ("2", 2024, True),
    ]


def test_what_no_source_gives_is_listed_and_cannot_be_issued() -> None:
    assert calculated(solar(), values={"E": "10", "EF": "1"}).is_issuable
    factor = Parameter("EF", "Factor", "tCO2/MWh", "default", sourced=False)
    unknown = solar(parameters=(solar().parameters[0], factor))
    found = calculated(unknown, values={"E": "10", "EF": "1"})
    assert ([doubt.symbol for doubt in found.not_sourced], found.is_issuable) == (["EF"], False)
    inferred = solar(formulas=(replace(solar().formulas[0], sourced=False), *solar().formulas[1:]))
    assert [doubt.symbol for doubt in calculated(inferred, values={"E": "10", "EF": "1"}).not_sourced] == ["RE"]
    memory = solar(state="not-sourced")
    assert [doubt.symbol for doubt in calculated(memory, values={"E": "10", "EF": "1"}).not_sourced] == [
        "XX_AM001 ver01.0"
    ]


def test_a_choice_counts_with_its_own_source() -> None:
    choices = (Choice("Grid", Decimal("0.5"), "Ministry"), Choice("Diesel", Decimal("0.8"), sourced=False))
    factor = Parameter("EF", "Factor", "tCO2/MWh", "default", choices=choices)
    definition = solar(parameters=(solar().parameters[0], factor))
    for chosen, reference, doubts in ((0, 5, []), (1, 8, ["EF"])):
        found = calculated(definition, values={"E": "10"}, choices={"EF": chosen})
        assert found.reference == reference
        assert [doubt.symbol for doubt in found.not_sourced] == doubts
    typed = calculated(definition, values={"E": "10", "EF": "0.5"})
    assert [doubt.symbol for doubt in typed.not_sourced] == ["EF"]


# ---- bounded work ----


def test_a_value_beyond_measure_is_refused() -> None:
    parameters = [Parameter("E", "Electricity", "1", "monitored"), Parameter("EF", "Factor", "tCO2", "fixed")]
    made = [Formula("RE", "", "tCO2", "E ^ 10 * EF"), *solar().formulas[1:]]
    for value, refused in (("9" * 9, False), ("9" * 12, True)):
        values = {"E": value, "EF": "1"}
        if refused:
            with pytest.raises(Refused, match="MTH-72"):
                calculated(a_definition(parameters, made), values=values)
        else:
            assert calculated(a_definition(parameters, made), values=values).reference > 0


def test_too_much_work_is_refused_before_it_is_done() -> None:
    many = [{"name": str(n), "EC_PJ": "1", "COP_PJ": "6"} for n in range(1_000)]
    formula, *others = chillers().formulas
    wide = replace(
        chillers(), formulas=(replace(formula, text="EC_PJ * COP_PJ / COP_RE * EF" + " + RE_x" * 0), *others)
    )
    assert calculated(wide, values={"EF": "1"}, items={"chiller": many}).reduction > 0
    heavy = [Formula(f"x{n}", "", "tCO2", "EC_PJ * EF" + " + EC_PJ * EF" * 50, per="chiller") for n in range(20)]
    with pytest.raises(Refused, match="MTH-73"):
        calculated(
            replace(chillers(), formulas=(formula, *heavy, *others)), values={"EF": "1"}, items={"chiller": many}
        )

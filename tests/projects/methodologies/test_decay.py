"""First-order decay, against bonsai-ipcc and against the guidelines written anew here.

`tests/golden/first_order_decay.csv` holds what the functions of bonsai-ipcc 0.5.3 gave (waste/swd/elementary.py:
equations 3.1 to 3.6 of the IPCC 2006 guidelines, volume 5): `ddoc_from_wd_data`, `ddoc_ma_t`, `ddoc_m_decomp_t`,
`ch4_generated`, `ch4_emissions`, unchanged, for twelve sites of one to 25 years. The package itself is no dependency:
it would bring eighty packages, numpy 1.26 for older Pythons among them. The CDM sum of a year is the decomposition of
the next one by the IPCC.
"""

import csv
import time
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal, localcontext
from typing import Any

import pytest
from django.conf import settings
from hypothesis import given
from hypothesis import strategies as st

from common.refusals import Refused
from projects.methodologies.calculation import decay, precision
from projects.methodologies.calculation.calculations import Calculation
from tests.projects.methodologies.samples import calculated, landfill

RECORDED = settings.BASE_DIR / "tests" / "golden" / "first_order_decay.csv"
CLOSE = Decimal("1e-12")
MASSES = st.lists(st.decimals(min_value=0, max_value=Decimal("1e6"), places=3), min_size=1, max_size=40)
SHARES = st.decimals(min_value="0.01", max_value=1, places=4)


def sites() -> Mapping[str, list[dict[str, str]]]:
    found: dict[str, list[dict[str, str]]] = defaultdict(list)
    with RECORDED.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            found[row["site"]].append(row)
    return found


def close(one: Decimal, other: Decimal) -> bool:
    return abs(one - other) <= CLOSE * max(abs(one), abs(other))


@pytest.mark.parametrize("site", sorted(sites()))
def test_the_decay_agrees_with_bonsai_ipcc(site: str) -> None:
    laid: dict[int, Decimal] = {}
    for row in sites()[site]:
        year = int(row["year"])
        laid[year] = Decimal(row["mass_t"])
        with precision.formulas():
            content = Decimal(row["doc"]) * Decimal(row["doc_f"]) * Decimal(row["mcf"])
            found = decay.decomposed(laid, year, content, Decimal(row["k"]))
            methane = found * Decimal(row["f"]) * 16 / 12 * (1 - Decimal(row["ox"]))
            assert close(found, Decimal(row["ddoc_decomposed_next_year"])), row
            assert close(methane, Decimal(row["ch4_emitted_next_year"])), row


def test_another_rate_does_not_agree() -> None:
    row = sites()["0"][0]
    content = Decimal(row["doc"]) * Decimal(row["doc_f"]) * Decimal(row["mcf"])
    rate = Decimal(row["k"]) * (1 + 3 * CLOSE)
    found = decay.decomposed({2000: Decimal(row["mass_t"])}, 2000, content, rate)
    assert not close(found, Decimal(row["ddoc_decomposed_next_year"]))


def by_the_guidelines(masses: list[Decimal], content: Decimal, rate: Decimal) -> Decimal:
    """Equations 3.2, 3.4 and 3.5, year by year, the exponential from its series."""
    term, falls = Decimal(1), Decimal(1)
    for n in range(1, 80):
        term *= -rate / n
        falls += term
    accumulated = Decimal(0)
    for mass in masses:
        accumulated = mass * content + accumulated * falls  # 3.4: what lies at the end of the year
    return accumulated * (1 - falls)  # 3.5: what of it decomposes in the next


def by_the_tool(masses: list[Decimal], content: Decimal, rate: Decimal) -> Decimal:
    """The sum as the CDM landfill tool writes it."""
    last = len(masses) - 1
    return sum(
        (mass * content * (-rate * (last - at)).exp() * (1 - (-rate).exp()) for at, mass in enumerate(masses)),
        Decimal(0),
    )


@given(masses=MASSES, content=SHARES, rate=SHARES)
def test_the_decay_is_that_of_the_guidelines_and_of_the_tool(
    masses: list[Decimal], content: Decimal, rate: Decimal
) -> None:
    with precision.formulas():
        found = decay.decomposed(dict(enumerate(masses, 1980)), 1979 + len(masses), content, rate)
    with localcontext(prec=60):
        assert abs(found - by_the_guidelines(masses, content, rate)) <= Decimal("1e-40") * (1 + found)
        assert abs(found - by_the_tool(masses, content, rate)) <= Decimal("1e-40") * (1 + found)


@given(masses=MASSES, content=SHARES, rate=SHARES)
def test_no_more_decomposes_than_was_laid(masses: list[Decimal], content: Decimal, rate: Decimal) -> None:
    laid = dict(enumerate(masses, 2000))
    with precision.formulas():
        found = [decay.decomposed(laid, year, content, rate) for year in range(2000, 2100)]
        assert min(found) >= 0
        assert sum(found) <= sum(masses) * content * (1 + Decimal("1e-40"))


# ---- in a calculation ----


def of_waste(first: str, last: str, mass: str, *, definition: Any = None, **laid: str) -> Calculation:
    item = {"name": "food", "W": mass, "DOC": "0.15", "k": "0.4"}
    deposits = [{"item": "food", "year": int(year.strip("y")), "mass": amount} for year, amount in laid.items()]
    document = {"values": {"GWP": "28"}, "items": {"waste": [item]}, "deposits": deposits}
    return calculated(definition or landfill(), first, last, **document)


def test_a_second_year_knows_what_was_laid_in_the_first() -> None:
    both = of_waste("2023-01-01", "2024-12-31", "1462 t", y2022="500 t")
    first = of_waste("2023-01-01", "2023-12-31", "730 t", y2022="500 t")
    second = of_waste("2024-01-01", "2024-12-31", "732 t", y2022="500 t", y2023="730 t")
    assert [year.reference for year in both.years] == [first.reference, second.reference]
    (decayed,) = next(step for step in both.years[1].steps if step.symbol == "M").decayed
    assert decayed.laid == {2022: 500, 2023: 730, 2024: 732}
    assert both.reference > second.reference > first.reference > 0


@given(cut=st.integers(1, 365), earlier=st.integers(0, 100_000))
def test_a_year_cut_in_two_periods_gives_what_the_whole_year_gives(cut: int, earlier: int) -> None:
    """2024 has 366 days, a tonne each; what the first period laid is no earlier year for the second."""
    middle = date(2024, 1, 1) + timedelta(days=cut)
    kept = {"y2020": f"{earlier} t"}
    whole = of_waste("2024-01-01", "2024-12-31", "366 t", **kept)
    one = of_waste("2024-01-01", (middle - timedelta(days=1)).isoformat(), f"{cut} t", **kept)
    other = of_waste(middle.isoformat(), "2024-12-31", f"{366 - cut} t", y2024=f"{cut} t", **kept)
    assert abs(one.reference + other.reference - whole.reference) < Decimal("1e-20")


@given(cut=st.integers(1, 365))
def test_a_fixed_mass_a_year_is_shared_by_days(cut: int) -> None:
    definition, middle = landfill("fixed"), date(2024, 1, 1) + timedelta(days=cut)
    whole = of_waste("2024-01-01", "2025-12-31", "1000 t", definition=definition)
    parts = [
        of_waste("2024-01-01", (middle - timedelta(days=1)).isoformat(), "1000 t", definition=definition),
        of_waste(middle.isoformat(), "2024-12-31", "1000 t", definition=definition),
        of_waste("2025-01-01", "2025-12-31", "1000 t", definition=definition, y2024="1000 t"),
    ]
    assert abs(sum(one.reference for one in parts) - whole.reference) < Decimal("1e-20")


def test_masses_in_kilograms_are_the_same_tonnes() -> None:
    kilo = of_waste("2024-01-01", "2024-12-31", "100000 kg", y2020="5000000 kg")
    assert kilo.reference == of_waste("2024-01-01", "2024-12-31", "100 t", y2020="5000 t").reference
    definition = landfill()
    mass, *others = definition.parameters
    made = replace(
        definition,
        parameters=(replace(mass, unit="kg"), *others[:2], replace(others[2], unit="tCO2/kg")),
    )
    in_kilograms = of_waste("2024-01-01", "2024-12-31", "100 t", definition=made, y2020="5000 t")
    with precision.sums():
        assert in_kilograms.reference == kilo.reference * 1000


@pytest.mark.parametrize(
    ("first", "deposits", "number"),
    [
        ("2024-01-01", [{"item": "paper", "year": 2020, "mass": "1 t"}], "MTH-66"),
        ("2024-01-01", [{"item": "food", "year": 2024, "mass": "1 t"}], "MTH-76"),
        ("2024-02-01", [{"item": "food", "year": 2025, "mass": "1 t"}], "MTH-76"),
        ("2024-01-01", [{"item": "food", "year": 2020, "mass": "1 t"}] * 2, "MTH-76"),
        ("2024-01-01", [{"item": "food", "year": 20200, "mass": "1 t"}], "MTH-60"),
        ("2024-01-01", [{"item": "food", "year": "2020", "mass": "1 t"}], "MTH-60"),
        ("2024-01-01", [{"item": "food", "year": 2020, "mass": "1 MWh"}], "MTH-11"),
        ("2024-01-01", [{"item": "food", "year": 2020, "mass": 1}], "MTH-60"),
        ("2024-01-01", [[]], "MTH-60"),
    ],
)
def test_deposits_that_do_not_fit_are_refused(first: str, deposits: list[Any], number: str) -> None:
    item = {"name": "food", "W": "1 t", "DOC": "0.15", "k": "0.4"}
    document = {"values": {"GWP": "28"}, "items": {"waste": [item]}}
    assert calculated(landfill(), first, "2024-12-31", **document).reference > 0
    with pytest.raises(Refused, match=number):
        calculated(landfill(), first, "2024-12-31", **document, deposits=deposits)


def test_more_decay_than_can_be_worked_is_refused_before_it_is() -> None:
    waste = [{"name": str(n), "W": "1 t", "DOC": "0.15", "k": "0.4"} for n in range(1_000)]
    deposits = [{"item": str(n), "year": year, "mass": "1 t"} for n in range(100) for year in range(1950, 2024)]
    document: dict[str, Any] = {"values": {"GWP": "28"}, "items": {"waste": waste}, "deposits": deposits}
    assert calculated(landfill(), "2024-01-01", "2024-12-31", **document).reference > 0
    began = time.process_time()
    with pytest.raises(Refused, match="MTH-73"):
        calculated(landfill(), "2024-01-01", "2040-12-31", **document)
    assert time.process_time() - began < 1

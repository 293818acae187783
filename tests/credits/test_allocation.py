"""Whole tonnes by percentage."""

from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from common.refusals import Refused
from credits import allocation

RULES = st.sampled_from(sorted(allocation.ROUNDING))
AMOUNTS = st.integers(min_value=0, max_value=10_000_000)


@st.composite
def agreed_shares(draw: st.DrawFn) -> list[tuple[int, Decimal]]:
    """Up to eight parties whose percentages, to four places, sum to 100."""
    cuts = sorted(draw(st.lists(st.integers(0, 1_000_000), max_size=7)))
    edges = [0, *cuts, 1_000_000]
    return [(n, Decimal(b - a) / 10_000) for n, (a, b) in enumerate(pairwise(edges))]


@given(AMOUNTS, agreed_shares(), RULES)
def test_the_parts_sum_to_the_whole_and_lie_within_a_tonne_of_their_share(
    amount: int, shares: list[tuple[int, Decimal]], rule: str
) -> None:
    parts = allocation.split(amount, shares, rule=rule)
    assert sum(parts.values()) == amount
    assert list(parts) == [party for party, _ in shares]
    for party, percentage in shares:
        assert abs(parts[party] - amount * percentage / 100) < 1


@given(st.dictionaries(st.integers(2013, 2040), AMOUNTS, min_size=1, max_size=8), agreed_shares(), RULES)
def test_each_year_is_whole_and_no_rounding_adds_up_over_the_years(
    amounts: dict[int, int], shares: list[tuple[int, Decimal]], rule: str
) -> None:
    by_year = allocation.split_years(amounts, shares, rule=rule)
    assert {year: sum(parts.values()) for year, parts in by_year.items()} == amounts
    assert all(tonnes >= 0 for parts in by_year.values() for tonnes in parts.values())
    totals = {party: sum(by_year[year][party] for year in amounts) for party, _ in shares}
    assert totals == allocation.split(sum(amounts.values()), shares, rule=rule)


@given(AMOUNTS, agreed_shares())
def test_the_same_input_gives_the_same_parts(amount: int, shares: list[tuple[int, Decimal]]) -> None:
    first = allocation.split(amount, shares, rule="largest-remainder")
    assert first == allocation.split(amount, list(shares), rule="largest-remainder")


@pytest.mark.parametrize(("amount", "government_of_japan"), [(189, 95), (2477, 1239), (705, 353), (17673, 8837)])
def test_published_halves_come_out_when_japan_is_named_first(amount: int, government_of_japan: int) -> None:
    """Issuances I08, I09, I12, I16 of the published data: half, and the odd tonne to the Government of Japan."""
    halves = [("government of Japan", Decimal(50)), ("participants", Decimal(50))]
    assert allocation.split(amount, halves, rule="largest-remainder")["government of Japan"] == government_of_japan


def test_the_odd_tonne_goes_to_the_largest_remainder_not_to_the_first() -> None:
    shares = [("a", Decimal("33.3")), ("b", Decimal("33.3")), ("c", Decimal("33.4"))]
    assert allocation.split(100, shares, rule="largest-remainder") == {"a": 33, "b": 33, "c": 34}
    assert allocation.split(100, shares, rule="in-order") == {"a": 34, "b": 33, "c": 33}


@pytest.mark.parametrize(
    ("amount", "shares", "rule", "number"),
    [
        (-1, [("a", Decimal(100))], "largest-remainder", "SPL-01"),
        (1, [("a", Decimal(99))], "largest-remainder", "SPL-02"),
        (1, [("a", Decimal(50)), ("a", Decimal(50))], "largest-remainder", "SPL-02"),
        (1, [("a", Decimal(-1)), ("b", Decimal(101))], "largest-remainder", "SPL-02"),
        (1, [("a", Decimal(100))], "by-feeling", "SPL-03"),
    ],
)
def test_a_split_that_cannot_be_right_is_refused(
    amount: int, shares: list[tuple[str, Decimal]], rule: str, number: str
) -> None:
    with pytest.raises(Refused) as refused:
        allocation.split(amount, shares, rule=rule)
    assert refused.value.number == number

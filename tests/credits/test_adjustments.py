"""Corresponding adjustments: the twelve rows, both Parties' books, and what is refused."""

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from common.refusals import Refused
from credits.adjustments.facts import (
    Event,
    FirstTransferred,
    Inventory,
    Method,
    RunningTotal,
    Target,
    TargetKind,
    Used,
)
from credits.adjustments.methods import REFUSED, judge
from credits.adjustments.mirror import Fault, between, disagreements
from credits.adjustments.rows import Figure, Missing, Row
from credits.adjustments.summary import Summary, signed, summarise

JAPAN = Target("JPN", 1, TargetKind.SINGLE_YEAR, 2021, 2030, Method.AVERAGING, level=760)
HOST = Target("THA", 1, TargetKind.SINGLE_YEAR, 2021, 2030, Method.TRAJECTORY, path={2021: 400, 2022: 390})
BUDGET = Target(
    "THA", 1, TargetKind.MULTI_YEAR, 2021, 2025, Method.MULTI_YEAR, path=dict.fromkeys(range(2021, 2026), 9)
)
TRANSFER = FirstTransferred("t1", "THA", "JPN", 1009, 2025, 2021)
USE = Used("u1", "JPN", "THA", 1000, 2026, 2021, 2021)
EMISSIONS = Inventory(dict.fromkeys(range(2021, 2031), 5000))


def _of(target: Target, *events: Event, inventory: Inventory = EMISSIONS, **more: RunningTotal) -> Summary:
    return summarise(events, target=target, inventory=inventory, method=target.method, **more)


def _values(summary: Summary, row: Row) -> list[object]:
    return [figure.value for figure in summary.row(row)]


def test_a_first_transfer_adds_to_the_hosts_balance_in_its_vintage_year() -> None:
    """The published workbook subtracts it."""
    summary = _of(HOST, TRANSFER)
    assert summary.figure(Row.BALANCE, 2021).value == 5000 + 1009
    assert summary.figure(Row.BALANCE, 2025).value == 5000
    assert summary.figure(Row.FIRST_TRANSFERRED, 2025).value == 1009
    assert summary.figure(Row.FIRST_TRANSFERRED, 2021).value == 0
    assert summary.figure(Row.CUMULATIVE, 2030).value == 1009


def test_a_use_subtracts_from_the_users_balance() -> None:
    budget = replace(BUDGET, party="JPN")
    summary = _of(budget, TRANSFER, USE)
    assert summary.figure(Row.BALANCE, 2021).value == 5000 - 1000
    assert summary.figure(Row.USED, 2022).value == 0
    assert summary.figure(Row.FIRST_TRANSFERRED, 2025).value == 0  # another Party's


def test_averaging_divides_by_the_years_elapsed_and_in_the_end_by_all() -> None:
    """Published: units cancelled for 2021 to 2030, divided by ten, count at the 2030 target."""
    summary = _of(JAPAN, USE, replace(USE, key="u2", ndc_year=2030, year=2032, quantity=500))
    assert summary.figure(Row.AVERAGE, 2021).value == -1000
    assert summary.figure(Row.AVERAGE, 2023).value == Fraction(-1000, 3)
    assert str(summary.figure(Row.AVERAGE, 2023).shown) == "-333.333"
    assert summary.figure(Row.AVERAGE, 2030).value == Fraction(-1500, 10)
    assert _values(summary, Row.ADJUSTMENT) == _values(summary, Row.AVERAGE)
    assert summary.figure(Row.BALANCE, 2030).value == 5000 - 150
    assert summary.figure(Row.CUMULATIVE, 2030).value == -1500


def test_averaging_may_sum_by_the_year_of_the_event() -> None:
    summary = _of(JAPAN, USE, running_total=RunningTotal.EVENT_YEAR)
    assert [figure.value for figure in summary.row(Row.AVERAGE)][4:6] == [0, Fraction(-1000, 6)]


def test_a_multi_year_target_adjusts_every_year() -> None:
    summary = _of(BUDGET, TRANSFER, replace(TRANSFER, key="t2", vintage=2023, quantity=1))
    assert _values(summary, Row.ADJUSTMENT) == [1009, 0, 1, 0, 0]
    assert _values(summary, Row.CUMULATIVE) == [1009, 1009, 1010, 1010, 1010]
    assert _values(summary, Row.TRAJECTORY_MULTI) == [9] * 5
    assert _values(summary, Row.TRAJECTORY_SINGLE) == [None] * 5
    assert not any(figure.applies for figure in summary.row(Row.AVERAGE))


def test_other_purposes_stand_in_their_own_row_and_count_in_the_balance() -> None:
    """The published workbook leaves such blocks out of rows 5 and 6, and counts them in row 10."""
    other = replace(TRANSFER, for_ndc=False, for_other=True, to="")
    summary = _of(HOST, other)
    assert summary.figure(Row.FIRST_TRANSFERRED, 2025).value == 0
    assert summary.figure(Row.OTHER_PURPOSES, 2025).value == 1009
    assert summary.figure(Row.NET, 2025).value == summary.figure(Row.ADJUSTMENT, 2021).value == 1009


def test_what_is_for_both_counts_once() -> None:
    summary = _of(HOST, replace(TRANSFER, for_other=True))
    assert summary.figure(Row.FIRST_TRANSFERRED, 2025).value == 1009
    assert summary.figure(Row.OTHER_PURPOSES, 2025).value == 0


def test_a_missing_inventory_is_indeterminate_and_never_zero() -> None:
    summary = _of(HOST, TRANSFER, inventory=Inventory({2021: 5000}))
    assert summary.figure(Row.BALANCE, 2021).value == 6009
    missing = summary.figure(Row.BALANCE, 2022)
    assert (missing.value, missing.missing, missing.is_indeterminate) == (None, [Missing("inventory:2022")], True)
    assert Missing("inventory:2022") in summary.missing
    assert Missing("path:2023") in summary.missing  # nor is a trajectory that ends


def test_a_zero_that_is_known_is_zero() -> None:
    assert _of(HOST, inventory=Inventory({2021: 0})).figure(Row.BALANCE, 2021).value == 0


def test_an_unknown_vintage_makes_every_adjustment_indeterminate() -> None:
    """It might be of any year; what happened in which year is known all the same."""
    summary = _of(HOST, TRANSFER, replace(TRANSFER, key="t9", vintage=None, quantity=5))
    assert all(figure.missing == [Missing("vintage:t9")] for figure in summary.row(Row.ADJUSTMENT))
    assert all(figure.is_indeterminate for figure in summary.row(Row.BALANCE))
    assert summary.figure(Row.FIRST_TRANSFERRED, 2025).value == 1014
    assert [event.key for event in summary.unplaced] == ["t9"]


def test_a_portion_that_is_not_given_is_missing() -> None:
    partly = replace(HOST, covers_all=False)
    assert _of(partly, TRANSFER).figure(Row.BALANCE, 2021).missing == [Missing("portion:2021")]
    known = _of(partly, TRANSFER, inventory=Inventory({2021: 5000}, {2021: 100}))
    assert known.figure(Row.BALANCE, 2021).value == 100 + 1009


def test_what_adjusts_a_year_outside_the_period_is_not_forgotten() -> None:
    early = replace(TRANSFER, key="t0", vintage=2020)
    summary = _of(HOST, TRANSFER, early)
    assert summary.outside == [early]
    assert summary.figure(Row.CUMULATIVE, 2030).value == 1009


def test_another_metric_is_never_summed_with_tonnes() -> None:
    summary = _of(HOST, TRANSFER, replace(TRANSFER, key="MWh", metric="non-GHG"))
    assert [event.key for event in summary.apart] == ["MWh"]
    assert summary.figure(Row.ADJUSTMENT, 2021).value == 1009


def test_a_figure_opens_the_records_behind_it() -> None:
    summary = _of(HOST, TRANSFER, replace(TRANSFER, key="t2", quantity=1))
    assert summary.figure(Row.ADJUSTMENT, 2021).keys == [("t1", 1009), ("t2", 1)]


@pytest.mark.parametrize("pair", REFUSED, ids=lambda pair: pair.number)
def test_a_target_and_a_method_that_do_not_go_together_are_refused(pair: object) -> None:
    assert [each.number for each in REFUSED] == ["ADJ-02", "ADJ-03", "ADJ-04"]
    for each in REFUSED:
        with pytest.raises(Refused, match=each.number):
            judge(each.kind, each.method)
        with pytest.raises(Refused, match=each.number):
            _of(replace(HOST, kind=each.kind, method=each.method), TRANSFER)


def test_one_method_counts_for_the_whole_period() -> None:
    with pytest.raises(Refused, match="ADJ-05"):
        summarise([TRANSFER], target=HOST, inventory=EMISSIONS, method=Method.AVERAGING)


def test_both_books_are_mirror_images() -> None:
    (row,) = between([TRANSFER, USE], first_party="THA", user="JPN")
    assert (row.added, row.acquired, row.used, row.left, row.agrees) == (1009, 1009, 1000, 9, True)
    assert list(disagreements([TRANSFER, USE])) == []


def test_books_that_cannot_be_are_found() -> None:
    beyond = replace(USE, quantity=1010)
    (found,) = disagreements([TRANSFER, beyond])
    assert (found.fault, found.tonnes) == (Fault.USED_BEYOND, 1)
    assert [d.fault for d in disagreements([replace(TRANSFER, for_ndc=False), USE])] == [Fault.USED_BEYOND]
    assert Fault.NOBODYS in {d.fault for d in disagreements([replace(USE, of="JPN")])}
    assert Fault.NOT_POSITIVE in {d.fault for d in disagreements([replace(TRANSFER, quantity=0)])}


PARTIES = ["THA", "MNG", "VNM"]


@st.composite
def histories(draw: st.DrawFn) -> list[Event]:
    """Random histories: first transfers, uses of what is left of them, and cancellations that use nothing."""
    events: list[Event] = []
    for number in range(draw(st.integers(0, 8))):
        year = draw(st.integers(2021, 2030))
        given_out = FirstTransferred(
            f"t{number}",
            draw(st.sampled_from(PARTIES)),
            "JPN",
            draw(st.integers(1, 10_000)),
            year,
            draw(st.integers(2021, year)),
            for_ndc=draw(st.booleans()),
        )
        events.append(given_out)
        left = given_out.quantity if given_out.for_ndc else 0
        for part in range(draw(st.integers(0, 3))):
            tonnes = draw(st.integers(0, left))
            if tonnes:
                used_in = draw(st.integers(given_out.year, 2032))
                name = f"u{number}.{part}"
                events.append(Used(name, "JPN", given_out.party, tonnes, used_in, given_out.vintage, given_out.vintage))
                left -= tonnes
    return events


TARGETS = st.sampled_from([Method.AVERAGING, Method.TRAJECTORY])


def _total(figures: Sequence[Figure]) -> Fraction:
    return sum((figure.value for figure in figures if figure.value is not None), Fraction(0))


@given(histories(), TARGETS)
def test_no_adjustment_is_lost(events: list[Event], method: Method) -> None:
    """Whatever happened is in the balance of its Party, in the list outside the period, or named as missing."""
    for party in ["JPN", *PARTIES]:
        target = replace(HOST, party=party, method=method)
        summary = _of(target, *events)
        own = [event for event in events if event.party == party]
        inside = summary.figure(Row.CUMULATIVE, 2030).value
        assert inside is not None
        assert inside + sum(map(signed, summary.outside)) == sum(map(signed, own))
        if method == Method.AVERAGING:
            assert summary.figure(Row.ADJUSTMENT, 2030).value == inside / 10
        else:
            assert _total(summary.row(Row.ADJUSTMENT)) == inside
        late = [event for event in own if event.year > 2030]
        assert _total(summary.row(Row.NET)) + sum(map(signed, late)) == sum(map(signed, own))


@given(histories())
def test_the_hosts_additions_are_their_first_transfers_and_the_user_never_subtracts_more(events: list[Event]) -> None:
    assert list(disagreements(events)) == []
    added = sum(e.quantity for e in events if isinstance(e, FirstTransferred))
    hosts = [_of(replace(HOST, party=party), *events) for party in PARTIES]
    assert sum((host.figure(Row.CUMULATIVE, 2030).value or 0) for host in hosts) == added
    subtracted = _of(replace(HOST, party="JPN"), *events).figure(Row.CUMULATIVE, 2030).value
    for_ndc = sum(e.quantity for e in events if isinstance(e, FirstTransferred) and e.for_ndc)
    assert subtracted is not None
    assert -subtracted <= for_ndc


@given(histories(), st.randoms(use_true_random=False))
def test_the_order_in_which_events_are_told_changes_nothing(events: list[Event], chance: object) -> None:
    shuffled = list(events)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]  # hypothesis' own
    told, otherwise = _of(JAPAN, *events), _of(JAPAN, *shuffled)
    for row in Row:
        assert _values(told, row) == _values(otherwise, row)

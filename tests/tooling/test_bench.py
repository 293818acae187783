"""The bench's own arithmetic: turns, quartiles, targets and the verdict."""

from collections.abc import Callable

import pytest

from tools.bench import calculation
from tools.bench.slices import in_turn
from tools.bench.targets import TARGETS, Target, lines, missed


def test_each_thing_works_once_a_turn_and_every_second_turn_goes_backwards() -> None:
    order: list[str] = []

    def working(name: str) -> Callable[[], float]:
        def work() -> float:
            order.append(name)
            return 1.0

        return work

    things = {name: working(name) for name in ("book", "floor")}
    in_turn(things, turns=3)
    assert order == ["book", "floor", "floor", "book", "book", "floor"]


def test_a_ratio_is_the_median_of_its_pairs_with_quartiles() -> None:
    speeds = iter([6.0, 10.0, 10.0, 7.0, 8.0, 10.0])
    turns = in_turn({"book": lambda: next(speeds), "floor": lambda: next(speeds)}, turns=3)
    figures = turns.figures("ratio", "book", "floor")
    assert figures == pytest.approx({"ratio": 0.7, "ratio_q1": 0.65, "ratio_q3": 0.75})
    assert turns.per_second("book") == 7.0


def test_a_figure_that_was_not_measured_misses_its_target() -> None:
    targets = {"fast": Target(0.6, at_least=True), "small": Target(300), "grown": Target(1.2)}
    assert missed({"fast": 0.6, "small": 301.0}, targets) == ["small", "grown"]
    assert missed({"fast": 0.59, "small": 300.0, "grown": 1.2}, targets) == ["fast"]


def test_the_table_prints_measure_quartiles_target_and_verdict() -> None:
    figures = {"fast": 0.7, "fast_q1": 0.65, "fast_q3": 0.75, "per_second": 5000.0}
    table = list(lines(figures, {"fast": Target(0.6, at_least=True), "small": Target(300)}))
    assert [line.split() for line in table[1:]] == [
        ["fast", "0.700", "0.650", "to", "0.750", ">=", "0.6", "reached"],
        ["small", "none", "<=", "300", "MISSED"],
        ["per_second", "5,000.000"],
    ]


def test_the_ledger_has_its_six_targets() -> None:
    assert set(TARGETS["ledger"]) == {
        "ledger_sql_vs_floor",
        "ledger_service_vs_python_floor",
        "ledger_growth",
        "serial_lookup_growth",
        "verify_1m_seconds",
        "verify_peak_mib",
    }


def test_the_calculation_has_its_two_targets() -> None:
    bounds = {name: target.bound for name, target in TARGETS["calculation"].items()}
    assert bounds == {"calculate_10k_rows_seconds": 2, "calculate_10k_rows_mib": 300}


def test_the_bench_of_the_calculation_reads_ten_thousand_rows() -> None:
    rows = calculation.document()["readings"]
    assert isinstance(rows, list)
    assert len(rows) == 10_000

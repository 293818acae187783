"""What each figure must reach (design section 8). A ratio is the median of its turns; its quartiles are printed."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import override


@dataclass(frozen=True)
class Target:
    """The bound of one figure: `at_least`, or at most."""

    bound: float
    at_least: bool = False

    def reached(self, figure: float | None) -> bool:
        """A figure that was not measured has reached nothing."""
        if figure is None:
            return False
        return figure >= self.bound if self.at_least else figure <= self.bound

    @override
    def __str__(self) -> str:
        return f"{'>=' if self.at_least else '<='} {self.bound:g}"


TARGETS: Mapping[str, Mapping[str, Target]] = {
    "ledger": {
        "ledger_sql_vs_floor": Target(0.6, at_least=True),
        "ledger_service_vs_python_floor": Target(0.6, at_least=True),
        "ledger_growth": Target(1.2),
        "serial_lookup_growth": Target(1.3),
        "verify_1m_seconds": Target(20),
        "verify_peak_mib": Target(300),
    },
    "calculation": {
        "calculate_10k_rows_seconds": Target(2),
        "calculate_10k_rows_mib": Target(300),
    },
    "sheets": {
        "xlsx_import_10k_rows_seconds": Target(5),
        "sheet_write_10k_rows_seconds": Target(5),
        "sheets_10k_rows_mib": Target(300),
    },
    "article6": {
        "aef_100k_actions_seconds": Target(60),
        "aef_peak_mib": Target(500),
        "aef_precheck_100k_seconds": Target(30),
        "adjustments_100k_events_seconds": Target(5),
    },
}


def missed(figures: Mapping[str, float], targets: Mapping[str, Target]) -> list[str]:
    """The figures that did not reach their target, those included that were not measured."""
    return [name for name, target in targets.items() if not target.reached(figures.get(name))]


def lines(figures: Mapping[str, float], targets: Mapping[str, Target]) -> Iterator[str]:
    """The table: each figure with its quartiles where it has some, its target and the verdict; targets first."""
    quartiles = {f"{name}_{quartile}" for name in figures for quartile in ("q1", "q3")}
    order = [*targets, *sorted(figures.keys() - targets.keys() - quartiles)]
    width = max(map(len, order), default=0)
    yield f"  {'figure':{width}}  {'measured':>12}  {'quartiles':>19}  {'target':>8}  verdict"
    for name in order:
        number = f"{figures[name]:,.3f}" if name in figures else "none"
        low, high = figures.get(f"{name}_q1"), figures.get(f"{name}_q3")
        spread = f"{low:,.3f} to {high:,.3f}" if low is not None and high is not None else ""
        target = targets.get(name)
        target_shown = "" if target is None else str(target)
        verdict = "" if target is None else "reached" if target.reached(figures.get(name)) else "MISSED"
        yield f"  {name:{width}}  {number:>12}  {spread:>19}  {target_shown:>8}  {verdict}".rstrip()

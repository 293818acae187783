"""A calculation as pages show it: each formula as mathematics, and with its numbers put in."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Protocol

from django.utils.safestring import SafeString

from projects.methodologies.calculation import mathml
from projects.methodologies.calculation.calculations import Calculation, Step, YearResult
from projects.methodologies.calculation.measures import RESULTS
from projects.methodologies.calculation.values import said

AS_NEAR_AS_SHEETS = Decimal("1e-9")  # fifteen digits of a spreadsheet, after some steps


class Returned(Protocol):
    """What a returned sheet shows of each year."""

    @property
    def shown(self) -> Mapping[int, Mapping[str, Decimal | None]]: ...


@dataclass(frozen=True)
class ShownStep:
    """A formula, its numbers, and the exact value."""

    step: Step
    formula: SafeString
    numbers: SafeString
    exact: str


@dataclass(frozen=True)
class ShownYear:
    """The steps of a year, and its whole tonnes."""

    result: YearResult
    steps: Sequence[ShownStep]
    tonnes: int


def shown_steps(calculation: Calculation) -> Sequence[ShownYear]:
    """Every step of every year."""
    by_year = calculation.tonnes_by_year
    return [ShownYear(year, [_shown(step) for step in year.steps], by_year[year.year]) for year in calculation.years]


def _shown(step: Step) -> ShownStep:
    return ShownStep(step, mathml.formula(step.row), mathml.with_numbers(step), said(step.value))


@dataclass(frozen=True)
class Compared:
    """A result of a year: ours, what a sheet shows, and the difference; None where the sheet shows none."""

    year: int
    symbol: str
    ours: Decimal
    theirs: Decimal | None
    difference: Decimal | None

    @property
    def agrees(self) -> bool:
        """Equal as far as a spreadsheet program counts."""
        return (
            self.difference is not None and abs(self.difference) <= max(Decimal(1), abs(self.ours)) * AS_NEAR_AS_SHEETS
        )


def beside(calculation: Calculation, returned: Returned) -> Sequence[Compared]:
    """Our years beside those that a returned sheet shows."""
    found = []
    for year in calculation.years:
        shown = returned.shown.get(year.year, {})
        for symbol in RESULTS:
            ours, theirs = year.value(symbol), shown.get(symbol)
            found.append(Compared(year.year, symbol, ours, theirs, None if theirs is None else theirs - ours))
    return found

"""A calculation as pages show it: each formula as mathematics, and with its numbers put in."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString

from projects.methodologies.calculation import mathml
from projects.methodologies.calculation.calculations import Calculation, Step, YearResult
from projects.methodologies.calculation.values import said


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

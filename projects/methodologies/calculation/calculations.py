"""Calculation: from a definition and inputs to reductions, year by year, with every intermediate value."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from projects.methodologies.calculation import fitting, ordering, precision, rounding, shares
from projects.methodologies.calculation.definitions import Definition, Rounding
from projects.methodologies.calculation.given import Inputs
from projects.methodologies.calculation.measures import RESULTS
from projects.methodologies.calculation.results import Calculation, Decayed, Doubt, Step, Verdict, YearResult
from projects.methodologies.calculation.years import Year

__all__ = ["Calculation", "Decayed", "Doubt", "Step", "Verdict", "YearResult", "calculate", "together"]


def calculate(definition: Definition, given: Inputs) -> Calculation:
    """Calculate reductions for a period, cut at the host's local years; the parts sum to the total.

    Raises: Refused MTH-61 to MTH-69, MTH-73, MTH-75, MTH-76 (see `fitting.judge`), MTH-70 (a division by nought),
    MTH-72 (a value beyond measure), MTH-74 (a year without a reading).
    """
    fitting.judge(definition, given)
    rows = ordering.ordered(definition)
    with precision.formulas():
        monitored = shares.of_period(definition, given)
        parts = shares.parts(given.first, given.last)
        cut = [Year.of(definition, given, first, last, monitored) for first, last in parts]
        years = [year.calculated(rows) for year in cut]
        verdicts = _once(verdict for year in cut for verdict in year.verdicts())
    totals = {symbol: precision.exact_sum(year.value(symbol) for year in years) for symbol in RESULTS}
    return Calculation(definition, given, years, verdicts, list(_doubts(definition, given)), totals)


def together(calculations: Sequence[Calculation]) -> tuple[Mapping[int, Decimal], Mapping[int, int]]:
    """Several methodologies of one project: exact reductions by year, and whole tonnes by year, rounded once.

    Where their rules differ the careful one counts: down before nearest, each year before the total.
    """
    rule = Rounding(
        where="parts" if any(one.definition.rounding.where == "parts" for one in calculations) else "total",
        how="down" if any(one.definition.rounding.how == "down" for one in calculations) else "nearest",
    )
    years = [year for one in calculations for year in one.years]
    exact = {
        number: precision.exact_sum(year.reduction for year in years if year.year == number)
        for number in sorted({year.year for year in years})
    }
    return exact, rounding.by_year(exact, rule)


def _once(verdicts: Iterator[Verdict]) -> Sequence[Verdict]:
    """Each verdict once: what is fixed is the same every year."""
    found = {(one.criterion.number, one.item, one.left, one.right, one.criterion.left): one for one in verdicts}
    return list(found.values())


def _doubts(definition: Definition, given: Inputs) -> Iterator[Doubt]:
    """What this calculation rests on that no source gives."""
    if definition.state == "not-sourced":
        yield Doubt(definition.code, str(_("The formulas of this definition were not found in a source.")))
    for row in definition.made:
        if not row.sourced and definition.state != "not-sourced":
            yield Doubt(row.symbol, row.meaning)
    for parameter in definition.parameters:
        chosen = given.choices.get(parameter.symbol)
        if chosen is not None and not parameter.choices[chosen].sourced:
            yield Doubt(parameter.symbol, parameter.choices[chosen].label)
        elif chosen is None and parameter.kind == "default" and parameter.value is None:
            yield Doubt(parameter.symbol, parameter.meaning)

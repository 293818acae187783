"""A calculation as a document: every value as exact text, for the command, the API and the record of a report."""

from collections.abc import Mapping
from decimal import Decimal

from projects.methodologies.calculation.calculations import Calculation, Step, YearResult
from projects.methodologies.calculation.grammar import names
from projects.methodologies.calculation.inputs import to_json
from projects.methodologies.calculation.values import as_text, said


def to_document(calculation: Calculation) -> dict[str, object]:
    """Inputs, every intermediate value year by year, and the result; values are text, in the units beside them."""
    definition = calculation.definition
    return {
        "methodology": definition.reference,
        "version": definition.version,
        "state": definition.state,
        "inputs": to_json(definition, calculation.inputs),
        "years": [_year(year, calculation.tonnes_by_year[year.year]) for year in calculation.years],
        "reference_tco2e": said(calculation.reference),
        "project_tco2e": said(calculation.project),
        "reduction_tco2e": said(calculation.reduction),
        "tonnes_tco2e": calculation.tonnes,
        "rounding": {"where": definition.rounding.where, "how": definition.rounding.how},
        "criteria": [
            {
                "number": verdict.criterion.number,
                "item": verdict.item,
                "year": verdict.year,
                "left": said(verdict.left),
                "is": verdict.criterion.comparison,
                "right": said(verdict.right),
                "holds": verdict.holds,
            }
            for verdict in calculation.verdicts
        ],
        "not_sourced": [{"symbol": doubt.symbol, "what": doubt.meaning} for doubt in calculation.not_sourced],
        "is_issuable": calculation.is_issuable,
    }


def _year(year: YearResult, tonnes: int) -> dict[str, object]:
    return {
        "year": year.year,
        "first": year.first.isoformat(),
        "last": year.last.isoformat(),
        "steps": [_step(step) for step in year.steps],
        "reference_tco2e": said(year.reference),
        "project_tco2e": said(year.project),
        "reduction_tco2e": said(year.reduction),
        "tonnes_tco2e": tonnes,
    }


def _step(step: Step) -> dict[str, object]:
    return {
        "symbol": step.symbol,
        "item": step.item,
        "formula": getattr(step.row, "text", None) or getattr(step.row, "factor", ""),
        "numbers": as_text(step.numbers),
        "sums": {group: [as_text(_named(step, row)) for row in rows] for group, rows in step.items.items()},
        "decayed": [
            {
                "item": one.item,
                "laid": {str(year): said(mass) for year, mass in one.laid.items()},
                "content": said(one.content),
                "rate": said(one.rate),
                "share": said(one.share),
                "decomposed": said(one.tonnes),
            }
            for one in step.decayed
        ],
        "value": said(step.value),
        "unit": step.unit,
    }


def _named(step: Step, row: Mapping[str, Decimal]) -> dict[str, Decimal]:
    """Of an item's values those that the formula names."""
    named = {name.symbol for name, summed in names(step.row.expression) if summed}
    return {symbol: value for symbol, value in row.items() if symbol in named}

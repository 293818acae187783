"""What reports and plans come to."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from projects.definitions.selectors import definitions
from projects.methodologies.calculation import calculations
from projects.methodologies.calculation.calculations import Calculation, calculate
from projects.methodologies.calculation.inputs import from_json
from projects.monitoring.models import MonitoringReport
from projects.readings.models import MonitoringPlan, Reading, ReportCalculation
from projects.readings.selectors import plans
from projects.readings.selectors.readings import counted, document, rows_of


def of_report(report: MonitoringReport) -> Sequence[Calculation]:
    """Calculate a report anew, one calculation a plan. Raises: Refused MTH numbers for what is missing or odd."""
    return [_of(report, plan)[0] for plan in plans.of_report(report)]


def _of(report: MonitoringReport, plan: MonitoringPlan) -> tuple[Calculation, dict[str, object]]:
    given = document(plan, report, counted(report, plan))
    definition = definitions.read(plan.definition)
    return calculate(definition, from_json(definition, given, report.project.country.zone)), given


def with_document(report: MonitoringReport, plan: MonitoringPlan) -> tuple[Calculation, dict[str, object]]:
    """The calculation of a report by one plan, with the document that it was made of."""
    return _of(report, plan)


def reading_of(report: MonitoringReport, reading_id: int) -> Reading | None:
    """A reading that counts for a report, by its key."""
    for plan in plans.of_report(report):
        found = rows_of(report, plan).filter(pk=reading_id).first()
        if found is not None:
            return found
    return None


def newest(report: MonitoringReport) -> Sequence[ReportCalculation]:
    """The calculation that counts of each plan of a report; nothing where one is missing."""
    found = []
    for plan in plans.of_report(report):
        last = report.calculations.filter(plan=plan).order_by("-pk").first()
        if last is None:
            return ()
        found.append(last)
    return found


def tonnes_by_year(report: MonitoringReport) -> Mapping[int, int]:
    """Whole tonnes of each year of a report, all its methodologies together, rounded once; they may be negative."""
    _exact, whole = calculations.together(of_report(report))
    return whole


def estimated(plan: MonitoringPlan, year: int, share: Decimal = Decimal(1)) -> Calculation:
    """What a plan estimates for a calendar year, or for a part of it: amounts of a full year, cut to the part."""
    definition = definitions.read(plan.definition)
    whole = plan.document | {"first": f"{year}-01-01", "last": f"{year}-12-31"}
    given = from_json(definition, whole, plan.definition.methodology.country.zone)
    summed = {one.symbol for one in definition.monitored if one.adds == "sum"}

    def cut(values: Mapping[str, Decimal]) -> dict[str, Decimal]:
        return {symbol: value * share if symbol in summed else value for symbol, value in values.items()}

    items = {key: [replace(item, values=cut(item.values)) for item in rows] for key, rows in given.items.items()}
    return calculate(definition, replace(given, values=cut(given.values), items=items))

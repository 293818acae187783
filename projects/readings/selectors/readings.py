"""The readings of a report: of its batches, and of the meters' own systems within its period."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.db.models import Q, QuerySet

from projects.definitions.selectors import definitions
from projects.methodologies.calculation import inputs, units
from projects.methodologies.calculation.definitions import Definition
from projects.methodologies.calculation.values import said
from projects.monitoring.models import MonitoringReport
from projects.readings.models import Batch, MonitoringPlan, Reading, ReadingCorrection


@dataclass(frozen=True)
class Counted:
    """A reading as it counts: its value in the parameter's own unit, after corrections, and what it was."""

    row: Reading
    value: Decimal
    given: Decimal
    is_corrected: bool

    @property
    def key(self) -> tuple[str, str]:
        """Its parameter and item."""
        return self.row.symbol, self.row.item


def batches_of(report: MonitoringReport) -> QuerySet[Batch]:
    """What came into a report and was not taken out."""
    return Batch.objects.filter(report=report, removed_at=None).select_related("taken_by")


def rows_of(report: MonitoringReport, plan: MonitoringPlan) -> QuerySet[Reading]:
    """The readings that count for a report by a plan."""
    first, last = bounds(report)
    by_meter = Q(
        batch=None,
        meter__project=report.project_id,
        meter__methodology=plan.definition.methodology.reference,
        first_at__gte=first,
        last_at__lte=last,
    )
    of_batches = Q(batch__report=report, batch__plan=plan, batch__removed_at=None)
    return Reading.objects.filter(of_batches | by_meter).select_related("meter", "batch").order_by("first_at", "id")


def bounds(report: MonitoringReport) -> tuple[datetime, datetime]:
    """The instants between which a period lies, on the host's clock."""
    zone = report.project.country.zone
    return inputs.bounds(inputs.Inputs(report.period_starts_on, report.period_ends_on, zone=zone))


def counted(report: MonitoringReport, plan: MonitoringPlan) -> Sequence[Counted]:
    """Every reading that counts, in the units of the methodology; of a correction, the newest."""
    definition = definitions.read(plan.definition)
    corrected: Mapping[int, Decimal] = dict(
        ReadingCorrection.objects.filter(reading__in=rows_of(report, plan).order_by())
        .order_by("id")
        .values_list("reading", "value")
    )
    return list(_counted(definition, rows_of(report, plan), corrected))


def _counted(definition: Definition, rows: QuerySet[Reading], corrected: Mapping[int, Decimal]) -> Iterator[Counted]:
    for row in rows:
        parameter = definition.by_symbol.get(row.symbol)
        if parameter is None:
            continue
        given = corrected.get(row.pk, row.value)
        value = units.convert(given.normalize(), row.unit, parameter.unit)
        yield Counted(row, value, row.value, row.pk in corrected)


def document(plan: MonitoringPlan, report: MonitoringReport, rows: Sequence[Counted]) -> dict[str, object]:
    """The document of inputs of a report by a plan: what was fixed ex ante, and the readings."""
    definition = definitions.read(plan.definition)
    fixed = {one.symbol for one in definition.parameters if one.kind != "monitored"}
    planned = plan.document
    return {
        "first": report.period_starts_on.isoformat(),
        "last": report.period_ends_on.isoformat(),
        "values": {symbol: value for symbol, value in planned["values"].items() if symbol in fixed},
        "choices": planned["choices"],
        "items": {
            key: [{name: value for name, value in item.items() if name == "name" or name in fixed} for item in items]
            for key, items in planned["items"].items()
        },
        "readings": [
            {
                "symbol": one.row.symbol,
                "item": one.row.item,
                "first": one.row.first_at.isoformat(),
                "last": one.row.last_at.isoformat(),
                "value": said(one.value),
                "option": one.row.option,
            }
            for one in rows
        ],
        "deposits": planned["deposits"],
    }

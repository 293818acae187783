"""Plan, earlier periods and this period as columns that a page draws, with the table that they are drawn from."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from common.refusals import Sentence
from projects.monitoring.models import MonitoringReport
from projects.readings.models import MonitoringPlan
from projects.readings.selectors.readings import Counted

TALLEST = 200  # of a drawing 220 high


@dataclass(frozen=True)
class Column:
    """One column: reductions a full year, so that periods of any length stand beside each other."""

    label: object
    tco2e_a_year: Decimal
    height: int
    kind: str

    @property
    def top(self) -> int:
        """Where it begins, from above."""
        return TALLEST - self.height

    @property
    def shown(self) -> Decimal:
        """The amount in whole tonnes."""
        return self.tco2e_a_year.quantize(Decimal(1))


@dataclass(frozen=True)
class Chart:
    """Columns in order: the plan, earlier periods, this one."""

    title: Sentence
    columns: Sequence[Column]


def of_plan(report: MonitoringReport, plan: MonitoringPlan, rows: Sequence[Counted]) -> Chart | None:
    """Reductions a year: as planned, in earlier verified periods, and in this one; None before anything is known."""
    found: list[tuple[object, Decimal, str]] = []
    planned = list(plan.design.years.all())
    whole = planned[1:-1] or planned
    if whole:
        mean = sum((year.reductions_tco2e for year in whole), Decimal(0)) / len(whole)
        found.append((_("Planned"), mean, "plan"))
    for other in report.project.monitoring_reports.filter(period_starts_on__lte=report.period_starts_on).order_by(
        "number"
    ):
        years = list(other.years.all())
        if years:
            total = sum((year.reductions_tco2e for year in years), Decimal(0))
            days = (other.period_ends_on - other.period_starts_on).days + 1
            label = f"{other.period_starts_on:%Y-%m} – {other.period_ends_on:%Y-%m}"
            found.append((label, total * 365 / days, "this" if other.pk == report.pk else "earlier"))
    most = max((value for _label, value, _kind in found), default=Decimal(0))
    if not rows or most <= 0:
        return None
    return Chart(
        _("Reductions in a full year"),
        [Column(label, value, int(max(Decimal(0), value) * TALLEST / most), kind) for label, value, kind in found],
    )

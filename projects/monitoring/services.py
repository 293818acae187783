"""Monitoring reports: open a period, write, submit."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import transaction

from common import events
from common.drafts import Seen
from common.text import plain
from partners.people.models.people import User
from projects.designs.services.designs import YearAmounts
from projects.monitoring import checks
from projects.monitoring.models import MonitoringReport, ReportedYear
from projects.projects.models import Project
from workflow.drafts import checks as fields
from workflow.drafts.selectors import put_rows
from workflow.papers import checks as drafts
from workflow.papers import services as papers

DRAFT_FIELDS = (
    "implementation",
    "monitoring_method",
    "operating_status",
    "events",
    "changes_since",
    "deviations_applied",
)


@dataclass(frozen=True)
class Responsibility:
    """A line of the monitoring structure: who, in which role, does what."""

    who: str
    role: str
    task: str


@dataclass(frozen=True)
class Parameter:
    """A measured parameter: its value in its unit, how it was monitored (option A, B or C), from which data."""

    name: str
    unit: str
    value: Decimal
    option: str
    source: str
    method: str

    def words(self) -> dict[str, str]:
        """As it is stored."""
        return asdict(self) | {"value": f"{self.value:f}"}


def _locked(report_id: int) -> MonitoringReport:
    found = MonitoringReport.objects.select_for_update(of=("self",))
    return found.select_related("project__country", "project__rulebook").get(pk=report_id)


@transaction.atomic
def start(*, project_id: int, period_starts_on: date, period_ends_on: date, by: User, at: datetime) -> MonitoringReport:
    """Open a report on a past period of a registered project.

    Raises: Refused DRF-03 (403), FLD-03, MON-03 (409), MON-04 to MON-07, MON-12, MON-13.
    """
    project = Project.objects.select_for_update(of=("self",)).select_related("country").get(pk=project_id)
    drafts.participant(project, by)
    fields.plausible_day(period_starts_on, field="period_starts_on")
    fields.plausible_day(period_ends_on, field="period_ends_on")
    checks.period_possible(project, period_starts_on, period_ends_on, at.date())
    report = MonitoringReport.objects.create(
        project=project,
        number=project.monitoring_reports.count() + 1,
        period_starts_on=period_starts_on,
        period_ends_on=period_ends_on,
        origin=project.origin if project.origin != "imported" else "platform",
    )
    events.record("projects.monitoringreport.start", subject=report, by=by, at=at, after={"state": report.state})
    return report


@transaction.atomic
def save_draft(
    *,
    report_id: int,
    values: Mapping[str, object],
    years: Sequence[YearAmounts] | None = None,
    achieved: Mapping[str, str] | None = None,
    structure: Sequence[Responsibility] | None = None,
    parameters: Sequence[Parameter] | None = None,
    seen: Seen | None = None,
    by: User,
    at: datetime,
) -> MonitoringReport:
    """Keep what is typed so far; `years`, `achieved` (by SDIP topic), `structure` and `parameters` replace what stood
    there when given.

    Raises: Refused DRF-01 (403), DRF-02, DRF-05 and DRF-06 (409), FLD-01 to FLD-04, MON-11, MON-19, MON-20.
    """
    report = _locked(report_id)
    more = {"years": years, "achieved": achieved, "structure": structure, "parameters": parameters}
    return papers.save_draft(paper=report, values=values, seen=seen, by=by, at=at, **more)


def write(
    report: MonitoringReport,
    *,
    values: Mapping[str, object],
    years: Sequence[YearAmounts] | None = None,
    achieved: Mapping[str, str] | None = None,
    structure: Sequence[Responsibility] | None = None,
    parameters: Sequence[Parameter] | None = None,
) -> None:
    """A step of saving: put answers on a report that is in hand, judged. Raises FLD-01 to FLD-04, MON-11, MON-19,
    MON-20."""
    fields.set_values(report, values, DRAFT_FIELDS)
    if achieved is not None:
        checks.topics_of_the_plan(report, achieved)
        report.sdir = {topic: {"achieved": plain(text)} for topic, text in achieved.items()}
    if structure is not None:
        report.structure = [asdict(one) for one in structure]
    if parameters is not None:
        checks.parameters_possible([one.words() for one in parameters])
        report.parameters = [one.words() for one in parameters]
    if years is not None:
        _years_possible(report, years)
        put_rows(report, "years", [reported(report, one) for one in years])


def _years_possible(report: MonitoringReport, years: Sequence[YearAmounts]) -> None:
    checks.emissions_possible([one.year for one in years], checks.years_of(report))
    for one in years:
        fields.plausible_amount(one.reference_tco2e, field=f"reference_{one.year}")
        fields.plausible_amount(one.project_tco2e, field=f"project_{one.year}")


def reported(report: MonitoringReport, of: YearAmounts) -> ReportedYear:
    """The row of a year, not saved."""
    return ReportedYear(report=report, year=of.year, reference_tco2e=of.reference_tco2e, project_tco2e=of.project_tco2e)


def years_from(report: MonitoringReport, stored: Sequence[Sequence[Any]]) -> list[ReportedYear]:
    """The rows, not saved, that a correction keeps as JSON: year, reference, project."""
    return [
        reported(report, YearAmounts(year, Decimal(reference), Decimal(project))) for year, reference, project in stored
    ]

"""Situations of monitoring data: a project with a plan, readings of a period, meters."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from types import SimpleNamespace
from typing import Any

from projects.assessments.models.assessments import Verification
from projects.assessments.services import verifications
from projects.definitions.models import MethodologyDefinition
from projects.definitions.selectors import definitions
from projects.designs.models import ProjectDesign
from projects.designs.services import designs
from projects.methodologies.calculation import texts
from projects.methodologies.calculation.definitions import ExampleItem, Group, Option, Parameter
from projects.monitoring import services as monitoring
from projects.monitoring.models import MonitoringReport
from projects.projects.models import Project
from projects.readings.models import Batch, Meter, MonitoringPlan, Reading
from projects.readings.selectors import findings
from projects.readings.services import meters
from projects.readings.services import readings as services
from projects.readings.services.readings import Given
from projects.sustainability.topics import SustainabilityTopic
from scenarios import answers
from tests.conftest import NOON
from tests.factories.addresses import Address, by
from tests.factories.definitions import a_definition
from tests.factories.projects import REPORT, a_design, a_methodology, a_registered_project
from workflow.papers import services as papers

SMALL = texts.SMALLEST
# Two inverters of one plant; every formula and value has a source, so that what comes out can be issued.
SAYS: dict[str, Any] = {
    "state": "summary-based",
    "groups": (Group("inverter", "Inverter"),),
    "parameters": (
        replace(SMALL.parameters[0], per="inverter", options=(Option("B", "Invoices"), Option("C", "Own meter"))),
        Parameter("EF", "Emission factor of the grid", "tCO2/MWh", "fixed"),
    ),
    "formulas": tuple(
        replace(one, sourced=True, text="sum(inverter, E) * EF" if one.symbol == "RE" else one.text)
        for one in SMALL.formulas
    ),
    "examples": (
        replace(
            SMALL.examples[0],
            values={"EF": "0.5"},
            items=(ExampleItem("inverter", "north", {"E": "600"}), ExampleItem("inverter", "south", {"E": "400"})),
        ),
    ),
}
DOCUMENT: dict[str, Any] = {
    "first": "2025-01-01",
    "last": "2025-12-31",
    "values": {"EF": "0.5"},
    "choices": {},
    "items": {"inverter": [{"name": "north", "E": "1460 MWh"}, {"name": "south", "E": "730 MWh"}]},
    "readings": [],
    "deposits": [],
}


def a_defined_methodology(it: SimpleNamespace, **says: Any) -> MethodologyDefinition:
    """The country's methodology with a definition in force."""
    standing = definitions.in_force(a_methodology(it))
    return standing or a_definition(it, in_force=True, **(SAYS | says))


def a_planned_project(it: SimpleNamespace, **says: Any) -> Project:
    """A registered project whose PDD in force has a monitoring plan: 4 MWh and 2 MWh a day."""
    definition = a_defined_methodology(it, **says)
    project = a_registered_project(it)
    design = ProjectDesign.objects.get(project=project, state="validated")
    MonitoringPlan.objects.get_or_create(
        design=design, definition=definition, defaults={"document": DOCUMENT, "written_at": NOON}
    )
    return project


def a_report(it: SimpleNamespace, project: Project | None = None, *, year: int = 2021) -> MonitoringReport:
    """A report in draft on a calendar year of a planned project."""
    project = project or a_planned_project(it)
    report = monitoring.start(
        project_id=project.pk,
        period_starts_on=date(year, 1, 1),
        period_ends_on=date(year, 12, 31),
        by=it.participant,
        at=NOON,
    )
    monitoring.save_draft(
        report_id=report.pk,
        values=answers.MONITORING,
        structure=answers.STRUCTURE,
        parameters=answers.parameters(Decimal("2100.5")),
        achieved={SustainabilityTopic.SAFETY.value: answers.ACHIEVED[SustainabilityTopic.SAFETY.value]},
        by=it.participant,
        at=NOON,
    )
    return report


def the_plan(report: MonitoringReport) -> MonitoringPlan:
    """The plan of a report."""
    return MonitoringPlan.objects.get(design__project=report.project)


def months(
    report: MonitoringReport, item: str, a_day: Decimal = Decimal(4), *, unit: str = "MWh", without: Sequence[int] = ()
) -> list[Given]:
    """Monthly readings of an inverter at a steady rate."""
    zone = report.project.country.zone
    year, found = report.period_starts_on.year, []
    for month in range(1, 13):
        first = datetime(year, month, 1, tzinfo=zone)
        last = datetime(year + month // 12, month % 12 + 1, 1, tzinfo=zone)
        days = (last.date() - first.date()).days
        if month not in without:
            found.append(Given("E", item, first.astimezone(UTC), last.astimezone(UTC), a_day * days, unit, "C"))
    return found


def taken(it: SimpleNamespace, report: MonitoringReport, rows: Sequence[Given], *, digest: str = "") -> Batch:
    """Readings that the participant took in."""
    return services.take(
        report_id=report.pk,
        plan_id=the_plan(report).pk,
        rows=rows,
        name="readings.xlsx",
        digest=digest,
        by=it.participant,
        at=NOON,
    )


def a_full_report(it: SimpleNamespace, project: Project | None = None, *, year: int = 2021) -> MonitoringReport:
    """A report with a whole year of readings, about which nothing is odd."""
    report = a_report(it, project, year=year)
    taken(it, report, [*months(report, "north"), *months(report, "south", Decimal(2))])
    return report


def a_verification_of_readings(it: SimpleNamespace) -> Verification:
    """A verification at work on a report whose amounts follow from readings."""
    report = a_full_report(it)
    papers.submit(paper=report, by=it.participant, at=NOON)
    verification = verifications.assign(report_id=report.pk, tpe=it.tpe, by=it.participant, at=NOON)
    verifications.accept(verification_id=verification.pk, impartial=True, by=it.auditor_of_tpe, at=NOON)
    verifications.save_report(verification_id=verification.pk, values=REPORT, by=it.auditor_of_tpe, at=NOON)
    return Verification.objects.get(pk=verification.pk)


def a_meter(it: SimpleNamespace, project: Project | None = None, **says: Any) -> meters.Told:
    """A meter of the northern inverter, with its token."""
    named = {"symbol": "E", "item": "north", "name": "M-1", "unit": "kWh", "calibrated_until": None} | says
    project = project or a_planned_project(it)
    return meters.open_meter(project_id=project.pk, by=it.participant, at=NOON - timedelta(days=1), **named)


def a_planned_design(it: SimpleNamespace) -> ProjectDesign:
    """A PDD in draft whose methodology has a definition."""
    definition = a_defined_methodology(it)
    design = a_design(it)
    designs.save_draft(design_id=design.pk, values={"methodology": definition.methodology}, by=it.participant, at=NOON)
    return ProjectDesign.objects.get(pk=design.pk)


def _of(report: MonitoringReport) -> dict[str, object]:
    return {"slug": report.project.slug, "number": report.number}


def _data(it: SimpleNamespace) -> dict[str, object]:
    return _of(a_full_report(it))


def _with_plan(it: SimpleNamespace) -> dict[str, object]:
    report = a_full_report(it)
    return _of(report) | {"plan": the_plan(report).pk}


def _with_batch(it: SimpleNamespace) -> dict[str, object]:
    report = a_full_report(it)
    return _of(report) | {"batch": Batch.objects.latest("pk").pk}


def _with_finding(it: SimpleNamespace) -> dict[str, object]:
    report = a_report(it)
    taken(it, report, [*months(report, "north", without=[5]), *months(report, "south", Decimal(2))])
    return _of(report) | {"mark": findings.of_report(report)[0].mark}


def _reading(it: SimpleNamespace) -> dict[str, object]:
    verification = a_verification_of_readings(it)
    return {"pk": verification.pk, "reading": Reading.objects.latest("pk").pk}


def _meters(it: SimpleNamespace) -> dict[str, object]:
    meter = a_meter(it).meter
    return {"slug": meter.project.slug, "meter": meter.pk}


def _project(it: SimpleNamespace) -> Meter:
    return a_meter(it).meter


ADDRESSES: dict[str, Address] = {
    "projects:plan-page": by({"slug": "project.slug", "version": "version"}, a_planned_design),
    "projects:plan-write": by({"slug": "project.slug", "version": "version"}, a_planned_design),
    "projects:data-page": Address(_data),
    "projects:data-template": Address(_with_plan),
    "projects:data-sheets": Address(_with_plan),
    "projects:data-upload": Address(_with_plan),
    "projects:data-enter": Address(_with_plan),
    "projects:data-remove": Address(_with_batch),
    "projects:data-explain": Address(_with_finding),
    "projects:reading-correct": Address(_reading),
    "projects:meter-list": by({"slug": "project.slug"}, _project),
    "projects:meter-open": by({"slug": "project.slug"}, _project),
    "projects:meter-close": Address(_meters),
}

"""Monitoring plans: by which of them a report is calculated."""

from collections.abc import Sequence

from projects.definitions.selectors import definitions
from projects.designs import selectors as designs
from projects.designs.models import ProjectDesign
from projects.monitoring.models import MonitoringReport
from projects.readings.models import MonitoringPlan


def of_design(design: ProjectDesign | None) -> Sequence[MonitoringPlan]:
    """The plans of a version of the PDD, one a methodology."""
    if design is None:
        return ()
    return list(design.plans.select_related("definition__methodology__country", "design__project__country"))


def of_report(report: MonitoringReport) -> Sequence[MonitoringPlan]:
    """The plans by which a report is calculated: those of the PDD in force on its last day; none for older projects."""
    return of_design(designs.in_force(report.project, report.period_ends_on))


def is_calculated(report: MonitoringReport) -> bool:
    """Whether the amounts of a report follow from readings, so that nobody types them."""
    known: bool | None = report.__dict__.get("_is_calculated")  # several parts of a page ask
    if known is None:
        design = designs.in_force(report.project, report.period_ends_on)
        known = report.__dict__["_is_calculated"] = design is not None and design.has_plan
    return known


def is_offered(design: ProjectDesign) -> bool:
    """Whether a PDD has a plan, or its methodology has a definition to make one from."""
    return design.has_plan or definitions.in_force(design.methodology) is not None


def lacking(design: ProjectDesign) -> bool:
    """Whether the methodology of a PDD is calculated and has no plan yet, or the plan is of another one."""
    wanted = definitions.in_force(design.methodology)
    planned = {plan.definition.methodology_id for plan in of_design(design)}
    return bool(planned) and (wanted is None or wanted.methodology_id not in planned)

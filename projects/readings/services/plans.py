"""The monitoring plan of a PDD: values fixed ex ante and estimates, from which the estimates of the years follow."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from common import events
from common.refusals import Refused
from partners.people.models.people import User
from projects.definitions.models import MethodologyDefinition
from projects.definitions.selectors import definitions
from projects.designs.models import ProjectDesign
from projects.designs.services.designs import YearAmounts, estimated
from projects.designs.states import EDITABLE
from projects.methodologies.calculation.inputs import from_json
from projects.readings.models import MonitoringPlan
from projects.readings.selectors import calculations, plans
from projects.renewals import selectors as crediting
from workflow.drafts.selectors import put_rows, save_rows
from workflow.papers import checks as drafts

PLACES = Decimal("0.001")


@transaction.atomic
def save(*, design_id: int, document: Mapping[str, Any], by: User, at: datetime) -> MonitoringPlan:
    """Keep the plan of the methodology that a PDD names; its estimates of each calendar year are calculated anew.

    Args:
        document: a document of inputs with amounts of a full year.
    Raises: Refused DRF-03 (403), DRF-02 (409), RDG-46 (409, no definition in force), RDG-47 (409, no first day of the
    crediting period), and MTH numbers.
    """
    rows = ProjectDesign.objects.select_for_update(of=("self",))
    design = rows.select_related("project__country", "project__rulebook", "methodology__country").get(pk=design_id)
    drafts.participant(design, by)
    definition = _writable(design)
    from_json(definitions.read(definition), dict(document), design.project.country.zone)
    for plan in plans.of_design(design):
        if plan.definition.methodology_id != definition.methodology_id:
            plan.delete()
    plan, _is_new = MonitoringPlan.objects.update_or_create(
        design=design, definition=definition, defaults={"document": dict(document), "written_at": at}
    )
    put_rows(design, "years", [estimated(design, one) for one in _years(design)])
    save_rows(design, "years")
    events.record("projects.monitoringplan.write", subject=plan, by=by, at=at, after={"definition": definition.sha256})
    return plan


def _writable(design: ProjectDesign) -> MethodologyDefinition:
    if design.state not in EDITABLE:
        raise Refused("DRF-02", _("This paper was handed in already and cannot be changed now."), status=409)
    definition = definitions.in_force(design.methodology)
    if definition is None:
        raise Refused(
            "RDG-46", _("Choose a methodology with a definition first: the plan is made from it."), status=409
        )
    if design.crediting_period_starts_on is None:
        raise Refused(
            "RDG-47", _("Give the first day of the crediting period first: the years follow from it."), status=409
        )
    return definition


def _years(design: ProjectDesign) -> Iterator[YearAmounts]:
    """Every calendar year of the crediting period, the first and last by their days; all methodologies together."""
    start = design.crediting_period_starts_on
    if start is None:
        return
    span = crediting.first_span(design.project, start)
    for year in range(span.starts_on.year, span.ends_on.year + 1):
        first, last = max(span.starts_on, date(year, 1, 1)), min(span.ends_on, date(year, 12, 31))
        whole = (date(year, 12, 31) - date(year, 1, 1)).days + 1
        share = ((last - first).days + 1) / Decimal(whole)
        found = [calculations.estimated(plan, year, share) for plan in plans.of_design(design)]
        yield YearAmounts(
            year,
            sum((one.reference for one in found), Decimal(0)).quantize(PLACES),
            sum((one.project for one in found), Decimal(0)).quantize(PLACES),
        )

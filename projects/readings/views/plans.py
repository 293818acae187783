"""Pages of the monitoring plan of a PDD: write it, read what it estimates."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, override

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from common import clock
from common.pages.forms import Data
from common.refusals import Refused, Sentence
from common.screens import anyone, screen
from partners.people.models.people import User
from projects.definitions.selectors import definitions
from projects.definitions.selectors.calculations import shown_steps
from projects.designs.models import ProjectDesign
from projects.designs.states import EDITABLE
from projects.designs.views import AboutDesign, find
from projects.papers.views.pages import PaperMove
from projects.permissions import may_draft
from projects.readings.forms.forms import YEAR, PlanForm
from projects.readings.models import MonitoringPlan
from projects.readings.selectors import calculations, plans
from projects.readings.services import plans as services


@screen(may=anyone, methods=("GET",))
def plan_page(request: HttpRequest, slug: str, version: int) -> HttpResponse:
    """What a PDD plans to monitor, how, and what it estimates for a full year, step by step."""
    design = find(request, slug, version)
    year = (design.crediting_period_starts_on or clock.today()).year
    context = {
        "design": design,
        "plans": [_shown(plan, year) for plan in plans.of_design(design)],
        "may_write": design.state in EDITABLE and may_draft(request.user),
    }
    return render(request, "projects/plan_page.html", context)


def _shown(plan: MonitoringPlan, year: int) -> Mapping[str, Any]:
    definition = definitions.read(plan.definition)
    calculation = calculations.estimated(plan, year)
    rows = plan.document["items"]
    return {
        "plan": plan,
        "definition": definition,
        "monitored": [
            (
                one,
                [(str(item["name"]), item.get(one.symbol, "")) for item in rows.get(one.per, [])]
                if one.per
                else [("", plan.document["values"].get(one.symbol, ""))],
            )
            for one in definition.monitored
        ],
        "calculation": calculation,
        "years": shown_steps(calculation),
    }


class PlanWrite(AboutDesign, PaperMove[ProjectDesign]):
    """Write the monitoring plan: the methodology's own form, for a full year."""

    may = staticmethod(may_draft)
    title = _("Monitoring plan and estimates")
    submit = _("Keep the plan and calculate the years")
    done = _("The plan is kept, and the estimates of all years follow from it.")
    template_name = "projects/plan_edit.html"

    @override
    def lead_of(self, design: ProjectDesign) -> Sentence:
        return _(
            "Give every value that is fixed before the project starts, and what you expect to monitor in a full year. "
            "The estimates of each calendar year are calculated from it."
        )

    @override
    def form(self, design: ProjectDesign, data: Data) -> PlanForm:
        row = definitions.in_force(design.methodology)
        if row is None:
            raise Refused(
                "RDG-46", _("Choose a methodology with a definition first: the plan is made from it."), status=409
            )
        standing = next((one for one in plans.of_design(design) if one.definition_id == row.pk), None)
        return PlanForm(definitions.read(row), data, standing.document if standing else dict(YEAR))

    @override
    def act(self, design: ProjectDesign, *, by: User, at: datetime, document: Mapping[str, Any]) -> MonitoringPlan:
        return services.save(design_id=design.pk, document=document, by=by, at=at)

    @override
    def shows(self, design: ProjectDesign) -> Mapping[str, object]:
        return {"definition": definitions.in_force(design.methodology), "more": _("Add an item")}

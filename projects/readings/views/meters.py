"""Pages of a project's meters: open one and read its token once, close one."""

from datetime import date, datetime
from typing import override

from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from common import clock
from common.pages.forms import Data
from common.screens import screen
from partners import permissions
from partners.people.models.people import User
from partners.views.pages import acting
from projects.designs import selectors as designs
from projects.papers.views.pages import PaperMove, or_404
from projects.permissions import may_draft
from projects.projects.models import Project
from projects.projects.views.projects import find
from projects.readings.forms.forms import MeterForm
from projects.readings.models import Meter
from projects.readings.selectors import plans
from projects.readings.services import meters as services
from projects.readings.services.meters import Told

EXAMPLE = """POST %(address)s
Authorization: Meter %(token)s
Content-Type: application/json

{"first": "2026-01-01T00:00", "last": "2026-01-01T01:00", "value": "12.5"}"""


class AboutMeters(PaperMove[Project]):
    """A page about the meters of a project, for its participants alone."""

    @override
    def find(self, slug: str) -> Project:
        project = find(self.request, slug)
        return or_404(project if permissions.participant_of(project, self.request.user) else None)

    @override
    def back(self, project: Project) -> str:
        return reverse("projects:meter-list", args=[project.slug])


@screen(may=may_draft, methods=("GET",))
def meter_list(request: HttpRequest, slug: str) -> HttpResponse:
    """The meters of a project that send readings by themselves."""
    project = find(request, slug)
    or_404(project if permissions.participant_of(project, request.user) else None)
    context = {
        "project": project,
        "meters": project.meters.all(),
        "may_open": bool(plans.of_design(designs.newest_in_force(project))),
    }
    return render(request, "projects/meter_list.html", context)


class MeterOpen(AboutMeters):
    """Open a meter; its token is shown this once."""

    may = staticmethod(may_draft)
    title = _("Let a meter send its readings")
    submit = _("Make a token")
    lead = _("The meter’s system sends each reading with a token of its own. You see the token once, on the next page.")
    sent_once = False

    @override
    def form(self, project: Project, data: Data) -> MeterForm:
        standing = plans.of_design(designs.newest_in_force(project))
        return MeterForm(or_404(standing[0] if standing else None), data)

    @override
    def answer(self, project: Project, form: BaseForm) -> HttpResponse:
        told = self.act(project, by=acting(self.request), at=clock.now(), **form.cleaned_data)
        example = EXAMPLE % {"address": reverse("projects:api-meter-readings"), "token": told.token}
        context = {"told": told, "project": project, "example": example}
        return render(self.request, "projects/meter_token.html", context)

    @override
    def act(  # type: ignore[override]  # it leads to no page: the token is shown where it was made
        self,
        project: Project,
        *,
        by: User,
        at: datetime,
        parameter: str,
        name: str,
        unit: str,
        calibrated_until: date | None,
    ) -> Told:
        symbol, _sign, item = parameter.partition("|")
        named = {"symbol": symbol, "item": item, "name": name, "unit": unit}
        return services.open_meter(project_id=project.pk, calibrated_until=calibrated_until, by=by, at=at, **named)


class MeterClose(PaperMove[Project]):
    """Close a meter."""

    may = staticmethod(may_draft)
    warning = True
    title = _("Close the meter")
    lead = _("Its token counts no longer. What it sent stays.")
    done = _("The meter is closed.")

    @override
    def find(self, slug: str, meter: int) -> Project:
        project = find(self.request, slug)
        or_404(project if permissions.participant_of(project, self.request.user) else None)
        self.meter: Meter = get_object_or_404(project.meters, pk=meter)
        return project

    @override
    def back(self, project: Project) -> str:
        return reverse("projects:meter-list", args=[project.slug])

    @override
    def act(self, project: Project, *, by: User, at: datetime) -> None:
        services.close_meter(meter_id=self.meter.pk, by=by, at=at)

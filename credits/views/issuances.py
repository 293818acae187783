"""Pages of issuances: one side's issuance, the registry's desk, a published record, a project's own."""

from datetime import datetime
from typing import override

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext_lazy as _

from common import clock
from common.screens import anyone, screen
from credits.models import Issuance, PublishedIssuance
from credits.permissions import may_issue
from credits.reports import published
from credits.selectors import issuances as selectors
from credits.selectors import requests as request_selectors
from credits.services import issuances
from partners.people.models.people import User
from projects.papers.views.pages import PaperMove, or_404, step_of
from projects.projects.selectors import projects


def find(request: HttpRequest, pk: int) -> Issuance:
    """An issuance; they are public."""
    return get_object_or_404(selectors.public(), pk=pk)


@screen(may=anyone, methods=("GET",))
def issuance_page(request: HttpRequest, pk: int) -> HttpResponse:
    """What one side's registry issues: notified and issued tonnes, lots with serial numbers."""
    issuance = find(request, pk)
    works = request_selectors.works_on(issuance.request, request.user)
    preview = request_selectors.preview(issuance.request, clock.today())
    context = {
        "issuance": issuance,
        "works": works,
        "step": step_of(issuance) if works else None,
        "lines": [line for line in preview.lines if line.side == issuance.side],
        "years": preview.years,
    }
    return render(request, "credits/issuance_page.html", context)


class IssuanceIssue(PaperMove[Issuance]):
    """Issue the credits of one side."""

    may = staticmethod(may_issue)
    title = _("Issue the credits")
    lead = _(
        "One lot is made for each vintage year, with serial numbers that follow the last ones, and the "
        "units go to the accounts of your side’s parties. An issuance cannot be undone."
    )
    done = _("The credits are issued.")

    @override
    def find(self, pk: int) -> Issuance:
        return find(self.request, pk)

    @override
    def act(self, issuance: Issuance, *, by: User, at: datetime) -> Issuance:
        return issuances.issue(issuance_id=issuance.pk, by=by, at=at)


@screen(may=may_issue, methods=("GET",))
def issuance_desk(request: HttpRequest) -> HttpResponse:
    """What the Joint Committee notified and this registry has not issued yet."""
    return render(request, "credits/issuance_desk.html", {"issuances": selectors.to_issue(request.user)})


@screen(may=anyone, methods=("GET",))
def published_page(request: HttpRequest, key: str) -> HttpResponse:
    """A published issuance with every cell as it is published."""
    record: PublishedIssuance = get_object_or_404(selectors.published(), import_key=key)
    context = {"record": record, "rows": published.rows(record), "container": selectors.container_of(record)}
    return render(request, "credits/published_page.html", context)


@screen(may=anyone, methods=("GET",))
def project_issuances(request: HttpRequest, slug: str) -> HttpResponse:
    """The issuances of one project: those of this platform and those published before."""
    project = or_404(projects.by_slug(projects.visible_to(request.user), slug))
    context = {
        "project": project,
        "issuances": selectors.of_project(project),
        "records": selectors.published_of(project),
    }
    return render(request, "credits/project_issuances.html", context)

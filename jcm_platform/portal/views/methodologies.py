"""One methodology: its versions and the projects that use it."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from common.screens import anyone, screen
from jcm_platform.portal import cells, selectors
from projects.definitions.selectors import definitions
from projects.methodologies import selectors as methodologies
from projects.permissions import may_check, may_draft
from projects.projects.selectors import projects


@screen(may=anyone, methods=("GET",))
def methodology_page(request: HttpRequest, slug: str) -> HttpResponse:
    """The newest version under a reference with the earlier ones, or a proposal by its `m-12`."""
    versions = list(selectors.versions_of(slug))
    if not versions:
        raise Http404
    newest = versions[0]
    proposals, calculating = methodologies.proposals_behind(versions), definitions.sourcing_of(versions)
    context = {
        "methodology": newest,
        "versions": [
            {"row": one, "proposal": proposals.get(one.pk), "definition": calculating.get(one.pk)} for one in versions
        ],
        "definition": calculating.get(newest.pk),
        "may_define": may_check(request.user) and not definitions.open_of(newest),
        "proposal": proposals.get(newest.pk),
        "revision": methodologies.revision_of(newest),
        "may_revise": may_draft(request.user) and newest.status == "approved" and bool(newest.reference),
        "approved": cells.approved(newest),
        "projects": projects.public().filter(methodology__in=versions).order_by("reference")[:25],
    }
    return render(request, "portal/methodology_page.html", context)

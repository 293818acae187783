"""One methodology: its versions and the projects that use it."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from jcm_platform.common.screens import anyone, screen
from jcm_platform.public import cells, selectors
from projects.selectors import projects


@screen(may=anyone, methods=("GET",))
def methodology_page(request: HttpRequest, slug: str) -> HttpResponse:
    """The newest version under a reference with the earlier ones, or a proposal by its `m-12`."""
    versions = list(selectors.versions_of(slug))
    if not versions:
        raise Http404
    newest = versions[0]
    context = {
        "methodology": newest,
        "earlier": versions[1:],
        "approved": cells.approved(newest),
        "projects": projects.public().filter(methodology__in=versions).order_by("reference")[:25],
    }
    return render(request, "public/methodology_page.html", context)

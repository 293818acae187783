"""One third-party entity: its designations, country by country."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from jcm_platform.common import clock
from jcm_platform.common.screens import anyone, screen
from partners.selectors import tpes


@screen(may=anyone, methods=("GET",))
def tpe_page(request: HttpRequest, pk: int) -> HttpResponse:
    """What the entity may do where, and until when."""
    designations = list(tpes.public().filter(organisation_id=pk))
    if not designations:
        raise Http404
    for one in designations:
        one.is_lapsed = tpes.is_lapsed(one, clock.today())  # type: ignore[attr-defined]  # for the template
    context = {"organisation": designations[0].organisation, "designations": designations}
    return render(request, "public/tpe_page.html", context)

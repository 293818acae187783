"""One third-party entity: its designations, country by country."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from committee.designations import selectors as tpes
from common import clock
from common.screens import anyone, screen
from partners.permissions import role

WORKERS = role("tpe", "secretariat", "committee", "government", "auditor")


@screen(may=anyone, methods=("GET",))
def tpe_page(request: HttpRequest, pk: int) -> HttpResponse:
    """What the entity may do where, and until when."""
    designations = list(tpes.with_history(tpes.public()).filter(organisation_id=pk))
    if not designations:
        raise Http404
    works = WORKERS(request.user)
    shown = [
        {"one": one, "is_lapsed": tpes.is_lapsed(one, clock.today()), "rights": tpes.rights(one), "file": works}
        for one in designations
    ]
    context = {"organisation": designations[0].organisation, "designations": shown}
    return render(request, "portal/tpe_page.html", context)

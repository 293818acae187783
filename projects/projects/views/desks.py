"""The desk of a third-party entity."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from common import clock
from common.screens import screen
from projects.permissions import may_assess
from projects.projects.selectors import desks


@screen(may=may_assess, methods=("GET",))
def entity_desk(request: HttpRequest) -> HttpResponse:
    """Offers and work by due date, findings of both sides, forward actions, and where the entity is designated."""
    return render(request, "projects/entity_desk.html", {"desk": desks.of_entity(request.user, clock.today())})

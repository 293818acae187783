"""Registration requests as their parties see them."""

from django.db.models import Q, QuerySet

from partners.people.models.people import Visitor
from projects.papers.selectors.readers import NOTHING, narrowed, readers
from projects.projects.selectors import entities
from projects.registrations.models import RegistrationRequest
from projects.registrations.states import RegistrationState

_DECIDING = Q(state__in=["with_committee", "registered", "not_registered"])


def visible_to(user: Visitor) -> QuerySet[RegistrationRequest]:
    """What this person may open; it is not public, its decision and its outcome are."""
    rows = RegistrationRequest.objects.select_related(
        "project__country", "project__rulebook", "design", "validation__tpe", "decision_item__decision", "allocation"
    ).prefetch_related("allocation__shares__organisation", "project__participants")
    may = readers(
        user,
        project="project",
        public=NOTHING,
        entities=entities.validating(user, "validation"),
        drafts=Q(state=RegistrationState.DRAFT),
        circulated=_DECIDING,
    )
    return narrowed(rows, may)


def allocation(request: RegistrationRequest) -> list[object]:
    """The allocation of a registration request: its reason, and each holder's percentage in order."""
    shares = request.allocation.shares.order_by("order").values_list("organisation__name", "percentage")
    return [request.allocation.reason, *([holder, f"{percentage.normalize():f}"] for holder, percentage in shares)]

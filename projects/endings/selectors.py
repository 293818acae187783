"""De-registrations as the public and as their parties see them."""

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q, QuerySet

from partners.people.models.people import User
from projects.endings.models import Deregistration
from projects.papers.selectors.readers import NOTHING, narrowed, readers


def deregistrations_visible_to(user: User | AnonymousUser) -> QuerySet[Deregistration]:
    """De-registrations that this person may open; decided ones are public."""
    rows = Deregistration.objects.select_related("project__country", "project__rulebook", "decision_item__decision")
    may = readers(user, project="project", public=Q(state="decided"), circulated=~NOTHING)
    return narrowed(rows.prefetch_related("project__participants"), may)

"""Organisations."""

from typing import TYPE_CHECKING

from django.db.models import Count, Q, QuerySet

from partners import permissions
from partners.organisations.models import Organisation

if TYPE_CHECKING:  # people are of organisations, not the other way round
    from partners.people.models.people import Visitor


def visible_to(user: "Visitor") -> QuerySet[Organisation]:
    """JCMA and auditors see every organisation, others their own; `people` counts who acts for it now."""
    every = Organisation.objects.select_related("country").annotate(
        people=Count("appointments__user", filter=Q(appointments__ended_on=None), distinct=True)
    )
    if permissions.holds(user, "secretariat") or permissions.holds(user, "auditor"):
        return every
    return every.filter(pk__in=user.organisation_ids() if user.is_authenticated else [])


def private() -> QuerySet[Organisation]:
    """Organisations that may take part in what a committee decides: participants and third-party entities."""
    return Organisation.objects.filter(kind__in=["participant", "tpe"]).order_by("name")

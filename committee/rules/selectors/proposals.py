"""Proposed rulebooks, and who reads them."""

from django.db.models import Q, QuerySet

from committee.rules.models.proposals import RulebookProposal
from partners import permissions
from partners.people.models.people import Visitor


def proposals_visible_to(user: Visitor) -> QuerySet[RulebookProposal]:
    """Proposed rulebooks: for the officers of their country and for auditors."""
    every = RulebookProposal.objects.select_related("country", "base__country", "proposed_by", "decided_by", "rulebook")
    if permissions.holds(user, "auditor"):
        return every
    mine = Q(pk__in=[])
    for appointment in user.held if user.is_authenticated else ():
        if appointment.role == "secretariat":
            mine |= Q(country=appointment.country_id) if appointment.country_id else Q(pk__isnull=False)
    return every.filter(mine)

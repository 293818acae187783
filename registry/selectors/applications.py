"""Who may apply for an account, and whom they may name."""

from typing import Any

from django.db.models import QuerySet

from partners.models import Organisation, OrganisationKind, User


def holders(user: Any) -> QuerySet[Organisation]:
    """The companies for which this person may apply."""
    return Organisation.objects.filter(pk__in=user.organisation_ids(), kind=OrganisationKind.PARTICIPANT)


def possible_representatives(user: Any) -> QuerySet[User]:
    """The people of this person's own companies."""
    own = holders(user).values("pk")
    named = User.objects.filter(appointments__organisation__in=own, appointments__ended_on=None, is_active=True)
    return named.filter(suspended_at=None).distinct()

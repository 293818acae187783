"""Who acts in which role."""

from collections.abc import Iterable

from django.db.models import Q, QuerySet

from partners.models import User


def acting_as(role: str, *, country_id: int | None, organisation_ids: Iterable[int] = ()) -> QuerySet[User]:
    """Active people who hold the role for the country (or all), of the organisations where any is named."""
    held = Q(appointments__role=role, appointments__ended_on=None)
    held &= Q(appointments__country=None) | Q(appointments__country_id=country_id)
    named = list(organisation_ids)
    if named:
        held &= Q(appointments__organisation_id__in=named)
    return User.objects.filter(held, is_active=True, suspended_at=None, is_system=False).distinct()


def system() -> User:
    """The system as a person: it makes the moves that follow from time or from others' answers."""
    return User.objects.get(is_system=True)

"""Who acts in which role."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Q, QuerySet

from jcm_platform.common.events import subject_key
from jcm_platform.common.models import Event
from partners import permissions
from partners.models import Appointment, Role, User


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


def visible_to(user: Any) -> QuerySet[User]:
    """Whom this person may look up: JCMA and auditors everybody, others only themselves."""
    every = User.objects.filter(is_system=False).prefetch_related("appointments__organisation", "appointments__country")
    if permissions.holds(user, Role.SECRETARIAT) or permissions.holds(user, Role.AUDITOR):
        return every
    return every.filter(pk=user.pk)


def appointments_visible_to(user: Any) -> QuerySet[Appointment]:
    """Appointments of the people whom this person may look up."""
    seen = visible_to(user).values("pk")
    return Appointment.objects.filter(user__in=seen).select_related("user", "organisation", "country")


def deeds(user: User) -> QuerySet[Event]:
    """The latest deeds concerning a person's account and appointments, newest first."""
    subjects = [subject_key(user), *(subject_key(one) for one in user.appointments.all())]
    return Event.objects.filter(subject__in=subjects).select_related("by").order_by("-at", "-id")[:50]

"""Who acts in which role."""

from collections.abc import Iterable

from django.db.models import Q, QuerySet

from common.models import Event
from partners import permissions
from partners.people.models.people import Appointment, Role, User, Visitor
from partners.people.models.seats import JointCommittee
from partners.permissions.visitors import is_signed_in


def acting_as(role: str, *, country_id: int | None, organisation_ids: Iterable[int] = ()) -> QuerySet[User]:
    """People who hold the role today for the country (or all), of the organisations where any is named."""
    return acting_as_any([(role, organisation_ids)], country_id=country_id)


def acting_as_any(roles: Iterable[tuple[str, Iterable[int]]], *, country_id: int | None) -> QuerySet[User]:
    """The same for several roles, each with the organisations that are meant, if any is named: one question for all."""
    any_of_them = Q()
    for role, organisation_ids in roles:
        organisations = list(organisation_ids)
        any_of_them |= Q(role=role, organisation_id__in=organisations) if organisations else Q(role=role)
    if not any_of_them:
        return User.objects.none()
    held = Appointment.objects.running().of_country(country_id).filter(any_of_them)
    return User.objects.filter(pk__in=held.values("user"))


def at_work() -> QuerySet[User]:
    """People who hold a role today."""
    return User.objects.filter(pk__in=Appointment.objects.in_force().values("user"))


def without_role(users: QuerySet[User]) -> QuerySet[User]:
    """Of these, the people who hold no role today: it ended, they lost their seat, or they are suspended."""
    return users.exclude(pk__in=Appointment.objects.in_force().values("user"))


def in_role(users: QuerySet[User], role: str) -> QuerySet[User]:
    """Of these, the people who hold this role today."""
    return users.filter(pk__in=Appointment.objects.in_force().filter(role=role).values("user"))


def invited_to(committee: JointCommittee) -> QuerySet[User]:
    """Committee members for the country, of either side, with a seat or without."""
    here = Q(country=None) | Q(country=committee.country_id)
    invited = Appointment.objects.running().filter(here, role=Role.COMMITTEE)
    return User.objects.filter(pk__in=invited.values("user"))


def is_invited(user: User, committee: JointCommittee, side: str) -> bool:
    """True for a committee member of that side for the country, with a seat or without."""
    here = Q(country=None) | Q(country=committee.country_id)
    invited = Appointment.objects.running().filter(here, user=user, role=Role.COMMITTEE, organisation__side=side)
    return bool(invited.exists())


def system() -> User:
    """The system as a person: it makes the moves that follow from time or from others' answers."""
    return User.objects.get(is_system=True)


def visible_to(user: Visitor) -> QuerySet[User]:
    """Whom this person may look up: JCMA and auditors everybody, others only themselves."""
    every = User.objects.filter(is_system=False).prefetch_related("appointments__organisation", "appointments__country")
    if permissions.holds(user, Role.SECRETARIAT) or permissions.holds(user, Role.AUDITOR):
        return every
    return every.filter(pk=user.pk) if is_signed_in(user) else every.none()


def appointments_visible_to(user: Visitor) -> QuerySet[Appointment]:
    """Appointments of the people whom this person may look up."""
    seen = visible_to(user).values("pk")
    return Appointment.objects.filter(user__in=seen).select_related("user", "organisation", "country")


def deeds(user: User) -> QuerySet[Event]:
    """The latest deeds concerning a person's account and appointments, newest first."""
    return (
        Event.objects.filter(person=user, what__regex=r"^partners\.(user|appointment)\.")
        .select_related("by")
        .order_by("-at", "-id")[:50]
    )

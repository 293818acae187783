"""Requests of the registry: who sees which, and what waits for whom."""

from django.db.models import Q, QuerySet

from partners import permissions
from partners.people.models.people import Visitor
from registry.models import JAPAN, OfficerRequest
from registry.selectors import accounts
from registry.states.officer_requests import OfficerState


def administered_by(user: Visitor) -> Q:
    """Whose registry a person administers, as a condition on `country`."""
    may = Q(pk__in=[])
    if permissions.holds(user, "registry", side="japan"):
        may |= Q(country=None)
    if user.is_authenticated:
        named = {a.country_id for a in user.held if a.role == "registry" and a.organisation.side == "partner"}
        may |= Q(country_id__in=named - {None})
    return may


def registries_of(user: Visitor) -> set[str]:
    """The registries that a person administers, by their two letters."""
    if not user.is_authenticated:
        return set()
    held = [a for a in user.held if a.role == "registry"]
    own = {JAPAN for a in held if a.organisation.side == "japan"}
    return own | {a.country.iso2 for a in held if a.country is not None and a.organisation.side == "partner"}


def visible_to(user: Visitor) -> QuerySet[OfficerRequest]:
    """Administrators see those of their registry, auditors all; holders those that were done to their units."""
    every = OfficerRequest.objects.select_related("proposed_by", "approved_by", "answers", "posted", "country")
    if not user.is_authenticated:
        return every.none()
    if permissions.holds(user, "auditor"):
        return every
    seen = accounts.visible_to(user).values("pk")
    touched = Q(legs__sender__in=seen) | Q(legs__receiver__in=seen)
    return every.filter(administered_by(user) | Q(state=OfficerState.COMPLETED) & touched).distinct()


def to_approve(user: Visitor) -> QuerySet[OfficerRequest]:
    """Requests that this administrator may approve: proposed by somebody else of the same registry."""
    if not user.is_authenticated:
        return OfficerRequest.objects.none()
    waiting = OfficerRequest.objects.filter(administered_by(user), state=OfficerState.AWAITING_APPROVAL)
    return waiting.exclude(proposed_by__in=user.own_accounts).select_related("proposed_by")

"""Which units are authorised, by whom, for what."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from credits.models import Authorisation, AuthorisedRange, FirstTransfer
from credits.states.authorisations import AuthorisationState
from partners import permissions
from partners.countries.models import PartnerCountry
from partners.organisations.models import Side
from partners.people.models.people import Visitor
from partners.permissions.visitors import held_by
from partners.rulebooks.selectors import rulebooks
from registry.checks.requests import Wanted
from registry.models import Lot


def public() -> QuerySet[Authorisation]:
    """Every authorisation in force; examples are marked as such."""
    current = Authorisation.objects.filter(state=AuthorisationState.IN_FORCE).select_related("country")
    return current.prefetch_related("ranges__lot__series")


def visible_to(user: Visitor) -> QuerySet[Authorisation]:
    """Every version that is or was in force for everybody; one that was only proposed for its own government."""
    every = Authorisation.objects.select_related("country", "proposed_by", "confirmed_by", "replaces")
    every = every.prefetch_related("ranges__lot__series")
    public_ones = Q(state__in=[AuthorisationState.IN_FORCE, AuthorisationState.REPLACED])
    return every.filter(public_ones | Q(pk__in=granted_by(user).values("pk")))


def to_confirm(user: Visitor) -> QuerySet[Authorisation]:
    """What this person's government has proposed and nobody confirmed yet, the longest waiting first."""
    return granted_by(user).filter(state=AuthorisationState.PROPOSED).order_by("proposed_at", "id")


def living() -> QuerySet[Authorisation]:
    """Every version but those that were declined."""
    return Authorisation.objects.exclude(state=AuthorisationState.DECLINED)


def takes(authorisation: Authorisation, wanted: Wanted) -> QuerySet[AuthorisedRange]:
    """Units of these that the same Party has authorised, or proposed to, by another authorisation."""
    open_states = [AuthorisationState.PROPOSED, AuthorisationState.IN_FORCE]
    taken = AuthorisedRange.objects.filter(
        side=authorisation.side,
        lot_id=wanted.lot_id,
        units__overlap=(wanted.first, wanted.last + 1),
        authorisation__state__in=open_states,
    )
    return taken.exclude(authorisation=authorisation.replaces_id)


def granted_by(user: Visitor) -> QuerySet[Authorisation]:
    """What this person's government has authorised, all versions; auditors see every one."""
    every = Authorisation.objects.select_related("country").prefetch_related("ranges__lot__series")
    if permissions.holds(user, "auditor"):
        return every
    found = every.none()
    if permissions.holds(user, "government", side="japan"):
        found = found | every.filter(side=Side.JAPAN)
    countries = {a.country_id for a in held_by(user) if a.role == "government" and a.organisation.side == "partner"}
    return found | every.filter(side=Side.PARTNER, country_id__in=countries - {None})


def first_transfer(country: PartnerCountry, on: date) -> FirstTransfer | None:
    """The event that the country's rulebook of a day takes as first transfer of units for other uses than an NDC; None
    where each authorisation says it."""
    rulebook = rulebooks.on_day(country.pk, on)
    event = rulebook.rule("first_transfer.event") if rulebook else "each"
    return FirstTransfer(str(event)) if event in FirstTransfer.values else None


def is_covered(lot_id: int, first: int, last: int, *, side: str, uses: Iterable[str]) -> bool:
    """True when a Party has authorised every one of these units for at least one of the uses."""
    ranges = AuthorisedRange.objects.filter(
        lot_id=lot_id,
        side=side,
        is_current=True,
        units__overlap=(first, last + 1),
        authorisation__uses__overlap=list(uses),
    ).order_by("units")
    reached = first
    for found in ranges:
        if found.units.lower > reached:
            return False
        reached = max(reached, found.units.upper)
    return reached > last


def open_lots(country: PartnerCountry, side: str) -> QuerySet[Lot]:
    """Lots of the country of which a Party has authorised no unit yet."""
    living_ones = [AuthorisationState.PROPOSED, AuthorisationState.IN_FORCE]
    taken = AuthorisedRange.objects.filter(side=side, authorisation__state__in=living_ones).values("lot")
    issued = Lot.objects.filter(series__host=country.iso2, issued__isnull=False)
    return issued.exclude(pk__in=taken).select_related("series").order_by("-id")


def may_grant_for(user: Visitor) -> list[PartnerCountry]:
    """The countries whose units this person's government may authorise: all for Japan, its own for a partner."""
    if permissions.holds(user, "government", side="japan"):
        return list(PartnerCountry.objects.filter(pk__in=_with_lots()))
    sided = [a for a in held_by(user) if a.role == "government" and a.organisation.side == "partner"]
    return list(PartnerCountry.objects.filter(pk__in=[a.country_id for a in sided if a.country_id is not None]))


def _with_lots() -> QuerySet[Any, Any]:
    hosts = Lot.objects.filter(issued__isnull=False).values("series__host")
    return PartnerCountry.objects.filter(iso2__in=hosts).values("pk")


def side_for(user: Visitor, country: PartnerCountry) -> str:
    """For which Party this person authorises units of the country; empty for another country's government."""
    if permissions.holds(user, "government", country_id=country.pk, side="partner"):
        return Side.PARTNER
    return Side.JAPAN if permissions.holds(user, "government", side="japan") else ""

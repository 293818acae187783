"""Authorisations: a government names units and their uses, by two of its officers; a change is a new version."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.db.backends.postgresql.psycopg_any import NumericRange
from django.utils.translation import gettext_lazy as _

from common import events
from common.machines import judge
from common.models import Origin
from common.refusals import Refused
from common.text import plain, shows
from credits.models import Authorisation, AuthorisedRange, FirstTransfer, Use
from credits.permissions import government_of_side
from credits.selectors import authorisations as selectors
from credits.states.authorisations import AuthorisationState
from partners.countries.models import PartnerCountry
from partners.people.models.people import User
from partners.people.selectors import people
from registry.checks.requests import Wanted
from registry.models import Lot


@dataclass(frozen=True)
class Terms:
    """What a Party authorises units for."""

    uses: Sequence[str]
    authorised_on: date
    first_transfer: str = FirstTransfer.NOT_APPLICABLE
    terms: str = ""


@transaction.atomic
def propose(
    *, side: str, country: PartnerCountry, reference: str, terms: Terms, units: Sequence[Wanted], by: User, at: datetime
) -> Authorisation:
    """Propose to authorise units of the country's lots for the Party of a side; another officer of the same government
    must confirm.

    Raises: Refused AUT-01 (403, not of that government), AUT-02 (no use), AUT-03 (day in the future), AUT-04
    (no reference, or taken), AUT-05 (no units, or not the country's), AUT-06 (409, authorised already, or proposed),
    AUT-08 (first transfer).
    """
    lots = _lots(country, units)
    is_example = any(lot.series.numbering == "example" for lot in lots.values())
    authorisation = Authorisation(
        reference=plain(reference),
        country=country,
        side=side,
        uses=list(terms.uses),
        terms=plain(terms.terms),
        authorised_on=terms.authorised_on,
        first_transfer=terms.first_transfer,
        origin=Origin.EXAMPLE if is_example else Origin.PLATFORM,
    )
    _judge(authorisation, by, at)
    if not authorisation.reference or selectors.living().filter(reference=authorisation.reference).exists():
        raise _reference_taken()
    return _proposed(authorisation, units, by, at)


@transaction.atomic
def revise(*, authorisation_id: int, terms: Terms, by: User, at: datetime) -> Authorisation:
    """Propose the next version of an authorisation over the same units; the version in force counts until another
    officer has confirmed it, and stays readable after.

    Raises: Refused AUT-01 to AUT-03, AUT-07 (409, not the version in force), AUT-08, AUT-09 (409, proposed already).
    """
    earlier = _locked(authorisation_id)
    if earlier.state != AuthorisationState.IN_FORCE:
        raise Refused("AUT-07", _("This version was replaced. Open the version in force."), status=409)
    if selectors.living().filter(replaces=earlier).exists():
        raise Refused("AUT-09", _("A next version waits for its second officer already."), status=409)
    units = [Wanted(r.lot_id, r.units.lower, r.units.upper - 1) for r in earlier.ranges.all()]
    later = Authorisation(
        reference=earlier.reference,
        version=earlier.version + 1,
        country=earlier.country,
        side=earlier.side,
        uses=list(terms.uses),
        terms=plain(terms.terms),
        authorised_on=terms.authorised_on,
        first_transfer=terms.first_transfer,
        origin=earlier.origin,
        replaces=earlier,
    )
    _judge(later, by, at)
    return _proposed(later, units, by, at)


@transaction.atomic
def confirm(*, authorisation_id: int, by: User, at: datetime) -> Authorisation:
    """Put a proposed version in force, in the place of the one that it replaces.

    Raises: Refused MOV-01 (409), MOV-02 (403: the proposer, or no officer of that government), AUT-06 (409, some units
    were authorised meanwhile).
    """
    authorisation = _locked(authorisation_id)
    move = judge(authorisation.confirm, by=by)
    if authorisation.replaces_id is not None:
        judge(_locked(authorisation.replaces_id).replace, by=people.system()).commit(at=at)
    authorisation.confirmed_by = by
    try:
        with transaction.atomic():
            move.commit(at=at)
    except IntegrityError as error:
        if "unit_authorised_once_a_party" not in str(error):
            raise
        raise _authorised_already() from error
    return authorisation


@transaction.atomic
def decline(*, authorisation_id: int, note: str, by: User, at: datetime) -> Authorisation:
    """Decline a proposed version, or take one's own proposal back. Raises: Refused AUT-10 no reason, MOV-01, MOV-02."""
    authorisation = _locked(authorisation_id)
    if not shows(note):
        raise Refused("AUT-10", _("Write down why; whoever proposed it reads it."), field="note")
    judge(authorisation.decline, by=by).commit(at=at, note=plain(note))
    return authorisation


def _locked(authorisation_id: int) -> Authorisation:
    every = Authorisation.objects.select_for_update(of=("self",)).select_related("country")
    return every.get(pk=authorisation_id)


def _proposed(authorisation: Authorisation, units: Sequence[Wanted], by: User, at: datetime) -> Authorisation:
    authorisation.proposed_by, authorisation.proposed_at = by, at
    _not_taken(authorisation, units)
    try:
        with transaction.atomic():
            authorisation.save()
    except IntegrityError as error:
        if "authorisation_version_once" not in str(error):
            raise
        raise _reference_taken() from error  # by somebody at the same instant
    AuthorisedRange.objects.bulk_create(
        AuthorisedRange(
            authorisation=authorisation,
            side=authorisation.side,
            lot_id=each.lot_id,
            units=NumericRange(each.first, each.last + 1),
        )
        for each in units
    )
    after = {"version": authorisation.version, "uses": list(authorisation.uses)}
    events.record(
        "credits.authorisation.propose", subject=authorisation, by=by, at=at, after=after, tells=("government",)
    )
    return authorisation


def _reference_taken() -> Refused:
    return Refused("AUT-04", _("Give the authorisation a reference that is not used yet."), field="reference")


def _not_taken(authorisation: Authorisation, units: Sequence[Wanted]) -> None:
    for each in units:
        if selectors.takes(authorisation, each).exists():
            raise _authorised_already()


def _authorised_already() -> Refused:
    return Refused(
        "AUT-06",
        _("Some of these units are authorised already, or proposed to be. Revise that authorisation."),
        status=409,
        field="lots",
    )


def _judge(authorisation: Authorisation, by: User, at: datetime) -> None:
    if not government_of_side(authorisation, by):
        raise Refused("AUT-01", _("Each government authorises for its own Party."), status=403)
    if not authorisation.uses or set(authorisation.uses) - set(Use.values):
        raise Refused("AUT-02", _("Say what the units may be used for."), field="uses")
    _first_transfer_fits(authorisation)
    if authorisation.authorised_on > at.date():
        raise Refused("AUT-03", _("The day of authorisation lies in the future."), field="authorised_on")


def _first_transfer_fits(authorisation: Authorisation) -> None:
    """Raises: Refused AUT-08 where units are for other uses than an NDC and the rulebook names another event."""
    event = selectors.first_transfer(authorisation.country, authorisation.authorised_on)
    if set(authorisation.uses) - {Use.NDC} and event and authorisation.first_transfer != event:
        raise Refused(
            "AUT-08",
            _("By the rules of this country the first transfer of units for other uses is: %(event)s."),
            field="first_transfer",
            params={"event": event.label},
        )


def _lots(country: PartnerCountry, units: Sequence[Wanted]) -> dict[int, Lot]:
    wanted = {each.lot_id for each in units}
    lots = {lot.pk: lot for lot in Lot.objects.filter(pk__in=wanted).select_related("series")}
    fits = lots and all(
        each.lot_id in lots
        and lots[each.lot_id].series.host == country.iso2
        and lots[each.lot_id].units.lower <= each.first <= each.last < lots[each.lot_id].units.upper
        for each in units
    )
    if not fits:
        raise Refused("AUT-05", _("Choose units of this country’s issuances."), field="lots")
    return lots

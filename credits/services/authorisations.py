"""Authorisations: a government names units and their uses; a change is a new version."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.db.backends.postgresql.psycopg_any import NumericRange
from django.utils.translation import gettext_lazy as _

from common import events
from common.models import Origin
from common.refusals import Refused
from common.text import plain
from credits.models import Authorisation, AuthorisedRange, FirstTransfer, Use
from credits.permissions import government_of_side
from credits.selectors import authorisations as selectors
from partners.countries.models import PartnerCountry
from partners.people.models.people import User
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
def grant(
    *, side: str, country: PartnerCountry, reference: str, terms: Terms, units: Sequence[Wanted], by: User, at: datetime
) -> Authorisation:
    """Authorise units of the country's lots for the Party of a side.

    Raises: Refused AUT-01 (403, not of that government), AUT-02 (no use), AUT-03 (day in the future), AUT-04
    (no reference, or taken), AUT-05 (no units, or not the country's), AUT-06 (409, authorised already), AUT-08 (first
    transfer).
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
    if not authorisation.reference or Authorisation.objects.filter(reference=authorisation.reference).exists():
        raise Refused("AUT-04", _("Give the authorisation a reference that is not used yet."), field="reference")
    authorisation.save()
    _name_units(authorisation, units)
    _tell("grant", authorisation, by, at)
    return authorisation


@transaction.atomic
def revise(*, authorisation_id: int, terms: Terms, by: User, at: datetime) -> Authorisation:
    """Replace an authorisation by its next version over the same units; the earlier one stays readable.

    Raises: Refused AUT-01 to AUT-03, AUT-07 (409, not the version in force), AUT-08.
    """
    earlier = Authorisation.objects.select_for_update(of=("self",)).select_related("country").get(pk=authorisation_id)
    if not earlier.is_current:
        raise Refused("AUT-07", _("This version was replaced. Open the version in force."), status=409)
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
    )
    _judge(later, by, at)
    earlier.is_current = False
    earlier.save(update_fields=["is_current"])
    earlier.ranges.update(is_current=False)
    later.save()
    _name_units(later, units)
    _tell("revise", later, by, at)
    return later


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


def _name_units(authorisation: Authorisation, units: Sequence[Wanted]) -> None:
    try:
        with transaction.atomic():
            AuthorisedRange.objects.bulk_create(
                AuthorisedRange(
                    authorisation=authorisation,
                    side=authorisation.side,
                    lot_id=each.lot_id,
                    units=NumericRange(each.first, each.last + 1),
                )
                for each in units
            )
    except IntegrityError as error:
        if "unit_authorised_once_a_party" not in str(error):
            raise
        raise Refused(
            "AUT-06",
            _("Some of these units are authorised already. Revise that authorisation."),
            status=409,
            field="lots",
        ) from error


def _tell(deed: str, authorisation: Authorisation, by: User, at: datetime) -> None:
    after = {"version": authorisation.version, "uses": list(authorisation.uses)}
    events.record(f"credits.authorisation.{deed}", subject=authorisation, by=by, at=at, after=after)

"""Rows for reports: plain cells under their names, examples left out."""

from collections.abc import Iterable, Iterator, Sequence

from django.db.models import Count, Q
from django.utils.translation import gettext_lazy as _

from common.models import Origin
from common.refusals import Refused
from common.text import shortened
from credits.models import Authorisation, CertificateRange, PublicIssuance
from credits.selectors import authorisations, certificates
from credits.selectors.parties import Party
from partners.countries.models import PartnerCountry
from projects.projects.models import Project
from projects.projects.selectors import projects
from registry.models import BookTransaction, Lot
from registry.selectors import holdings

type Cells = Sequence[str | int | None]
type Rows = Iterator[Cells]
ISSUANCE = (
    "project", "title", "period from", "period to", "decided", "total t", "Japan t", "partner t", "status", "source",
)  # fmt: skip


def country(about: str) -> PartnerCountry:
    """Raises: Refused RPT-02 (no partner country has these two letters)."""
    found = PartnerCountry.objects.filter(iso2=about.upper()).first()
    if found is None:
        raise Refused(
            "RPT-02",
            _("No partner country has the letters “%(typed)s”."),
            field="about",
            params={"typed": shortened(about)},
        )
    return found


def project(about: str) -> Project:
    """Raises: Refused RPT-03 (no registered project has this reference)."""
    found = projects.public().select_related("country", "sectoral_scope").filter(reference=about.upper()).first()
    if found is None:
        raise Refused(
            "RPT-03",
            _("No public project has the reference “%(typed)s”."),
            field="about",
            params={"typed": shortened(about)},
        )
    return found


def _issuances(chosen: Q) -> Rows:
    yield ISSUANCE
    for one in PublicIssuance.objects.filter(chosen, counts=True).iterator(chunk_size=500):
        days = [_day(on) for on in (one.period_starts_on, one.period_ends_on, one.decided_on)]
        amounts = [one.known_tco2e, one.japan_tco2e, one.partner_tco2e]
        yield [one.reference, one.title, *days, *amounts, one.record_status or one.origin, one.source_url]


def _day(on: object) -> str | None:
    return None if on is None else str(on)


def issuances_in(year: int) -> Rows:
    """What was decided in a year."""
    return _issuances(Q(decided_on__year=year))


def issuances_of(about: str) -> Rows:
    """What was issued of a country."""
    return _issuances(Q(country_id=country(about).pk))


def issuances_of_project(about: str) -> Rows:
    """What was issued of a project."""
    return _issuances(Q(reference=project(about).reference))


def certificates_in(year: int) -> Rows:
    """Retirements and cancellations that were completed in a year; what was taken back says so."""
    yield ["certificate", "day", "act", "purpose", "beneficiary", "t", "taken back"]
    found = certificates.public().filter(issued_at__year=year, use__is_example=False).order_by("issued_at", "id")
    for one in found:
        use = one.use
        back = "yes" if certificates.reversal_of(one) else "no"
        words = [use.get_act_display(), use.get_purpose_display(), use.beneficiary]
        yield [one.number, f"{one.issued_at:%Y-%m-%d}", *words, one.quantity_tco2e, back]


def transactions_in(year: int) -> Rows:
    """How many transactions of each kind were posted in a year."""
    yield ["kind", "transactions"]
    counted = BookTransaction.objects.filter(posted_at__year=year).order_by().values_list("kind")
    for kind, many in counted.annotate(n=Count("id")).order_by("kind"):
        yield [kind, many]


def holdings_now() -> Rows:
    """Totals by registry, host country and kind of account as they are when the report is made."""
    yield ["registry", "host", "kind of account", "t"]
    for one in holdings.totals():
        yield [one.registry, one.host, one.kind, one.quantity_tco2e]


def projects_of(about: str) -> Rows:
    """Public projects of a country."""
    yield ["reference", "title", "state", "registered", "estimated t a year"]
    for one in projects.counted().filter(country=country(about)):
        estimate = None if one.estimated_annual_tco2e is None else str(one.estimated_annual_tco2e)
        yield [one.reference, one.title, one.get_state_display(), _day(one.registered_on), estimate]


def project_facts(about: str) -> Rows:
    """What is public of a project, line by line."""
    one = project(about)
    yield ["fact", "value"]
    yield ["reference", one.reference]
    yield ["title", one.title]
    yield ["country", one.country.name]
    yield ["state", one.get_state_display()]
    yield ["sector", None if one.sectoral_scope is None else str(one.sectoral_scope)]
    yield ["registered on", _day(one.registered_on)]
    yield ["origin of the record", one.origin]


def _authorised(found: Iterable[Authorisation]) -> Rows:
    yield ["reference", "version", "side", "uses", "authorised on", "t"]
    for one in found:
        uses = ", ".join(one.uses)
        yield [one.reference, one.version, one.side, uses, _day(one.authorised_on), one.quantity_tco2e]


def authorisations_in(about: str) -> Rows:
    """Authorisations in force over units of a country, by both Parties."""
    return _authorised(authorisations.public().filter(country=country(about)).exclude(origin=Origin.EXAMPLE))


def authorisations_of(party: Party) -> list[str]:
    """The references of a Party's authorisations in force."""
    found = authorisations.public().filter(side=party.side).exclude(origin=Origin.EXAMPLE)
    found = found if party.country is None else found.filter(country=party.country)
    return [str(one) for one in found]


CAD_TRUST = (
    "serialNumberBlock", "blockStart", "blockEnd", "unitCount", "vintageYear", "unitType", "unitStatus",
    "unitStatusReason", "unitRetirementBeneficiary", "unitRegistryLink", "countryJurisdictionOfOwner",
    "correspondingAdjustmentDeclaration", "correspondingAdjustmentStatus",
)  # fmt: skip


def cad_trust_units() -> Rows:
    """Units in the words of CAD Trust: what is held, by lot and place, and what was retired or cancelled.

    Who holds units is no public fact, so a block that is held names its registry and no owner. Whether a unit is
    adjusted is told where it was authorised; else it is unknown, never "not required".
    """
    yield CAD_TRUST
    for lot in Lot.objects.exclude(series__numbering="example").select_related("series").order_by("id").iterator():
        first, last = lot.units.lower, lot.units.upper - 1
        ended = CertificateRange.objects.filter(lot=lot).select_related("certificate__use")
        gone = list(ended.order_by("first_unit"))
        for begins, ends in _left(first, last, [(one.first_unit, one.last_unit) for one in gone]):
            yield _unit(lot, (begins, ends), "Held", None, None)
        for one in gone:
            use = one.certificate.use
            status = "Retired" if use.act == "retirement" else "Cancelled"
            units = (one.first_unit, one.last_unit)
            yield _unit(lot, units, status, use.get_purpose_display(), use.beneficiary)


def _left(first: int, last: int, gone: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    reached = first
    for begins, ends in gone:
        if reached < begins:
            yield reached, begins - 1
        reached = ends + 1
    if reached <= last:
        yield reached, last


def _unit(lot: Lot, units: tuple[int, int], status: str, reason: str | None, beneficiary: str | None) -> Cells:
    first, last = units
    serial = str(lot.serial(first, last))
    authorised = Authorisation.objects.filter(ranges__lot=lot, ranges__is_current=True).exists()
    declared, adjusted = ("Committed", "Pending") if authorised else ("Unknown", "Not Started")
    where = lot.series.registry
    kind = "Not Determined"
    count = last - first + 1
    return [serial, first, last, count, lot.vintage, kind, status, reason, beneficiary, None, where, declared, adjusted]

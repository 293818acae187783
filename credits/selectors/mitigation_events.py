"""First transfers and uses as corresponding adjustments read them, each with the record behind it."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

from django.db.models import Exists, OuterRef

from common.models import Origin
from credits.adjustments.facts import Event, FirstTransferred, Used
from credits.aef.building import Outcome
from credits.models import Act, CertificateRange, PublishedTransfer
from credits.models.party_records import JAPAN
from registry.book.serials import NotASerialError, Serial, parse
from registry.models import BookTransaction, Series, TransactionKind

# For which calendar year a use counts: `vintage` (what counts is the year of the reduction: questions and answers of
# Japan's Ministry of the Environment, 26 December 2025, through a wiki) or `use`, the year of the use itself.
NDC_YEAR_OF_USE = "vintage"


def every() -> Sequence[Event]:
    """Every real first transfer and use towards an NDC that stands today, in the order in which they happened."""
    return sorted([*_published(), *_uses()], key=lambda event: (event.year, event.key))


def _published() -> list[Event]:
    """Transfers that were published before this platform: to Japan, of units authorised for its NDC."""
    found = PublishedTransfer.objects.exclude(origin=Origin.EXAMPLE).select_related("host")
    return [
        FirstTransferred(
            key=f"published-{each.import_key}",
            party=each.host.iso3,
            to=JAPAN,
            quantity=each.quantity_tco2e,
            year=on.year,
            vintage=each.vintage,
        )
        for each in found
        if (on := each.transferred_on or each.decided_on) is not None
    ]


def _uses() -> list[Event]:
    """Retirements towards Japan's NDC that were not taken back: one event for each range of a certificate."""
    reversals = BookTransaction.objects.filter(
        answers=OuterRef("certificate__transaction"), kind=TransactionKind.REVERSAL
    )
    ranges = CertificateRange.objects.filter(
        ~Exists(reversals), certificate__use__act=Act.RETIREMENT, certificate__use__is_example=False
    ).select_related("certificate", "country")
    return [_use(each) for each in ranges]


def _use(used: CertificateRange) -> Used:
    year = used.certificate.issued_at.year
    return Used(
        key=f"certificate-{used.certificate.number}",
        party=JAPAN,
        of="" if used.country is None else used.country.iso3,
        quantity=used.last_unit - used.first_unit + 1,
        year=year,
        ndc_year=ndc_year_of(used),
        vintage=used.vintage,
    )


def ndc_year_of(used: CertificateRange) -> int | None:
    """For which calendar year units are used towards an NDC."""
    return used.vintage if NDC_YEAR_OF_USE == "vintage" else used.certificate.issued_at.year


def series_of(series: Series) -> str:
    """The name of the running numbers of units."""
    return f"{series.host}-{series.registry}-{series.numbering}"


def outcomes(*, until: datetime) -> Iterator[Outcome]:
    """Every block of units that was first transferred before an instant.

    Transfers that were published before this platform bear no ITMO identifiers; none are made up for them.
    """
    found = PublishedTransfer.objects.exclude(origin=Origin.EXAMPLE).filter(transferred_on__lt=until.date())
    for each in found.select_related("host").order_by("transferred_on", "import_key"):
        units = _units(each.serial)
        if units is None or each.transferred_on is None:
            continue
        yield Outcome(
            party=each.host.iso3,
            to=JAPAN,
            series=f"{units.host}-{units.registry}-{units.numbering}",
            first_unit=units.first,
            last_unit=units.last,
            on=each.transferred_on,
            vintage=each.vintage,
            authorisation=None,
        )


def _units(serial: str) -> Serial | None:
    try:
        return parse(serial.split(" ", maxsplit=1)[0])
    except NotASerialError:
        return None


def records_of(keys: Sequence[str]) -> Mapping[str, tuple[str, str]]:
    """What stands behind keys: its words and its address, where it has a page."""
    numbers = [key.removeprefix("certificate-") for key in keys if key.startswith("certificate-")]
    imported = [key.removeprefix("published-") for key in keys if key.startswith("published-")]
    found: dict[str, tuple[str, str]] = {}
    for used in CertificateRange.objects.filter(certificate__number__in=numbers).select_related("certificate"):
        found[f"certificate-{used.certificate.number}"] = (
            used.certificate.number,
            used.certificate.get_absolute_url(),
        )
    for each in PublishedTransfer.objects.filter(import_key__in=imported):
        found[f"published-{each.import_key}"] = (each.serial or str(each), each.source_url.split(" ")[0])
    return found

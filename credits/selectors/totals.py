"""Totals for public pages: issued by side and country, retired and cancelled. Examples count nowhere."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Exists, F, OuterRef, QuerySet, Sum

from common.models import Origin
from credits.models import Act, Issuance, PublishedIssuance, RetirementCertificate
from credits.states.issuances import IssuanceState
from partners.organisations.models import Side
from registry.models import BookTransaction, TransactionKind


@dataclass(frozen=True)
class Issued:
    """Issued tonnes by side; `unknown` are those of which the side is not published."""

    japan: int = 0
    partner: int = 0
    unknown: int = 0

    @property
    def total(self) -> int:
        return self.japan + self.partner + self.unknown

    def __add__(self, other: "Issued") -> "Issued":
        return Issued(self.japan + other.japan, self.partner + other.partner, self.unknown + other.unknown)


@dataclass(frozen=True)
class Used:
    """Tonnes that came to their final use on this platform."""

    retired: int
    cancelled: int


def counted_records() -> QuerySet[PublishedIssuance]:
    """Published records whose tonnes count: real, contained in no other, and not issued on this platform."""
    return PublishedIssuance.objects.filter(contained_in="", same_as=None).exclude(origin=Origin.EXAMPLE)


def counted_issuances() -> QuerySet[Issuance]:
    """Issuances of real projects that a registry has posted here."""
    return Issuance.objects.filter(state=IssuanceState.ISSUED).exclude(request__project__origin=Origin.EXAMPLE)


def issued_by_country() -> Mapping[int, Issued]:
    """Issued tonnes of each country that has any, by its key."""
    found: dict[int, Issued] = {}
    published = (
        counted_records()
        .order_by()
        .values("country_id")
        .annotate(
            japan=Sum("posted_japan_tco2e"),
            partner=Sum("posted_partner_tco2e"),
            unknown=Sum(F("posted_tco2e") - F("posted_japan_tco2e") - F("posted_partner_tco2e")),
        )
    )
    for row in published:
        if row["japan"] + row["partner"] + row["unknown"]:
            found[row["country_id"]] = Issued(row["japan"], row["partner"], row["unknown"])
    here = counted_issuances().order_by().values("request__project__country_id", "side")
    for country, side, tonnes in here.annotate(tonnes=Sum("issued_tco2e")).values_list(
        "request__project__country_id", "side", "tonnes"
    ):
        own = Issued(japan=tonnes) if side == Side.JAPAN else Issued(partner=tonnes)
        found[country] = found.get(country, Issued()) + own
    return found


def issued(country_id: int | None = None) -> Issued:
    """Issued tonnes of all countries, or of one."""
    by_country = issued_by_country()
    if country_id is not None:
        return by_country.get(country_id, Issued())
    return sum(by_country.values(), Issued())


def used() -> Used:
    """Retired and cancelled tonnes, as certified here; what the registry has reversed no longer counts."""
    reversals = BookTransaction.objects.filter(answers=OuterRef("transaction"), kind=TransactionKind.REVERSAL)
    real = RetirementCertificate.objects.filter(~Exists(reversals), use__is_example=False).order_by()
    by_act = dict(real.values_list("use__act").annotate(tonnes=Sum("quantity_tco2e")))
    return Used(by_act.get(Act.RETIREMENT, 0), by_act.get(Act.CANCELLATION, 0))

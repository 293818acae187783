"""How a published issuance is posted to the book, and how a wrong posting is corrected by new ones."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from common.refusals import Refused
from credits.models import PublishedIssuance
from partners.countries.models import PartnerCountry
from partners.organisations.models import Organisation, OrganisationKind, Side
from partners.people.models.people import User
from registry.book.serials import parse
from registry.models import JAPAN, Account, AccountKind, BookTransaction, Series
from registry.services import history, postings

NAMES = {
    AccountKind.GOVERNMENT: "Government holding account",
    AccountKind.UNSPLIT: "Issued, split not published",
    AccountKind.CANCELLATION_OTHER: "Cancellation account: other purposes",
}


@dataclass(frozen=True)
class Plan:
    """Tonnes of a published issuance by where they go; `unknown` are those of which the side is not published."""

    government_of_japan: int = 0
    other_japan: int = 0
    partner_government: int = 0
    other_partner: int = 0
    unknown: int = 0
    vintage: int | None = None
    serial: str = ""

    @property
    def japan(self) -> int:
        return self.government_of_japan + self.other_japan

    @property
    def partner(self) -> int:
        return self.partner_government + self.other_partner

    @property
    def total(self) -> int:
        return self.japan + self.partner + self.unknown


def _key(record: PublishedIssuance) -> str:
    """The key of the next posting of a record; each is posted once."""
    prefix = f"published:{record.import_key}:"
    return f"{prefix}{BookTransaction.objects.filter(key__startswith=prefix).count() + 1}"


@transaction.atomic
def account(*, kind: AccountKind, country: PartnerCountry | None, by: User, at: datetime) -> Account:
    """A registry's account of a kind for published history. Raises: Refused REC-01 (409)."""
    side = Side.PARTNER if country else Side.JAPAN
    holder = Organisation.objects.filter(kind=OrganisationKind.GOVERNMENT, side=side, country=country).first()
    if holder is None:
        raise Refused(
            "REC-01",
            _("There is no government organisation for %(registry)s yet. Add it first."),
            status=409,
            params={"registry": country.iso2 if country else JAPAN},
        )
    return history.account_for(holder=holder, country=country, kind=kind, name=NAMES[kind], by=by, at=at)


@transaction.atomic
def post_plan(*, record: PublishedIssuance, plan: Plan, by: User, at: datetime) -> BookTransaction:
    """Post one lot a registry. Raises: Refused REC-01, REC-04 (409), LDG-nn."""
    places: list[tuple[PartnerCountry | None, AccountKind, int]] = [
        (None, AccountKind.GOVERNMENT, plan.government_of_japan),
        (None, AccountKind.UNSPLIT, plan.other_japan),
        (record.country, AccountKind.GOVERNMENT, plan.partner_government),
        (record.country, AccountKind.UNSPLIT, plan.other_partner + plan.unknown),
    ]
    portions: dict[str, list[postings.Portion]] = {}
    for country, kind, tonnes in places:
        if tonnes:
            held = account(kind=kind, country=country, by=by, at=at)
            portions.setdefault(held.registry, []).append(postings.Portion(held, tonnes))
    lots = [_lot(record, plan, registry, parts) for registry, parts in portions.items()]
    _open_block(lots, record, by=by, at=at)
    return postings.issue(key=_key(record), lots=lots, by=by, at=at).transaction


def _lot(record: PublishedIssuance, plan: Plan, registry: str, parts: list[postings.Portion]) -> postings.NewLot:
    in_block = plan.serial and parse(plan.serial).registry == registry
    return postings.NewLot(
        host=record.country.iso2,
        registry=registry,
        numbering="jcm" if in_block else "unpublished",
        project=record.project_refs or "000",
        issuance=max(record.number, 1),
        vintage=plan.vintage,
        portions=parts,
    )


def _open_block(lots: list[postings.NewLot], record: PublishedIssuance, *, by: User, at: datetime) -> None:
    """See to it that the next unit of the series is the first of the published block, if one is published."""
    if not record.serial:
        return
    block = parse(record.serial)
    tonnes = sum(part.quantity_tco2e for lot in lots if lot.registry == block.registry for part in lot.portions)
    series = Series.objects.filter(host=block.host, registry=block.registry, numbering="jcm").first()
    if block.quantity_tco2e != tonnes or (series is not None and series.next_unit != block.first):
        raise Refused(
            "REC-04",
            _("The published block %(serial)s does not follow in its series, or has another size."),
            status=409,
            params={"serial": record.serial},
        )
    if series is None:
        postings.open_series(
            host=block.host, registry=block.registry, numbering="jcm", opened_at=block.first, by=by, at=at
        )


@transaction.atomic
def withdraw_posting(*, record: PublishedIssuance, by: User, at: datetime) -> None:
    """Take the units of the last posting out of the accounts by a correction that names it.

    Raises: Refused HIS-01 (409) when some of them have moved on.
    """
    if record.transaction is None:
        return

    def receiver(held: Account) -> Account:
        return account(kind=AccountKind.CANCELLATION_OTHER, country=held.country, by=by, at=at)

    reason = "The published amount was changed."
    history.take_out(key=_key(record), issuance=record.transaction, receiver=receiver, reason=reason, by=by, at=at)

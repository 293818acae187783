"""The checks of what a registry's administrators ask for, made when it is proposed and again when it is approved.

What moves between two accounts passes the checks of `checks.requests` too (TRF-nn); the book makes its own (LDG-nn).
"""

from collections.abc import Sequence
from datetime import date, datetime

from django.utils.translation import gettext_lazy as _

from common.refusals import Refused
from common.text import shows
from partners.countries.models import PartnerCountry
from partners.people.models.people import Visitor
from partners.permissions.interests import may_judge
from partners.rulebooks.models.rules import TIME_LIMITS
from partners.rulebooks.selectors import rulebooks
from registry import permissions
from registry.checks.requests import Wanted
from registry.models import Account, BookTransaction, Holding, OfficerRequest, TransactionKind
from registry.selectors import suspensions
from registry.states.officer_requests import OPEN_OFFICER_STATES

ENDED = {"retirement", "cancellation"}
REVERSED = {
    TransactionKind.TRANSFER,
    TransactionKind.INTER_REGISTRY,
    TransactionKind.RETIREMENT,
    TransactionKind.CANCELLATION,
    TransactionKind.SET_ASIDE,
    TransactionKind.RELEASE,
}
LIMIT = "transaction.reversal"


def administers(request: OfficerRequest, accounts: Sequence[Account], user: Visitor) -> None:
    """Raises: Refused OFR-01 (403) when the person does not administer the registry of these units, COI-06 (403) when
    they have an interest in one of the accounts."""
    if not permissions.administers(request, user) or not all(
        may_judge(permissions.administers, account, user) for account in accounts
    ):
        raise Refused("OFR-01", _("Only administrators of the registry that keeps these units do this."), status=403)


def reasoned(reason: str) -> None:
    """Raises: Refused OFR-02 without a reason."""
    if not shows(reason):
        raise Refused("OFR-02", _("Write down the reason; it stands with the transaction for good."), field="reason")


def one_registry(accounts: Sequence[Account]) -> Account:
    """The first of accounts that one registry keeps. Raises: Refused OFR-03 for several registries, or for none."""
    registries = {account.registry for account in accounts}
    if len(registries) != 1:
        raise Refused("OFR-03", _("These units do not all lie in one registry. Ask for each registry by itself."))
    return accounts[0]


def not_frozen_yet(units: Sequence[Wanted]) -> None:
    """Raises: Refused OFR-04 (409) when some units are frozen already."""
    if any(suspensions.is_frozen(each.lot_id, each.first, each.last) for each in units):
        raise Refused("OFR-04", _("Some of these units are frozen already."), field="serials", status=409)


def not_ended(units: Sequence[Wanted]) -> None:
    """Raises: Refused OFR-05 when some units were retired or cancelled."""
    for each in units:
        span = (each.first, each.last + 1)
        found = Holding.objects.filter(lot_id=each.lot_id, units__overlap=span, account__purpose__in=ENDED)
        if found.exists():
            raise Refused("OFR-05", _("Some of these units were retired or cancelled. They move no more."))


def answers(kind: str, answered: BookTransaction, *, but: int | None) -> None:
    """Raises: Refused OFR-06 (kind cannot be answered so), OFR-07 (409, another open request answers it),
    OFR-08 (409, the freeze was ended already)."""
    fits = {
        TransactionKind.RELEASE: {TransactionKind.SET_ASIDE},
        TransactionKind.UNFREEZE: {TransactionKind.FREEZE},
        TransactionKind.REVERSAL: REVERSED,
        TransactionKind.CORRECTION: set(TransactionKind) - {TransactionKind.FREEZE, TransactionKind.UNFREEZE},
    }[TransactionKind(kind)]
    if answered.kind not in fits:
        raise Refused(
            "OFR-06", _("This kind of request cannot answer that transaction. Choose another."), field="answers"
        )
    waiting = OfficerRequest.objects.filter(answers=answered, kind=kind, state__in=OPEN_OFFICER_STATES)
    others = waiting if but is None else waiting.exclude(pk=but)
    if others.exists():
        raise Refused("OFR-07", _("Another open request answers this transaction already."), status=409)
    if kind == TransactionKind.UNFREEZE and not suspensions.freezes(answered.pk):
        raise Refused("OFR-08", _("This freeze was ended already."), field="answers", status=409)


def of_the_answered(answered: BookTransaction, units: Sequence[Wanted]) -> None:
    """Raises: Refused OFR-09 when units were not moved by the transaction that is answered."""
    moved = [(each.lot_id, each.first, each.last) for each in answered.movements.all()]
    for each in units:
        left = each.quantity_tco2e - sum(
            max(0, min(last, each.last) - max(first, each.first) + 1)
            for lot, first, last in moved
            if lot == each.lot_id
        )
        if left > 0:
            raise Refused(
                "OFR-09", _("Some of these units were not moved by the transaction that you answer."), field="serials"
            )


def in_time(answered: BookTransaction, at: datetime) -> None:
    """Raises: Refused OFR-10 (409) after the last day on which the rulebook lets a transaction be reversed."""
    last_day = reversible_until(answered)
    if at.date() > last_day:
        raise Refused(
            "OFR-10",
            _("It could be reversed until %(day)s. Answer it by a new transaction instead."),
            status=409,
            params={"day": last_day.isoformat()},
        )


def reversible_until(answered: BookTransaction) -> date:
    """The last day for a reversal, by the rulebook of the units' host country or the declared default."""
    posted_on = answered.posted_at.date()
    moved = answered.movements.select_related("lot__series").first()
    country = PartnerCountry.objects.filter(iso2=moved.lot.series.host).first() if moved else None
    if country is None:
        return TIME_LIMITS[LIMIT].due_on(posted_on, ("JP",))
    return rulebooks.in_force(country.pk, posted_on).due_on(LIMIT, posted_on)

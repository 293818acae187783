"""The checks of a transaction request, asked when it is proposed and again when it is posted, always in this order.

The situations follow those that public registries publish (account missing, closed, suspended, full, wrong check
digits, same account, not enough, units not held, kind not allowed, limit, pending request, trusted list, delay).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Q, Sum
from django.utils.translation import gettext_lazy as _

from jcm_platform.common.refusals import Refused
from registry.models import (
    Account,
    AccountKind,
    Holding,
    RequestLeg,
    TransactionKind,
    TransactionRequest,
    TransferLimit,
)
from registry.models.accounts import PURPOSE_OF, has_right_check_digits
from registry.selectors import suspensions
from registry.states.accounts import AccountState
from registry.states.requests import OPEN_STATES, RequestState


@dataclass(frozen=True)
class Wanted:
    """Units `first..last` of a lot."""

    lot_id: int
    first: int
    last: int

    @property
    def quantity_tco2e(self) -> int:
        return self.last - self.first + 1


RECEIVING_PURPOSE = {
    TransactionKind.TRANSFER: "holding",
    TransactionKind.INTER_REGISTRY: "holding",
    TransactionKind.RETIREMENT: "retirement",
    TransactionKind.CANCELLATION: "cancellation",
}


def receiver_by_number(number: str) -> Account:
    """Find a receiving account. Raises: Refused TRF-01 (check digits), TRF-02 (no such account)."""
    given = number.strip().upper()
    if not has_right_check_digits(given):
        raise Refused(
            "TRF-01", _("This account number has a typing error: its check digits do not fit."), field="receiver"
        )
    found = Account.objects.filter(number=given).exclude(state=AccountState.APPLIED).first()
    if found is None:
        raise Refused("TRF-02", _("There is no account with this number."), field="receiver")
    return found


def accounts(kind: str, sender: Account, receiver: Account) -> None:
    """Raises: Refused TRF-03 (sender not open), TRF-04 (receiver not open), TRF-05 (same account),
    TRF-06 (kind not possible between them), TRF-07 (other registry)."""
    if sender.state != AccountState.OPEN:
        raise Refused("TRF-03", _("The sending account is not open; nothing leaves it now."), status=409)
    if receiver.state != AccountState.OPEN:
        raise Refused("TRF-04", _("The receiving account is suspended or closed."), field="receiver", status=409)
    if sender.pk == receiver.pk:
        raise Refused("TRF-05", _("Choose a receiving account other than the sending one."), field="receiver")
    purpose = PURPOSE_OF[AccountKind(receiver.kind)]
    if purpose != RECEIVING_PURPOSE[TransactionKind(kind)] or sender.is_terminal:
        raise Refused("TRF-06", _("This kind of transaction cannot go to that account."), field="receiver")
    if sender.registry != receiver.registry and kind != TransactionKind.INTER_REGISTRY:
        raise Refused(
            "TRF-07", _("Both accounts must be in the same registry: each side issues its own share."), field="receiver"
        )


def representatives(sender: Account) -> None:
    """Raises: Refused TRF-08 when the account lacks two people, one to propose and another to approve."""
    if not sender.has_enough_representatives():
        raise Refused("TRF-08", _("The account needs two representatives before units move."), status=409)


def may_propose(sender: Account, user: Any) -> None:
    """Raises: Refused TRF-09 (403) when the person has no right to propose here, or is suspended."""
    if "propose" not in sender.rights_of(user):
        raise Refused("TRF-09", _("You may not propose transactions for this account."), status=403)


def units(sender: Account, wanted: Sequence[Wanted], *, but: TransactionRequest) -> None:
    """Raises: Refused TRF-10 (nothing chosen), TRF-11 (not held), TRF-12 (in another open request)."""
    if not wanted:
        raise Refused("TRF-10", _("Choose at least one tonne to move."), field="quantity")
    for each in wanted:
        span = (each.first, each.last + 1)
        held = Holding.objects.filter(account_id=sender.book_id, lot_id=each.lot_id, units__contains=span)
        if not held.exists():
            raise Refused("TRF-11", _("The account does not hold all of these units."), field="quantity", status=409)
        pending = RequestLeg.objects.filter(lot_id=each.lot_id, units__overlap=span, request__state__in=OPEN_STATES)
        if pending.exclude(request_id=but.pk or 0).exists():
            raise Refused(
                "TRF-12", _("Some of these units are in another open request. Cancel it or choose others."), status=409
            )


def suspended(sender: Account, receiver: Account, wanted: Sequence[Wanted]) -> None:
    """Raises: Refused TRF-19 (registry, project or lot suspended), TRF-20 (units frozen)."""
    lots = [each.lot_id for each in wanted]
    if any(suspensions.stops(registry, lots) for registry in {sender.registry, receiver.registry}):
        raise Refused(
            "TRF-19", _("This registry, or these units’ project or lot, is suspended; nothing of it moves now."),
            status=409,
        )  # fmt: skip
    if any(suspensions.is_frozen(each.lot_id, each.first, each.last) for each in wanted):
        raise Refused("TRF-20", _("Some of these units are frozen. Choose others."), field="quantity", status=409)


def limits(sender: Account, quantity: int, at: datetime, *, but: TransactionRequest) -> None:
    """Raises: Refused TRF-13 (one transfer), TRF-14 (the day's sum, UTC). Empty limits limit nothing."""
    limit = TransferLimit.objects.filter(registry=sender.registry).first()
    if limit is None:
        return
    if limit.most_per_transfer is not None and quantity > limit.most_per_transfer:
        raise Refused(
            "TRF-13", _("One transaction moves %(most)s t at most. Split it."), field="quantity",
            params={"most": limit.most_per_transfer},
        )  # fmt: skip
    if limit.most_per_day is None:
        return
    start = at.replace(hour=0, minute=0, second=0, microsecond=0)
    counted = Q(state__in=OPEN_STATES) | Q(state=RequestState.COMPLETED)
    today = TransactionRequest.objects.filter(
        counted, sender=sender, proposed_at__gte=start, proposed_at__lt=start + timedelta(days=1)
    ).exclude(pk=but.pk or 0)
    if (today.aggregate(t=Sum("quantity_tco2e"))["t"] or 0) + quantity > limit.most_per_day:
        raise Refused(
            "TRF-14", _("This account moves %(most)s t a day at most. Try again tomorrow."), field="quantity",
            params={"most": limit.most_per_day}, status=409,
        )  # fmt: skip

"""The checks of a transaction request, asked when it is proposed and again when it is posted, always in this order.

The situations follow those that public registries publish (account missing, closed, suspended, full, wrong check
digits, same account, not enough, units not held, kind not allowed, limit, pending request, trusted list, delay).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import pairwise

from django.db.models import Q, Sum
from django.utils.translation import gettext_lazy as _

from common import numbers
from common.refusals import Refused
from partners.people.models.people import Visitor
from partners.rulebooks.selectors import rulebooks
from registry.models import Account, AccountKind, Holding, Lot, TransactionKind, TransactionRequest, TransferLimit
from registry.models.accounts import PURPOSE_OF, has_right_check_digits
from registry.selectors import accounts as account_selectors
from registry.selectors import holdings, pending, suspensions
from registry.states.accounts import NEVER_OPENED, AccountState
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


# Which purposes of account each kind goes from and to, as the book has it.
GOES = {
    TransactionKind.TRANSFER: ({"holding", "unsplit"}, {"holding"}),
    TransactionKind.INTER_REGISTRY: ({"holding"}, {"holding"}),
    TransactionKind.RETIREMENT: ({"holding"}, {"retirement"}),
    TransactionKind.CANCELLATION: ({"holding", "buffer"}, {"cancellation"}),
    TransactionKind.SET_ASIDE: ({"holding"}, {"buffer"}),
    TransactionKind.RELEASE: ({"buffer"}, {"holding"}),
    TransactionKind.CORRECTION: ({"holding", "unsplit"}, {"holding", "cancellation"}),
}


def receiver_by_number(number: str) -> Account:
    """Find a receiving account. Raises: Refused TRF-01 (check digits), TRF-02 (no such account)."""
    given = numbers.identifier(number)
    if not has_right_check_digits(given):
        raise Refused(
            "TRF-01", _("This account number has a typing error: its check digits do not fit."), field="receiver"
        )
    found = Account.objects.filter(number=given).exclude(state__in=NEVER_OPENED).first()
    if found is None:
        raise Refused("TRF-02", _("There is no account with this number."), field="receiver")
    return found


def accounts(kind: str, sender: Account, receiver: Account) -> None:
    """Raises: Refused TRF-03, TRF-23 (sender suspended, closed), TRF-04, TRF-24 (receiver suspended, closed),
    TRF-05 (same account), TRF-06 (kind not possible between them), TRF-07 (other registry)."""
    if sender.state == AccountState.CLOSED:
        raise Refused("TRF-23", _("The sending account is closed."), status=409)
    if sender.state != AccountState.OPEN:
        raise Refused("TRF-03", _("The sending account is not open; nothing leaves it now."), status=409)
    if receiver.state == AccountState.CLOSED:
        raise Refused("TRF-24", _("The receiving account is closed."), field="receiver", status=409)
    if receiver.state != AccountState.OPEN:
        raise Refused("TRF-04", _("The receiving account is suspended or not open."), field="receiver", status=409)
    if sender.pk == receiver.pk:
        raise Refused("TRF-05", _("Choose a receiving account other than the sending one."), field="receiver")
    gives, takes = GOES[TransactionKind(kind)]
    if PURPOSE_OF[AccountKind(sender.kind)] not in gives or PURPOSE_OF[AccountKind(receiver.kind)] not in takes:
        raise Refused("TRF-06", _("This kind of transaction cannot go to that account."), field="receiver")
    if (sender.registry == receiver.registry) == (kind == TransactionKind.INTER_REGISTRY):
        raise Refused(
            "TRF-07", _("Both accounts must be in the same registry: each side issues its own share."), field="receiver"
        )


def by_the_senders_rule(kind: str, sender: Account, receiver: Account, on: date) -> None:
    """Of an account whose holder wants it so, transfers go to trusted accounts and to the holder's other accounts only;
    it can retire and cancel all the same.

    Raises: Refused TRF-27 (the receiver is neither, or not yet on that day).
    """
    if not sender.trusted_only or kind not in {TransactionKind.TRANSFER, TransactionKind.INTER_REGISTRY}:
        return
    if not account_selectors.is_trusted(sender, receiver, on):
        raise Refused(
            "TRF-27",
            _(
                "By its rule this account sends only to accounts of its trusted list and to its holder’s other "
                "accounts. Put the receiver on the list and wait until it counts, or change the rule."
            ),
            field="receiver",
        )


def between_registries(sender: Account, receiver: Account, wanted: Sequence[Wanted], at: datetime) -> None:
    """Units go between the two sides' registries only where the rulebook of their host country says so.

    Raises: Refused TRF-21 (rulebook key `transfer.between_registries`), RUL-01.
    """
    sides = {sender.country, receiver.country} - {None}
    hosts = set(Lot.objects.filter(pk__in=[each.lot_id for each in wanted]).values_list("series__host", flat=True))
    partner = sides.pop() if len(sides) == 1 else None
    if partner is not None and hosts <= {partner.iso2}:
        rules = rulebooks.in_force(partner.pk, at.date())
        if rules.rule("transfer.between_registries"):
            return
    raise Refused(
        "TRF-21",
        _(
            "The rulebook in force opens no transfers between these two registries for these units: each side "
            "issues its own share."
        ),
        field="receiver",
    )


def representatives(sender: Account) -> None:
    """Raises: Refused TRF-08 when the account lacks two people, one to propose and another to approve."""
    if not sender.has_enough_representatives():
        raise Refused("TRF-08", _("The account needs two representatives before units move."), status=409)


def may_propose(sender: Account, user: Visitor) -> None:
    """Raises: Refused TRF-09 (403) when the person has no right to propose here, or is suspended."""
    if "propose" not in sender.rights_of(user):
        raise Refused("TRF-09", _("You may not propose transactions for this account."), status=403)


def named_once(wanted: Sequence[Wanted]) -> None:
    """Raises: Refused TRF-10 (nothing chosen), TRF-25 (a unit named twice)."""
    if not wanted:
        raise Refused("TRF-10", _("Choose at least one tonne to move."), field="quantity")
    spans = sorted((each.lot_id, each.first, each.last) for each in wanted)
    for before, after in pairwise(spans):
        if before[0] == after[0] and after[1] <= before[2]:
            raise Refused("TRF-25", _("Some units are named twice. Name each unit once."), field="serials")


def held(sender: Account, wanted: Sequence[Wanted]) -> None:
    """Raises: Refused TRF-11 when the account does not hold all of the units."""
    for each in wanted:
        span = (each.first, each.last + 1)
        found = Holding.objects.filter(account_id=sender.book_id, lot_id=each.lot_id, units__contains=span)
        if not found.exists():
            raise Refused("TRF-11", _("The account does not hold all of these units."), field="quantity", status=409)


def not_pending(wanted: Sequence[Wanted], *, but: pending.Own) -> None:
    """Raises: Refused TRF-12 when units wait in an open request, of a holder or of the registry, other than `but`."""
    if any(pending.waits(each.lot_id, each.first, each.last, but=but) for each in wanted):
        raise Refused(
            "TRF-12", _("Some of these units are in another open request. Cancel it or choose others."), status=409
        )


def room(receiver: Account, quantity: int) -> None:
    """Raises: Refused TRF-22 (409) when the receiving account would hold more than its registry allows."""
    limit = TransferLimit.objects.filter(registry=receiver.registry).first()
    most = None if limit is None else limit.most_held
    if most is None or PURPOSE_OF[AccountKind(receiver.kind)] != "holding":
        return
    if holdings.balance(receiver) + quantity > most:
        raise Refused(
            "TRF-22",
            _("The receiving account is full: it holds %(most)s t at most."),
            field="receiver",
            status=409,
            params={"most": most},
        )


def suspended(sender: Account, receiver: Account, wanted: Sequence[Wanted]) -> None:
    """Raises: Refused TRF-19 (registry, project or lot suspended), TRF-20 (units frozen)."""
    lots = [each.lot_id for each in wanted]
    if any(suspensions.stops(registry, lots) for registry in {sender.registry, receiver.registry}):
        raise Refused(
            "TRF-19",
            _("This registry, or these units’ project or lot, is suspended; nothing of it moves now."),
            status=409,
        )
    if any(suspensions.is_frozen(each.lot_id, each.first, each.last) for each in wanted):
        raise Refused("TRF-20", _("Some of these units are frozen. Choose others."), field="quantity", status=409)


def limits(sender: Account, quantity: int, at: datetime, *, but: TransactionRequest) -> None:
    """Raises: Refused TRF-13 (one transfer), TRF-14 (the day's sum, UTC). Empty limits limit nothing."""
    limit = TransferLimit.objects.filter(registry=sender.registry).first()
    if limit is None:
        return
    if limit.most_per_transfer is not None and quantity > limit.most_per_transfer:
        raise Refused(
            "TRF-13",
            _("One transaction moves %(most)s t at most. Split it."),
            field="quantity",
            params={"most": limit.most_per_transfer},
        )
    if limit.most_per_day is None:
        return
    start = at.replace(hour=0, minute=0, second=0, microsecond=0)
    counted = Q(state__in=OPEN_STATES) | Q(state=RequestState.COMPLETED)
    today = TransactionRequest.objects.filter(
        counted, sender=sender, proposed_at__gte=start, proposed_at__lt=start + timedelta(days=1)
    ).exclude(pk=but.pk)
    if today.aggregate(t=Sum("quantity_tco2e", default=0))["t"] + quantity > limit.most_per_day:
        raise Refused(
            "TRF-14",
            _("This account moves %(most)s t a day at most. Try again tomorrow."),
            field="quantity",
            params={"most": limit.most_per_day},
            status=409,
        )

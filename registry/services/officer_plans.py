"""What a registry's administrators ask for, worked out unit by unit: which ranges, from where, to where."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from common.refusals import Refused
from registry.checks import officer_requests as checks
from registry.checks.requests import Wanted, receiver_by_number
from registry.models import Account, AccountKind, BookTransaction, Holding, TransactionKind
from registry.selectors import accounts, suspensions
from registry.services import choices
from registry.services.choices import Selection


@dataclass(frozen=True)
class Wish:
    """What an administrator asks for. Which parts count follows from `kind`.

    Attributes:
        account: number of the account whose units are meant (set-aside, correction; a freeze of everything in it).
        receiver: number of the receiving account (correction; release to another account than the first one).
        answers: number of the posted transaction that is answered.
    """

    kind: str
    reason: str
    account: str = ""
    receiver: str = ""
    selection: Selection = field(default_factory=Selection)
    answers: int | None = None


@dataclass(frozen=True)
class PlannedLeg:
    """Units, the account in which they lie, and where they go; nowhere for a freeze."""

    units: Wanted
    sender: Account
    receiver: Account | None = None


@dataclass(frozen=True)
class Plan:
    """The legs of a wish and the transaction that it answers."""

    legs: Sequence[PlannedLeg]
    answers: BookTransaction | None = None


def plan(wish: Wish) -> Plan:
    """Work a wish out. Raises: Refused TRF-01, TRF-02, TRF-10, TRF-15, SER-01, SER-02, OFR-11, ACC-09."""
    worked_out = {
        TransactionKind.FREEZE: _freeze,
        TransactionKind.SET_ASIDE: _set_aside,
        TransactionKind.RELEASE: _release,
        TransactionKind.UNFREEZE: _unfreeze,
        TransactionKind.REVERSAL: _reversal,
        TransactionKind.CORRECTION: _correction,
    }[TransactionKind(wish.kind)]
    return worked_out(wish)


def _account(number: str, field_name: str) -> Account:
    try:
        return receiver_by_number(number)
    except Refused as refusal:
        raise refusal.about(field_name) from None


def _answered(number: int | None) -> BookTransaction:
    found = None if number is None else BookTransaction.objects.filter(pk=number).first()
    if found is None:
        raise Refused("OFR-11", _("There is no transaction with this number."), field="answers")
    return found


def _freeze(wish: Wish) -> Plan:
    """By serial range or lot wherever the units lie, or everything that an account holds now."""
    if wish.account and not wish.selection.serials:
        account = _account(wish.account, "account")
        held = Holding.objects.of_account(account.book_id).order_by("lot_id", "units")
        return Plan([PlannedLeg(Wanted(one.lot_id, one.first, one.last), account) for one in held])
    spans = [span for text in wish.selection.serials for span in choices.spans_of(text)]
    legs = _where_they_lie(spans)
    if wish.account:
        account = _account(wish.account, "account")
        legs = [leg for leg in legs if leg.sender.pk == account.pk]
    return Plan(legs)


def _where_they_lie(spans: Sequence[tuple[int, int, int]]) -> list[PlannedLeg]:
    legs = []
    for lot, first, last in spans:
        found = Holding.objects.filter(lot_id=lot, units__overlap=(first, last + 1))
        for held in found.select_related("account__account").order_by("units"):
            units = Wanted(lot, max(first, held.first), min(last, held.last))
            legs.append(PlannedLeg(units, held.account.account))
    return legs


def _set_aside(wish: Wish) -> Plan:
    sender = _account(wish.account, "account")
    origin = str(sender.origin) if sender.origin == "example" else "platform"
    buffer = accounts.of_government(sender.registry, AccountKind.BUFFER, origin=origin)
    units = choices.from_account(sender, wish.selection)
    return Plan([PlannedLeg(each, sender, buffer) for each in units])


def _release(wish: Wish) -> Plan:
    """What is still in the buffer of a set-aside, back to where it came from unless another account is named."""
    answered = _answered(wish.answers)
    named = _account(wish.receiver, "receiver") if wish.receiver else None
    chosen = [span for text in wish.selection.serials for span in choices.spans_of(text)]
    legs: list[PlannedLeg] = []
    for moved in answered.movements.select_related("from_account__account", "to_account__account").order_by("id"):
        home = named or (moved.from_account.account if moved.from_account else None)
        there = _still_in(moved.to_account_id, (moved.lot_id, moved.first, moved.last), chosen)
        legs += [PlannedLeg(units, moved.to_account.account, home) for units in there]
    return Plan(legs, answered)


def _still_in(
    book_account: int, span: tuple[int, int, int], chosen: Sequence[tuple[int, int, int]]
) -> Sequence[Wanted]:
    lot, first, last = span
    here = Q(account_id=book_account, lot_id=lot, units__overlap=(first, last + 1))
    held = [(lot, max(first, one.first), min(last, one.last)) for one in Holding.objects.filter(here).order_by("units")]
    if chosen:
        held = [part for one in chosen for part in choices.common(one, held)]
    return [Wanted(*part) for part in held]


def _unfreeze(wish: Wish) -> Plan:
    answered = _answered(wish.answers)
    frozen = [(one.lot.pk, one.first, one.last) for one in suspensions.freezes(answered.pk)]
    if answered.kind == TransactionKind.FREEZE and not frozen:
        raise Refused("OFR-08", _("This freeze was ended already."), field="answers", status=409)
    return Plan(_where_they_lie(frozen), answered)


def _reversal(wish: Wish) -> Plan:
    """Exactly what was moved, back to where it came from."""
    answered = _answered(wish.answers)
    moved = answered.movements.select_related("from_account__account", "to_account__account").order_by("id")
    return Plan(
        [
            PlannedLeg(Wanted(one.lot_id, one.first, one.last), one.to_account.account, one.from_account.account)
            for one in moved
            if one.from_account is not None
        ],
        answered,
    )


def _correction(wish: Wish) -> Plan:
    answered, sender = _answered(wish.answers), _account(wish.account, "account")
    receiver = _account(wish.receiver, "receiver")
    units = choices.from_account(sender, wish.selection)
    checks.of_the_answered(answered, units)
    return Plan([PlannedLeg(each, sender, receiver) for each in units], answered)

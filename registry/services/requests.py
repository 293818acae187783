"""Transaction requests: one person proposes, another approves, the book posts."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import NumericRange
from django.utils.translation import gettext_lazy as _

from common import events, isolation
from common.machines import judge
from common.refusals import Refused
from common.text import plain, shows
from common.words import Words
from partners.people.models.people import User
from partners.people.selectors import people
from registry.book import ledger
from registry.book.serials import Serial
from registry.checks import applications
from registry.checks import requests as checks
from registry.checks.requests import Wanted
from registry.models import Account, Lot, RequestLeg, TransactionKind, TransactionRequest, TransferBatch
from registry.models.requests import REQUESTED_KINDS
from registry.selectors import accounts as account_selectors
from registry.selectors import requests as selectors
from registry.services import choices, effects, locks
from registry.services.choices import Selection
from registry.services.rehearsals import rehearse
from registry.states.requests import RequestState

DELAY_OFF_LIST = timedelta(hours=24)
CANCEL_UNTIL = timedelta(hours=2)
EXPIRES_AFTER = timedelta(days=7)


def choose(*, account: Account, quantity: int, lot_id: int | None = None) -> Sequence[Wanted]:
    """Choose exactly which units a quantity means: oldest vintage first, lowest number first; units that are frozen
    or in other open requests are passed over.

    Raises: Refused TRF-10 (no whole tonne), TRF-15 (not enough free units).
    """
    return choices.from_account(account, Selection(lot_id=lot_id, quantity=quantity))


@dataclass(frozen=True)
class Chosen:
    """What a transfer would move, to whom and when: shown before anything is asked for."""

    kind: str
    receiver: Account
    units: Sequence[Wanted]
    serials: Sequence[tuple[Serial, int, int | None]]
    runs_after: timedelta
    is_trusted: bool

    @property
    def quantity_tco2e(self) -> int:
        return sum(each.quantity_tco2e for each in self.units)


@locks.deed
def preview(*, account: Account, receiver: str, selection: Selection, by: User, at: datetime) -> Chosen:
    """Choose the units, make every check of a proposal and have the book post them, then take all of it back.

    Raises: Refused TRF-01..15, TRF-19..25, TRF-27, SER-01, SER-02, LDG-nn.
    """
    checks.may_propose(account, by)
    to = checks.receiver_by_number(receiver)
    units = choices.from_account(account, selection)
    wish = TransactionRequest(
        kind=kind_between(account, to),
        sender=account,
        receiver=to,
        quantity_tco2e=sum(each.quantity_tco2e for each in units),
        proposed_by=by,
        proposed_at=at,
    )
    _judge(wish, units, at)
    rehearse(lambda key: ledger.post(kind=wish.kind, key=key, legs=_legs(wish, units), at=at))
    delay = _delay(wish, at)
    return Chosen(wish.kind, to, units, serials_of(units), delay, is_trusted=not delay)


def kind_between(sender: Account, receiver: Account) -> str:
    """A transfer inside a registry, or one between two registries."""
    same = sender.registry == receiver.registry
    return str(TransactionKind.TRANSFER if same else TransactionKind.INTER_REGISTRY)


def serials_of(units: Sequence[Wanted]) -> Sequence[tuple[Serial, int, int | None]]:
    """Serial number, tonnes and vintage of each range."""
    lots = Lot.objects.select_related("series").in_bulk({each.lot_id for each in units})
    return [
        (lots[each.lot_id].serial(each.first, each.last), each.quantity_tco2e, lots[each.lot_id].vintage)
        for each in units
    ]


@locks.deed
def propose(
    *,
    account_id: int,
    kind: str,
    receiver: str,
    units: Sequence[Wanted],
    note: str = "",
    purpose: Words | None = None,
    batch: TransferBatch | None = None,
    by: User,
    at: datetime,
) -> TransactionRequest:
    """Propose to move exactly these units; somebody else must approve.

    Args:
        receiver: the receiving account's number.
        purpose: what the units are used for, as the app says that asks for it.
        batch: the file of transfers of which it is a line.
    Raises: Refused TRF-01..14, TRF-27, ACC-12.
    """
    locks.proposals(account_id)
    sender = Account.objects.get(pk=account_id)
    checks.may_propose(sender, by)
    applications.may_propose_while_overdue(sender, at.date())
    to = checks.receiver_by_number(receiver)
    quantity = sum(each.quantity_tco2e for each in units)
    request = TransactionRequest(
        kind=kind,
        sender=sender,
        receiver=to,
        country=sender.country,
        quantity_tco2e=quantity,
        note=plain(note),
        purpose=purpose,
        batch=batch,
        proposed_by=by,
        proposed_at=at,
    )
    _judge(request, units, at)
    request.save()
    for each in units:
        RequestLeg.objects.create(request=request, lot_id=each.lot_id, units=NumericRange(each.first, each.last + 1))
    events.record("registry.transactionrequest.propose", subject=request, by=by, at=at, after={"state": request.state})
    return request


def _judge(request: TransactionRequest, units: Sequence[Wanted], at: datetime) -> None:
    if request.kind not in REQUESTED_KINDS:
        raise Refused("TRF-06", _("This kind of transaction cannot go to that account."), field="receiver")
    checks.accounts(request.kind, request.sender, request.receiver)
    checks.by_the_senders_rule(request.kind, request.sender, request.receiver, at.date())
    checks.representatives(request.sender)
    checks.named_once(units)
    if request.kind == TransactionKind.INTER_REGISTRY:
        checks.between_registries(request.sender, request.receiver, units, at)
    checks.held(request.sender, units)
    checks.not_pending(units, but=(request.pk, None))
    checks.suspended(request.sender, request.receiver, units)
    checks.limits(request.sender, request.quantity_tco2e, at, but=request)
    checks.room(request.receiver, request.quantity_tco2e)


def _locked(request_id: int) -> TransactionRequest:
    return locks.row(TransactionRequest.objects.select_related("sender", "receiver"), request_id)


@locks.deed
def approve(*, request_id: int, by: User, at: datetime) -> TransactionRequest:
    """Approve what another person proposed. It is posted at once, or after the delay when the receiver is not trusted.

    Raises: Refused MOV-01 (409), MOV-02 (403: the proposer, or no right), TRF-27, and the checks again.
    """
    request = _locked(request_id)
    request.approved_by = by
    move = judge(request.approve, by=by)
    checks.by_the_senders_rule(request.kind, request.sender, request.receiver, at.date())
    move.commit(at=at, execute_at=at + _delay(request, at))
    if request.execute_at is not None and request.execute_at <= at:
        _execute(request, people.system(), at)
    return request


def _delay(request: TransactionRequest, at: datetime) -> timedelta:
    if request.kind not in {TransactionKind.TRANSFER, TransactionKind.INTER_REGISTRY}:
        return timedelta(0)
    trusted = account_selectors.is_trusted(request.sender, request.receiver, at.date())
    return timedelta(0) if trusted else DELAY_OFF_LIST


@locks.deed
def stop(*, request_id: int, note: str, by: User, at: datetime) -> TransactionRequest:
    """Stop one transaction that has not run yet, as its registry; its representatives read why.

    Raises: Refused TRF-26 without a reason, MOV-01 (409, it has run), MOV-02 (403).
    """
    request = _locked(request_id)
    if not shows(note):
        raise Refused("TRF-26", _("Write down why it is stopped; the representatives read it."), field="note")
    judge(request.stop, by=by).commit(at=at, note=plain(note))
    return request


@locks.deed
def reject(*, request_id: int, note: str, by: User, at: datetime) -> TransactionRequest:
    """Reject what another person proposed. Raises: Refused TRF-16 without a reason, MOV-01/02."""
    request = _locked(request_id)
    if not shows(note):
        raise Refused("TRF-16", _("Write down why you reject it; the proposer reads it."), field="note")
    request.approved_by = None
    judge(request.reject, by=by).commit(at=at, note=plain(note))
    return request


@locks.deed
def cancel(*, request_id: int, by: User, at: datetime) -> TransactionRequest:
    """Cancel an open request, until two hours before it runs. Raises: Refused TRF-17 (409) too late, MOV-01/02."""
    request = _locked(request_id)
    if request.execute_at is not None and at > request.execute_at - CANCEL_UNTIL:
        raise Refused("TRF-17", _("It runs within two hours and can no longer be cancelled."), status=409)
    judge(request.cancel, by=by).commit(at=at)
    return request


@locks.deed
def execute_due(*, request_id: int, by: User, at: datetime) -> TransactionRequest:
    """Post an approved request whose time has come; what fails a check now is terminated with its number.

    Raises: Refused TRF-18 (409) when its time has not come.
    """
    request = _locked(request_id)
    if request.state != RequestState.DELAYED or request.execute_at is None or request.execute_at > at:
        raise Refused("TRF-18", _("The time of this request has not come."), status=409)
    _execute(request, by, at)
    return request


def _execute(request: TransactionRequest, system: User, at: datetime) -> None:
    units = [Wanted(leg.lot_id, leg.first, leg.last) for leg in request.legs.all()]
    try:
        with transaction.atomic():
            request.sender.refresh_from_db()
            request.receiver.refresh_from_db()
            _judge(request, units, at)
            request.posted_id = _post(request, units, at)
            judge(request.complete, by=system).commit(at=at)
            _tell_receiver(request, system, at)
            effects.follow(request, by=system, at=at)
    except Refused as refusal:
        if locks.is_busy(refusal):
            raise
        request.refresh_from_db()
        request.failed_check = refusal.number
        judge(request.terminate, by=system).commit(at=at, why=Words.of_refusal(refusal))


def _tell_receiver(request: TransactionRequest, system: User, at: datetime) -> None:
    """Who acts for the receiving account hears of what came in, from where and by which request."""
    if request.kind not in {TransactionKind.TRANSFER, TransactionKind.INTER_REGISTRY}:
        return
    amount, sender, receiver = request.quantity_tco2e, request.sender.number, request.receiver.number
    events.record(
        "registry.account.receive",
        subject=request.receiver,
        by=system,
        at=at,
        after={"request": request.reference, "quantity_tco2e": request.quantity_tco2e},
        tells=("participant",),
        said=f"{amount} t-CO2 · {sender} → {receiver} · {request.reference}",
    )


def _legs(request: TransactionRequest, units: Sequence[Wanted]) -> Sequence[ledger.Leg]:
    sender = ledger.AccountId(request.sender.in_book)
    receiver = ledger.AccountId(request.receiver.in_book)
    return [ledger.Leg(ledger.LotId(each.lot_id), each.first, each.last, sender, receiver) for each in units]


def _post(request: TransactionRequest, units: Sequence[Wanted], at: datetime) -> int:
    return ledger.post(kind=request.kind, key=f"request:{request.pk}", legs=_legs(request, units), at=at)


def execute_all_due(*, by: User, at: datetime) -> int:
    """Post every approved request whose time has come; returns how many were completed."""
    due = list(selectors.due(at).values_list("pk", flat=True))
    done = isolation.each(due, lambda pk: execute_due(request_id=pk, by=by, at=at), what="request to post")
    return sum(request.state == RequestState.COMPLETED for request in done)


def expire_unapproved(*, by: User, at: datetime) -> int:
    """Expire requests that nobody approved within seven days; returns how many."""
    late = TransactionRequest.objects.filter(
        state=RequestState.AWAITING_APPROVAL, proposed_at__lt=at - EXPIRES_AFTER
    ).values_list("pk", flat=True)
    return len(isolation.each(list(late), lambda pk: _expire(pk, by, at), what="request to expire"))


@locks.deed
def _expire(request_id: int, by: User, at: datetime) -> None:
    judge(_locked(request_id).expire, by=by).commit(at=at)

"""Requests of the registry itself under four eyes: freezes, the buffer, reversals, corrections."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

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
from registry.checks import officer_requests as checks
from registry.checks import requests as request_checks
from registry.checks.requests import Wanted
from registry.models import ANSWERING_KINDS, Lot, OfficerLeg, OfficerRequest, TransactionKind
from registry.services import locks, officer_plans
from registry.services.officer_plans import PlannedLeg, Wish
from registry.services.rehearsals import rehearse
from registry.services.requests import EXPIRES_AFTER
from registry.states.officer_requests import OfficerState


@dataclass(frozen=True)
class ShownLeg:
    """A leg as people read it."""

    serial: Serial
    quantity_tco2e: int
    vintage: int | None
    sender: str
    receiver: str


@dataclass(frozen=True)
class Preview:
    """Exactly what a wish would do; the book has done it and taken it back."""

    legs: Sequence[ShownLeg]

    @property
    def quantity_tco2e(self) -> int:
        return sum(leg.quantity_tco2e for leg in self.legs)


@locks.deed
def preview(*, wish: Wish, by: User, at: datetime) -> Preview:
    """Make every check of a proposal and have the book post it, then take all of it back.

    Raises: Refused OFR-01..11, TRF-01..25, SER-01, SER-02, ACC-09, LDG-nn.
    """
    _request, legs = _judged(wish, by, at)
    lots = Lot.objects.select_related("series").in_bulk({leg.units.lot_id for leg in legs})
    return Preview(
        [
            ShownLeg(
                lots[leg.units.lot_id].serial(leg.units.first, leg.units.last),
                leg.units.quantity_tco2e,
                lots[leg.units.lot_id].vintage,
                leg.sender.number,
                leg.receiver.number if leg.receiver else "",
            )
            for leg in legs
        ]
    )


@locks.deed
def propose(*, wish: Wish, by: User, at: datetime) -> OfficerRequest:
    """Propose it; another administrator of the same registry must approve.

    Raises: Refused OFR-01..11, TRF-01..25, SER-01, SER-02, ACC-09, LDG-nn.
    """
    request, legs = _judged(wish, by, at)
    request.save()
    for leg in legs:
        OfficerLeg.objects.create(
            request=request,
            lot_id=leg.units.lot_id,
            units=NumericRange(leg.units.first, leg.units.last + 1),
            sender=leg.sender,
            receiver=leg.receiver,
        )
    events.record("registry.officerrequest.propose", subject=request, by=by, at=at, after={"state": request.state})
    return request


def _judged(wish: Wish, by: User, at: datetime) -> tuple[OfficerRequest, Sequence[PlannedLeg]]:
    """The request that a wish makes, when every check of ours and of the book holds."""
    checks.reasoned(wish.reason)
    worked_out = officer_plans.plan(wish)
    legs = worked_out.legs
    if worked_out.answers is not None:
        checks.answers(wish.kind, worked_out.answers, but=None)
    request_checks.named_once([leg.units for leg in legs])
    keeper = checks.one_registry([leg.sender for leg in legs])
    request = OfficerRequest(
        kind=wish.kind,
        registry=keeper.registry,
        country=keeper.country,
        answers=worked_out.answers,
        quantity_tco2e=sum(leg.units.quantity_tco2e for leg in legs),
        reason=plain(wish.reason),
        proposed_by=by,
        proposed_at=at,
    )
    senders = {leg.sender.pk: leg.sender for leg in legs}
    checks.administers(request, list(senders.values()), by)
    for account_id in sorted(senders):
        locks.proposals(account_id)
    _judge(request, legs, at)
    rehearse(lambda key: _post(request, legs, key, at))
    return request, legs


def _judge(request: OfficerRequest, legs: Sequence[PlannedLeg], at: datetime) -> None:
    units = [leg.units for leg in legs]
    if request.answers is not None:
        checks.answers(request.kind, request.answers, but=request.pk)
    if request.kind == TransactionKind.FREEZE:
        checks.not_ended(units)
        checks.not_frozen_yet(units)
    elif request.kind == TransactionKind.REVERSAL and request.answers is not None:
        checks.in_time(request.answers, at)
        for leg in legs:
            _judge_units(leg)
    elif request.kind != TransactionKind.UNFREEZE:
        for leg in legs:
            if leg.receiver is not None:
                request_checks.accounts(request.kind, leg.sender, leg.receiver)
            request_checks.not_pending([leg.units], but=(None, request.pk))
            _judge_units(leg)


def _judge_units(leg: PlannedLeg) -> None:
    request_checks.held(leg.sender, [leg.units])
    request_checks.suspended(leg.sender, leg.receiver or leg.sender, [leg.units])


def _post(request: OfficerRequest, legs: Sequence[PlannedLeg], key: str, at: datetime) -> int:
    answered = None if request.answers_id is None else ledger.TransactionId(request.answers_id)
    if request.kind == TransactionKind.FREEZE:
        ranges = [ledger.Range(ledger.LotId(leg.units.lot_id), leg.units.first, leg.units.last) for leg in legs]
        return ledger.freeze(key=key, ranges=ranges, reason=request.reason, at=at)
    if request.kind == TransactionKind.UNFREEZE and answered is not None:
        return ledger.unfreeze(key=key, answers=answered, reason=request.reason, at=at)
    moved = [
        ledger.Leg(
            ledger.LotId(leg.units.lot_id),
            leg.units.first,
            leg.units.last,
            ledger.AccountId(leg.sender.in_book),
            ledger.AccountId(leg.receiver.in_book),
        )
        for leg in legs
        if leg.receiver is not None
    ]
    answers = answered if request.kind in ANSWERING_KINDS else None
    return ledger.post(kind=request.kind, key=key, legs=moved, at=at, answers=answers, reason=request.reason)


def _locked(request_id: int) -> OfficerRequest:
    return locks.row(OfficerRequest.objects.select_related("country", "answers"), request_id)


@locks.deed
def approve(*, request_id: int, by: User, at: datetime) -> OfficerRequest:
    """Approve what another administrator proposed; the book posts it at once. What fails a check now ends with its
    number, and nothing moves.

    Raises: Refused MOV-01 (409), MOV-02 (403: the proposer, or no administrator of that registry).
    """
    request = _locked(request_id)
    request.approved_by = by
    judge(request.approve, by=by).commit(at=at)
    legs = [
        PlannedLeg(Wanted(leg.lot_id, leg.first, leg.last), leg.sender, leg.receiver)
        for leg in request.legs.select_related("sender", "receiver")
    ]
    try:
        with transaction.atomic():
            _judge(request, legs, at)
            request.posted_id = _post(request, legs, f"officer-request:{request.pk}", at)
            judge(request.complete, by=people.system()).commit(at=at)
    except Refused as refusal:
        if locks.is_busy(refusal):
            raise
        request.refresh_from_db()  # as approved: what the posting set is undone
        request.failed_check = refusal.number
        judge(request.terminate, by=people.system()).commit(at=at, why=Words.of_refusal(refusal))
    return request


@locks.deed
def reject(*, request_id: int, note: str, by: User, at: datetime) -> OfficerRequest:
    """Reject what another administrator proposed. Raises: Refused OFR-12 without a reason, MOV-01/02."""
    request = _locked(request_id)
    if not shows(note):
        raise Refused("OFR-12", _("Write down why you reject it; the proposer reads it."), field="note")
    judge(request.reject, by=by).commit(at=at, note=plain(note))
    return request


@locks.deed
def cancel(*, request_id: int, by: User, at: datetime) -> OfficerRequest:
    """Cancel an open request of the registry. Raises: Refused MOV-01/02."""
    request = _locked(request_id)
    judge(request.cancel, by=by).commit(at=at)
    return request


def expire_unapproved(*, by: User, at: datetime) -> int:
    """Expire requests that nobody approved within seven days; returns how many."""
    late = OfficerRequest.objects.filter(state=OfficerState.AWAITING_APPROVAL, proposed_at__lt=at - EXPIRES_AFTER)
    keys = list(late.values_list("pk", flat=True))
    return len(isolation.each(keys, lambda pk: _expire(pk, by, at), what="request of the registry to expire"))


@locks.deed
def _expire(request_id: int, by: User, at: datetime) -> None:
    judge(_locked(request_id).expire, by=by).commit(at=at)

"""Postings for other apps: issuance, and what follows from a decision; by account number or account."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from common import events
from partners.people.models.people import User
from registry.book import ledger
from registry.models import Account, BookTransaction, Lot, Movement
from registry.models.accounts import PURPOSE_OF, AccountKind
from registry.services import locks


@dataclass(frozen=True)
class Portion:
    """Whole tonnes into an account."""

    account: Account
    quantity_tco2e: int


@dataclass(frozen=True)
class NewLot:
    """A lot to issue: one vintage year and one registry; `portions` in the order in which numbers are given.

    `numbering` is `jcm`, `unpublished` or `example`; `vintage` is None only where records do not tell the years.
    """

    host: str
    registry: str
    project: str
    issuance: int
    vintage: int | None
    portions: Sequence[Portion]
    numbering: str = "jcm"


@dataclass(frozen=True)
class Posting:
    """A posted transaction and the lots that it made."""

    transaction: BookTransaction
    lots: Sequence[Lot]


@locks.deed
def issue(*, key: str, lots: Sequence[NewLot], by: User, at: datetime) -> Posting:
    """Issue lots into accounts, all or none; the same key with the same content gives the first posting again.

    The caller has judged who may: issuance follows from a Joint Committee decision or from a published record.
    Raises: Refused LDG-nn.
    """
    wanted = [
        ledger.NewLot(
            host=lot.host,
            registry=lot.registry,
            numbering=lot.numbering,
            project=lot.project,
            issuance=lot.issuance,
            vintage=lot.vintage,
            shares=tuple(_share(portion) for portion in lot.portions),
        )
        for lot in lots
    ]
    return _posted(ledger.issue(key=key, lots=wanted, at=at), by, at)


def _share(portion: Portion) -> ledger.Share:
    return ledger.Share(ledger.AccountId(portion.account.in_book), ledger.Tonnes(portion.quantity_tco2e))


def _posted(number: ledger.TransactionId, by: User, at: datetime) -> Posting:
    made = BookTransaction.objects.get(pk=number)
    events.record(f"registry.booktransaction.{made.kind}", subject=made, by=by, at=at)
    return Posting(made, list(Lot.objects.filter(transaction=made).select_related("series").order_by("id")))


@locks.deed
def correct(
    *, key: str, legs: Sequence[ledger.Leg], answers: BookTransaction, reason: str, by: User, at: datetime
) -> Posting:
    """Post a correction that names the transaction it answers, with its reason; the past stays as it was.

    Raises: Refused LDG-nn.
    """
    named = ledger.TransactionId(answers.pk)
    return _posted(ledger.post(kind="correction", key=key, legs=legs, at=at, answers=named, reason=reason), by, at)


@locks.deed
def reverse(*, key: str, answers: BookTransaction, reason: str, by: User, at: datetime) -> Posting:
    """Reverse a transfer, retirement or cancellation: its movements go back exactly as they came.

    Raises: Refused LDG-10, LDG-13, LDG-15, LDG-20.
    """
    legs = [_back(movement) for movement in answers.movements.order_by("id")]
    named = ledger.TransactionId(answers.pk)
    return _posted(ledger.post(kind="reversal", key=key, legs=legs, at=at, answers=named, reason=reason), by, at)


def _back(movement: Movement) -> ledger.Leg:
    if movement.from_account_id is None:  # issued: it came from nowhere
        raise ledger.refused("book_reversible")
    sender, receiver = ledger.AccountId(movement.to_account_id), ledger.AccountId(movement.from_account_id)
    return ledger.Leg(ledger.LotId(movement.lot_id), movement.first, movement.last, sender, receiver)


def open_series(
    *,
    host: str,
    registry: str,
    numbering: str,
    opened_at: int,
    by: User,  # noqa: ARG001  the book keeps the row, and its own time
    at: datetime,  # noqa: ARG001  same
) -> None:
    """Open a series at a unit above 1, where earlier units were issued before this platform.

    Raises: Refused LDG-22 when it was opened elsewhere.
    """
    ledger.open_series(host=host, registry=registry, numbering=numbering, opened_at=opened_at)


def purpose_of(kind: str) -> str:
    """The purpose by which the book knows a kind of account."""
    return PURPOSE_OF[AccountKind(kind)]

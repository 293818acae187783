"""The one caller of the book's functions: typed in, typed out, every refusal with its number.

It knows no app. A refusal of the book arrives as the name of its check and leaves as `Refused`; an unknown name is a
fault and stays one.
"""

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any, NewType

from django.db import DatabaseError, connection, transaction
from django.utils.translation import gettext_lazy as _

from common.refusals import Refused, Sentence

Tonnes = NewType("Tonnes", int)
AccountId = NewType("AccountId", int)
LotId = NewType("LotId", int)
TransactionId = NewType("TransactionId", int)


@dataclass(frozen=True)
class Share:
    """A part of a new lot: whole tonnes into an account."""

    account: AccountId
    quantity: Tonnes


@dataclass(frozen=True)
class NewLot:
    """What one issuance makes in one series for one vintage year; units go out in the order of the shares.

    `numbering` is `jcm`, `unpublished` (serial numbers are not published) or `example`. `vintage` is None only where
    the published record does not tell the years.
    """

    host: str
    registry: str
    numbering: str
    project: str
    issuance: int
    vintage: int | None
    shares: tuple[Share, ...]


@dataclass(frozen=True)
class Leg:
    """Units `first..last` of a lot go from one account to another."""

    lot: LotId
    first: int
    last: int
    sender: AccountId
    receiver: AccountId

    @property
    def quantity_tco2e(self) -> int:
        """Units of the leg, t CO2 eq."""
        return self.last - self.first + 1


@dataclass(frozen=True)
class Range:
    """Units `first..last` of a lot."""

    lot: LotId
    first: int
    last: int


# Every check of the book: constraint name -> number and sentence. Numbers are never reused.
CHECKS: dict[str, tuple[str, Sentence, int]] = {
    "book_key_has_other_content": ("LDG-01", _("This request was posted before with other content."), 409),
    "book_key_once": ("LDG-01", _("This request was posted before with other content."), 409),
    "book_something_moves": ("LDG-02", _("Choose the units to move."), 422),
    "book_whole_tonnes": ("LDG-03", _("Give whole tonnes, at least one for each share."), 422),
    "book_registry_blocked": ("LDG-04", _("This registry is suspended; nothing moves in it now."), 409),
    "book_project_blocked": ("LDG-05", _("Units of this project are suspended."), 409),
    "book_account_blocked": ("LDG-06", _("One of the two accounts is suspended or closed."), 409),
    "book_lot_blocked": ("LDG-07", _("This lot is suspended."), 409),
    "book_account_known": ("LDG-08", _("There is no such account in the book."), 422),
    "book_kind_fits_account": ("LDG-09", _("This kind of transaction is not possible between these accounts."), 422),
    "book_reversible": ("LDG-10", _("This transaction cannot be reversed."), 422),
    "book_reversal_is_exact": ("LDG-11", _("A reversal moves back exactly what was moved."), 422),
    "book_units_frozen": ("LDG-12", _("Some of these units are frozen."), 409),
    "book_sender_holds_units": ("LDG-13", _("The account no longer holds these units. Choose again."), 409),
    "book_sender_is_not_receiver": ("LDG-14", _("Sender and receiver are the same account."), 422),
    "book_reversed_once": ("LDG-15", _("This transaction was reversed already."), 409),
    "book_unfrozen_once": ("LDG-16", _("This freeze was ended already."), 409),
    "book_freeze_known": ("LDG-17", _("There is no such freeze."), 422),
    "book_units_known": ("LDG-18", _("There are no such units."), 422),
    "book_answer_is_named": ("LDG-19", _("Name the transaction that this one answers."), 422),
    "book_answer_has_reason": ("LDG-20", _("Give the reason of the correction."), 422),
    "book_account_once": ("LDG-21", _("This account number is taken."), 409),
    "book_series_opened_once": ("LDG-22", _("This series was opened at another unit."), 409),
    "book_lot_issuance": ("LDG-23", _("An issuance number lies between 1 and 99."), 422),
    "book_lot_vintage": ("LDG-24", _("Give the vintage as a calendar year."), 422),
}
# What others were doing at the same moment: sqlstate -> number and sentence. Nothing is wrong with what was asked.
LOCK_NOT_AVAILABLE, DEADLOCK = "55P03", "40P01"
CROSSED: dict[str, tuple[str, Sentence, int]] = {
    LOCK_NOT_AVAILABLE: ("LDG-25", _("The book is busy with these units. Try again in a moment."), 409),
    DEADLOCK: ("LDG-26", _("Others changed the same things at the same moment. Nothing was done; try again."), 409),
}
BUSY = frozenset(number for number, _sentence, _status in CROSSED.values())


def sqlstate_of(error: DatabaseError) -> str:
    """PostgreSQL's code of an error; empty where it gave none."""
    return getattr(getattr(error.__cause__, "diag", None), "sqlstate", None) or ""


def refusal_of(error: DatabaseError) -> Refused | None:
    """The refusal that an error of the database means; None where it is a fault."""
    diagnosis = getattr(error.__cause__, "diag", None)
    crossed = CROSSED.get(sqlstate_of(error))
    if crossed is not None:
        return _refusal(*crossed)
    check = getattr(diagnosis, "constraint_name", None) or ""
    return refused(check) if check in CHECKS else None


def refused(check: str) -> Refused:
    """What the book's check says, where a caller knows before it asks."""
    return _refusal(*CHECKS[check])


def _refusal(number: str, sentence: Sentence, status: int) -> Refused:
    return Refused(number, sentence, status=status)


@contextmanager
def _refusals() -> Iterator[None]:
    """Turn the book's refusals into ours; the surrounding transaction loses nothing but this call.

    Outside a transaction the one statement is atomic by itself: a savepoint would only cost two more round trips.
    A deadlock stays a fault of the statement: whoever holds the whole transaction tries it again (`services.locks`).
    """
    try:
        with transaction.atomic() if connection.in_atomic_block else nullcontext():
            yield
    except DatabaseError as error:
        refusal = None if sqlstate_of(error) == DEADLOCK else refusal_of(error)
        if refusal is None:
            raise
        raise refusal from error


def _do(function: str, *values: Any) -> Any:  # what PostgreSQL takes and gives
    """Call one of the book's functions; `function` is a name of this module, never a caller's text."""
    places = ", ".join(["%s"] * len(values))
    with _refusals(), connection.cursor() as cursor:
        cursor.execute(f"SELECT {function}({places})", values)
        return cursor.fetchone()[0]


def _call(function: str, *values: Any) -> int:  # what PostgreSQL takes
    """The same for a function that answers with the key of what it made; an answer without one is a fault."""
    return int(_do(function, *values))


def open_account(*, number: str, registry: str, purpose: str) -> AccountId:
    """Open an account in the book: `holding`, `retirement`, `cancellation`, `buffer` or `unsplit`.

    Raises: Refused LDG-21 when the number is taken.
    """
    return AccountId(_call("book_open_account", number, registry, purpose))


def open_series(*, host: str, registry: str, numbering: str, opened_at: int) -> int:
    """Open a series at a unit above 1, where earlier units were issued before this platform.

    Raises: Refused LDG-22 when it was opened at another unit.
    """
    return _call("book_open_series", host, registry, numbering, opened_at)


def issue(*, key: str, lots: Sequence[NewLot], at: datetime) -> TransactionId:
    """Issue lots, all or none. The same key with the same content gives the first transaction again.

    Raises: Refused LDG-01..09, LDG-23, LDG-24.
    """
    return TransactionId(_call("book_issue", key, at, json.dumps([asdict(lot) for lot in lots])))


def post(
    *, kind: str, key: str, legs: Sequence[Leg], at: datetime, answers: TransactionId | None = None, reason: str = ""
) -> TransactionId:
    """Post legs, all or none. The same key with the same content gives the first transaction again.

    Args:
        kind: transfer, inter_registry, retirement, cancellation, set_aside, release, reversal or correction.
        answers: the transaction that a reversal, correction or release names.
    Raises: Refused LDG-01..15, LDG-19, LDG-20, LDG-25.
    """
    ordered = sorted(legs, key=lambda leg: (leg.lot, leg.first))
    columns = [[getattr(leg, name) for leg in ordered] for name in ("lot", "first", "last", "sender", "receiver")]
    return TransactionId(_call("book_post", kind, key, at, *columns, answers, reason))


def freeze(*, key: str, ranges: Sequence[Range], reason: str, at: datetime) -> TransactionId:
    """Freeze ranges where they lie. Raises: Refused LDG-01, LDG-18, LDG-25."""
    return TransactionId(_call("book_freeze_units", key, at, json.dumps([asdict(each) for each in ranges]), reason))


def unfreeze(*, key: str, answers: TransactionId, reason: str, at: datetime) -> TransactionId:
    """End a freeze. Raises: Refused LDG-01, LDG-16, LDG-17."""
    return TransactionId(_call("book_unfreeze", key, at, answers, reason))


def set_block(*, scope: str, name: str, blocked: bool) -> None:
    """Block or unblock an account (number), lot (id), project (reference) or registry (two letters)."""
    _do("book_set_block", scope, name, blocked)


def hold_lots(lots: Sequence[LotId]) -> None:
    """Hold the lots of several postings until the end of the transaction, as each posting would, in their one order.

    Raises: Refused LDG-25.
    """
    _do("book_hold_lots", sorted(set(lots)))

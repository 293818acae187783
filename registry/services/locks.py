"""Locks of the registry: one order for all, and what happens to whoever comes second.

The order is that of docs/ledger.md; whoever needs several takes them from the top:

1. `published`: accounts that published records open; then the counter of account numbers
2. `proposals`: what is asked for out of one account
3. `account`: the row of an account, by whoever changes it
4. `row`: a file of transfers, then a request, a change of representatives, an entry of a trusted list
5. `stops`: suspensions of a registry, a project or a lot
6. lots, by number: inside the book, or `ledger.hold_lots` before several postings
7. the block: shared by a posting from its last look to its commit, whole by `ledger.set_block`

Nothing but events and notices is written after the block is taken whole, so a stop waits for nobody's business.
"""

from collections.abc import Callable, Sequence
from functools import wraps

from django.db import DatabaseError, connection, models, transaction

from common.refusals import Refused
from registry.book import ledger
from registry.models import Account

TRIES = 4


def deed[**Given, Answer](service: Callable[Given, Answer]) -> Callable[Given, Answer]:
    """Make a service one transaction, and answer for what only its end can tell.

    A deadlock's victim, and a posting that a suspension has overtaken, have changed nothing: they are tried again,
    and then see what overtook them. What is part of another transaction is tried again with that.
    Raises: Refused LDG-04 to LDG-07, LDG-25, LDG-26 (409) where it still cannot be done.
    """

    @wraps(service)
    def done(*args: Given.args, **given: Given.kwargs) -> Answer:
        if connection.in_atomic_block:
            with transaction.atomic():
                return service(*args, **given)
        for left in reversed(range(TRIES)):
            try:
                with transaction.atomic():
                    return service(*args, **given)
            except DatabaseError as error:
                refusal = ledger.refusal_of(error)
                if refusal is None:
                    raise
                if left == 0 or ledger.sqlstate_of(error) == ledger.LOCK_NOT_AVAILABLE:
                    raise refusal from error
        raise AssertionError("the last try returns or raises")

    return done


def _queue(name: str, number: int = 0) -> None:
    """Stand in a queue until the end of the transaction."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext(%s), %s)", [name, number % 2147483647])


def published() -> None:
    """Two imports at once open an account of a kind once."""
    _queue("registry_published_account")


def proposals(account_id: int) -> None:
    """What is asked for out of one account is judged one after the other: limits and units that wait.

    Not the account's row: a long file of transfers would keep a suspension of the account waiting.
    """
    _queue("registry_proposals", account_id)


def stops() -> None:
    """Suspensions of a registry, a project or a lot are judged one after the other."""
    _queue("registry_stops")


def account(account_id: int) -> Account:
    """The account, held by whoever changes it. Those who only name it do not wait, nor keep it waiting."""
    held = Account.objects.select_for_update(of=("self",), no_key=True)
    return held.select_related("holder").get(pk=account_id)


def row[Row: models.Model](rows: models.QuerySet[Row], pk: int) -> Row:
    """One row of a request or of whatever else waits, held; what it names is read and not held."""
    return rows.select_for_update(of=("self",), no_key=True).get(pk=pk)


def rows[Row: models.Model](wanted: models.QuerySet[Row]) -> Sequence[Row]:
    """Several such rows, held by ascending number."""
    return list(wanted.select_for_update(of=("self",), no_key=True).order_by("pk"))


def is_busy(refusal: Refused) -> bool:
    """True where others were at it, and nothing is wrong with what was asked: try it again later."""
    return refusal.number in ledger.BUSY

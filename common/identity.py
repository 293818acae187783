"""Who acts, and when, proved to the database for one transaction.

The web's database role cannot say who acts: functions of the database stamp events, and the log, with the person and
the instant that this module proved by a keyed hash over the transaction's own number (`common/sql/002_identity.sql`).
The key follows from SECRET_KEY; `manage.py migrate` leaves it in a table that only the owner reads.
"""

import hashlib
import hmac
import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime, timedelta

from django.conf import settings
from django.db import connection, connections, transaction
from django.http import HttpRequest, HttpResponse

from common.people import Person

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_BLOCK = 64  # bytes, of SHA-256
_request: ContextVar[HttpRequest | None] = ContextVar("request", default=None)
logger = logging.getLogger(__name__)


class OtherPersonError(RuntimeError):
    """In the request of one person the platform would have acted as another."""


def key() -> bytes:
    """The key of the proofs."""
    return hmac.digest(settings.SECRET_KEY.encode(), b"jcm.identity.1", hashlib.sha256)


def assume(*, by: Person, at: datetime) -> None:
    """Prove to the database that `by` acts at `at`, until the transaction ends.

    Raises: OtherPersonError within a request of another signed-in person.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT identity_assume(%s, %s, %s)", proof(by=by, at=at))


def proof(*, by: Person, at: datetime) -> tuple[int, datetime, str]:
    """Person, instant and proof, as the database's functions take them; valid in this transaction only.

    Raises: OtherPersonError within a request of another signed-in person.
    """
    _refuse_another(by)
    microseconds = (at - _EPOCH) // timedelta(microseconds=1)
    words = f"identity|{_transaction()}|{by.pk}|{microseconds}"
    return by.pk, at, hmac.digest(key(), words.encode(), hashlib.sha256).hex()


class Mark:
    """Stands among the transaction's commit hooks: it goes when the transaction goes, whichever way it ends."""

    def __init__(self, number: str) -> None:
        self.number = number

    def __call__(self) -> None:
        """Nothing is left to do at commit."""


def _transaction() -> str:
    """The number of the transaction, asked once: Django forgets the hooks of a transaction with the transaction."""
    if not connection.in_atomic_block:
        raise RuntimeError("An identity is proved for a transaction: there is none.")
    for registered in connection.run_on_commit:
        hook = registered[1]
        if isinstance(hook, Mark):
            return hook.number
    with connection.cursor() as cursor:
        cursor.execute("SELECT identity_transaction()")
        mark = Mark(cursor.fetchone()[0])
    transaction.on_commit(mark)
    return mark.number


def _refuse_another(by: Person) -> None:
    request = _request.get()
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated or user.pk == by.pk or getattr(by, "is_system", False):
        return
    logger.error("person %s would have acted as person %s", user.pk, by.pk)
    raise OtherPersonError("A request acts as the person who sent it, or as the system.")


@contextmanager
def within(request: HttpRequest) -> Iterator[None]:
    """Let nobody but the request's own person, and the system, act inside."""
    token = _request.set(request)
    try:
        yield
    finally:
        _request.reset(token)


def middleware(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Bind what is done within a request to its person; stands behind Django's authentication."""

    def bound(request: HttpRequest) -> HttpResponse:
        with within(request):
            return get_response(request)

    return bound


def install(*, using: str, **_signal: object) -> None:
    """After `migrate`: leave the key with the database, also when SECRET_KEY has changed."""
    padded = key().ljust(_BLOCK, b"\0")
    pads = [bytes(byte ^ 0x36 for byte in padded), bytes(byte ^ 0x5C for byte in padded)]
    with connections[using].cursor() as cursor:
        cursor.execute("SELECT to_regclass('identity_key')")
        if cursor.fetchone()[0] is None:
            return  # a migration back to before the identity
        cursor.execute(
            "INSERT INTO identity_key (inner_pad, outer_pad) VALUES (%s, %s) ON CONFLICT (single)"
            " DO UPDATE SET inner_pad = excluded.inner_pad, outer_pad = excluded.outer_pad",
            pads,
        )

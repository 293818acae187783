"""No statement of a page runs longer than its reader may expect: the database ends it, and the page says so.

The limit is the session's, set before the first statement for which the connection has another one; a pooler between
the platform and PostgreSQL must therefore keep sessions apart (`docs/operations.md`). Tasks and commands have none.
"""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.db import OperationalError, connection
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from psycopg.errors import QueryCanceled
from psycopg.pq import TransactionStatus

from common import problems

type Answer = Callable[[HttpRequest], HttpResponseBase]

SIGNED_IN, DOWNLOAD = 5, 10  # times what a visitor's page gets
RETRY_AFTER_SECONDS = 30


class PatienceMiddleware:
    """Give each statement of a request its time, and answer 503 where it runs out."""

    def __init__(self, answer: Answer) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        limit = _Limit(request)
        request.lengthen_patience = limit.lengthen  # type: ignore[attr-defined]  # asked for by who takes a `Turn`
        with connection.execute_wrapper(limit):
            try:
                return self.answer(request)
            finally:
                limit.leave()

    def process_exception(self, request: HttpRequest, fault: Exception) -> HttpResponseBase | None:
        """Django calls it with what a view raised."""
        if not isinstance(fault, OperationalError) or not isinstance(fault.__cause__, QueryCanceled):
            return None
        answer: HttpResponseBase
        if problems.is_for_programs(request):
            answer = problems.refused_at_the_door("This question takes too long.", 503, "LIM-02")
        else:
            answer = render(request, "too_long.html", status=503)
        answer["Retry-After"] = str(RETRY_AFTER_SECONDS)
        return answer


class _Limit:
    """Sets the limit of the connection's session before a statement that needs another one."""

    def __init__(self, request: HttpRequest) -> None:
        self.request = request
        self.is_local = self.is_download = False
        self._of_transaction: int | None = None  # as set in the one at work, so that it is not set at each statement

    def __call__(self, execute: Any, sql: Any, params: Any, many: bool, context: Any) -> Any:  # Django's own shape
        self._set(self._milliseconds())
        if isinstance(sql, str) and sql.startswith("ROLLBACK"):  # to a savepoint, perhaps from before it was set
            self._of_transaction = None
        return execute(sql, params, many, context)

    def lengthen(self) -> None:
        """A download begins; what it reads while it is sent is asked after the middleware has gone, so set it now."""
        self.is_download = True
        connection.ensure_connection()
        self._set(self._milliseconds())

    def _milliseconds(self) -> int:
        user = getattr(self.request, "_cached_user", None)  # there once sign-in was looked up
        times = SIGNED_IN if user is not None and user.is_authenticated else 1
        if self.is_download:
            times = max(times, DOWNLOAD)
        return int(settings.STATEMENT_SECONDS) * 1000 * times

    def _set(self, wanted: int) -> None:
        session = connection.connection
        if session is None or connection.needs_rollback or getattr(session, "jcm_limit", None) == wanted:
            return
        if connection.in_atomic_block:  # what is set in a transaction goes with it
            if session.info.transaction_status == TransactionStatus.IDLE:
                self._of_transaction = None
            if self._of_transaction != wanted:
                session.execute(f"SET LOCAL statement_timeout = {wanted:d}")
                self._of_transaction, self.is_local = wanted, True
        else:
            session.execute(f"SET statement_timeout = {wanted:d}")
            session.jcm_limit = wanted

    def leave(self) -> None:
        """A transaction around the whole request goes on without it."""
        if self.is_local and connection.in_atomic_block and not connection.needs_rollback:
            connection.connection.execute("SET LOCAL statement_timeout = 0")

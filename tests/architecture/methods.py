"""What an address does to each method: a deed is POST with a token and nothing else; no other method writes a row."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from django.db import connection, transaction
from django.test import Client

from tests.architecture import light
from tests.architecture.answers import Browsers, may_open
from tests.architecture.golden import unrendered
from tests.architecture.routes import Route

OTHERS = ("HEAD", "OPTIONS", "PUT", "DELETE", "PATCH", "TRACE")
# Signing in and out keeps a session and the instant of the last sign-in; a page keeps what it says next in it.
OF_SIGN_IN = {"django_session"}
# Whoever gets a file of a decision is written down: a deed of reading, by design, and by GET alone.
OF_READING = {"committee:decision-file": {"committee_fileopening", "common_event", "common_change"}}


class Written:
    """How many rows of which tables were written, from one look to the next; what is rolled back counts too."""

    def __init__(self) -> None:
        self._before = self._counts()

    @staticmethod
    def _counts() -> dict[str, int]:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT relname, n_tup_ins + n_tup_upd + n_tup_del FROM pg_stat_xact_user_tables"
                " WHERE n_tup_ins + n_tup_upd + n_tup_del > 0"
            )
            return dict(cursor.fetchall())

    def tables(self) -> set[str]:
        """The tables written since the last look, without those of the session."""
        before, self._before = self._before, self._counts()
        return {table for table, rows in self._before.items() if rows > before.get(table, 0)} - OF_SIGN_IN


@contextmanager
def undone(client: Client) -> Iterator[None]:
    """Neither the database nor the browser keeps what a request does."""
    with light.cookies_kept(client), transaction.atomic():
        yield
        transaction.set_rollback(True)


def _methods(route: Route) -> set[str]:
    declared = getattr(route.view, "methods", None)
    if declared is None and route.is_api:
        actions = getattr(route.view, "actions", None)
        declared = [m.upper() for m in actions] if actions else route.view.cls().allowed_methods
    found = set(declared or ())
    return found | {"OPTIONS"} | ({"HEAD"} if "GET" in found else set())


def _faults(route: Route, address: str, methods: Iterable[str], role: str, client: Client) -> Iterator[str]:
    """What each method but POST did that it must not do; the token is waived: nothing but the method stops it."""
    written, allowed = Written(), _methods(route)
    for method in methods:
        with undone(client):
            answer = client.generic(method, address)
        of_reading = OF_READING.get(route.name, set()) if method == "GET" else set()
        if tables := written.tables() - of_reading:
            yield f"{method} {address} as {role} answers {answer.status_code} and writes {sorted(tables)}"
        if method not in allowed and answer.status_code != 405:
            yield f"{method} {address} as {role} answers {answer.status_code}, not 405"
        if answer.status_code == 405 and set(answer.get("Allow", "").split(", ")) != allowed:
            yield f"{method} {address} says Allow: {answer.get('Allow')}, not {sorted(allowed)}"


def _taken_without_token(address: str, role: str, client: Client) -> Iterator[str]:
    """What a request did whose token is missing: a form's, one by htmx, one in JSON, one from elsewhere."""
    written = Written()
    foreign = {"Origin": "https://elsewhere.example"}
    tried: list[tuple[str, dict[str, str], str]] = [
        ("POST", {}, "application/x-www-form-urlencoded"),
        ("POST", {"HX-Request": "true"}, "application/json"),
        ("POST", foreign, "text/plain"),
        ("PUT", {}, "application/json"),
        ("DELETE", {}, "application/json"),
    ]
    for method, headers, kind in tried:
        with undone(client):
            answer = client.generic(method, address, b"{}", content_type=kind, headers=headers)
        if written.tables() or answer.status_code != 403:
            yield f"{method} {address} as {role} without a token answers {answer.status_code}"


def _of_route(route: Route, address: str, browsers: Browsers, strict: Browsers) -> list[str]:
    able = [role for role, (user, _client) in browsers.items() if may_open(route, user)]
    if not able:  # no person opens it: whoever asks is refused before anything is done
        return []
    last = able[-1]
    wrong: list[str] = []
    for role in able:  # a page may write for one of its readers only; what is no page is answered alike to all
        every = role == last or route.only_post
        wrong += _faults(route, address, ("GET", *(OTHERS if every else ())), role, browsers[role][1])
    return wrong if route.is_api else [*wrong, *_taken_without_token(address, last, strict[last][1])]


def faults(addresses: Iterable[tuple[Route, str]], browsers: Browsers, strict: Browsers) -> list[str]:
    """What the addresses did by a method that is not theirs, or without a token; those that wrote come first.

    Args:
        browsers: one a role, from which no token is asked.
        strict: the same, from which it is.
    """
    wrong: list[str] = []
    with unrendered(), light.people_read_once():  # what is written is asked, not what a page looks like
        for route, path in addresses:
            wrong += _of_route(route, path, browsers, strict)
    return sorted(wrong, key=lambda fault: "writes" not in fault)

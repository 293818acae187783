"""Every address: a deed is POST with a token and nothing else; no other method ever writes a row."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse

from tests.architecture import routes
from tests.architecture.golden import unrendered
from tests.architecture.routes import Route
from tests.architecture.test_routes import ASKED, GROUPS, may_open

OTHERS = ("HEAD", "OPTIONS", "PUT", "DELETE", "PATCH", "TRACE")
# Signing in and out keeps a session and the instant of the last sign-in; a page keeps what it says next in it.
OF_SIGN_IN = {"django_session"}
# Whoever gets a file of a decision is written down: a deed of reading, by design, and by GET alone.
OF_READING = {"partners:decision-file": {"partners_fileopening", "common_event", "common_change"}}
# allauth writes down the address that a person has already, when they look at their addresses for the first time.
OF_PACKAGES_THEMSELVES = {"account_email": {"account_emailaddress"}}


class Written:
    """How many rows of which tables were written; a savepoint that is rolled back counts too."""

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
        """The tables written since, without those of the session."""
        after = self._counts()
        return {table for table, rows in after.items() if rows > self._before.get(table, 0)} - OF_SIGN_IN


@contextmanager
def _undone() -> Iterator[None]:
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def _client(user: Any, *, asks_token: bool) -> Client:
    client = Client(raise_request_exception=False, enforce_csrf_checks=asks_token)
    if user.is_authenticated:
        client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def _methods(route: Route) -> set[str]:
    declared = getattr(route.view, "methods", None)
    if declared is None and route.is_api:
        actions = getattr(route.view, "actions", None)
        declared = [m.upper() for m in actions] if actions else route.view.cls().allowed_methods
    found = set(declared or ())
    return found | {"OPTIONS"} | ({"HEAD"} if "GET" in found else set())


def _faults(route: Route, address: str, methods: Iterable[str], role: str, user: Any) -> Iterator[str]:
    """What each method but POST did that it must not do; the token is waived: nothing but the method stops it."""
    client, allowed = _client(user, asks_token=False), _methods(route)
    for method in methods:
        written = Written()
        with _undone():
            answer = client.generic(method, address)
        of_reading = OF_READING.get(route.name, set()) if method == "GET" else set()
        if tables := written.tables() - of_reading:
            yield f"{method} {address} as {role} answers {answer.status_code} and writes {sorted(tables)}"
        if method not in allowed and answer.status_code != 405:
            yield f"{method} {address} as {role} answers {answer.status_code}, not 405"
        if answer.status_code == 405 and set(answer.get("Allow", "").split(", ")) != allowed:
            yield f"{method} {address} says Allow: {answer.get('Allow')}, not {sorted(allowed)}"


def _taken_without_token(address: str, role: str, user: Any) -> Iterator[str]:
    """What a request did whose token is missing: a form's, one by htmx, one in JSON, one from elsewhere."""
    client = _client(user, asks_token=True)
    foreign = {"Origin": "https://elsewhere.example"}
    tried: list[tuple[str, dict[str, str], str]] = [
        ("POST", {}, "application/x-www-form-urlencoded"), ("POST", {"HX-Request": "true"}, "application/json"),
        ("POST", foreign, "text/plain"), ("PUT", {}, "application/json"), ("DELETE", {}, "application/json"),
    ]  # fmt: skip
    for method, headers, kind in tried:
        written = Written()
        with _undone():
            answer = client.generic(method, address, b"{}", content_type=kind, headers=headers)
        if answer.status_code != 403 or written.tables():
            yield f"{method} {address} as {role} without a token answers {answer.status_code}"


def _of_route(route: Route, address: str, roles: dict[str, Any]) -> list[str]:
    able = [role for role in ASKED if may_open(route, roles[role])]
    last = able[-1]
    faults: list[str] = []
    for role in able:  # a page may write for one of its readers only; what is no page is answered alike to all
        every = role == last or route.only_post
        faults += _faults(route, address, ("GET", *(OTHERS if every else ())), role, roles[role])
    return faults if route.is_api else [*faults, *_taken_without_token(address, last, roles[last])]


@pytest.mark.parametrize("group", GROUPS)
def test_no_method_but_post_writes_and_post_wants_a_token(
    group: str, situation: SimpleNamespace, roles: dict[str, Any]
) -> None:
    reached = GROUPS[group][0][1].reach(situation)
    faults: list[str] = []
    with unrendered():  # what is written is asked, not what a page looks like
        for route, declared_address in GROUPS[group]:
            faults += _of_route(route, reverse(route.name, kwargs=declared_address.arguments(reached)), roles)
    assert sorted(faults, key=lambda fault: "writes" not in fault) == []


OF_PACKAGES = sorted(
    {route.name: route for route in routes.every() if route.is_third_party and not route.arguments}.items()
)


@pytest.mark.parametrize("name", [name for name, _route in OF_PACKAGES])
def test_addresses_of_packages_write_nothing_but_by_post(
    name: str, situation: SimpleNamespace, roles: dict[str, Any]
) -> None:
    situation.officer.is_staff = situation.officer.is_superuser = True
    situation.officer.save()
    address = "/" + dict(OF_PACKAGES)[name].pattern.replace("^", "").replace("$", "").replace("\\Z", "")
    for user in (situation.officer, roles["anonymous"]):
        client = _client(user, asks_token=False)
        for method in ("GET", *OTHERS):
            written = Written()
            with _undone():
                client.generic(method, address)
            assert written.tables() <= OF_PACKAGES_THEMSELVES.get(name, set()), f"{method} {address} writes"

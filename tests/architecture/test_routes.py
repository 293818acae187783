"""Every address, as every role: never a fault, no link that its reader may not follow, no more queries than allowed.

Who may open what is compared with the golden table, in `test_golden_addresses_*.py`.
"""

import json
import re
from functools import cache
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import connection, transaction
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from django.urls import Resolver404, resolve, reverse

from tests.architecture import routes
from tests.architecture.people import HOW, declared
from tests.architecture.routes import Route
from tests.factories.addresses import Address, of_it

OURS = routes.ours()
BUDGETS: dict[str, int] = json.loads((Path(__file__).parent.parent / "golden" / "query_counts.json").read_text())

NOWHERE = of_it()
LEADS = re.compile(r'(?:href|action)="(/(?!static/)[^"#?]*)')

# A page tells roles apart, not the sides of a role: the moves are tried by every person, the pages by these.
ASKED = (
    "anonymous",
    "participant",
    "other participant",
    "TPE",
    "secretariat",
    "committee of the partner",
    "government of Japan",
    "government of the partner",
    "registry",
    "auditor",
)


def test_every_view_says_who_may_open_it() -> None:
    silent = [
        f"{name} ({route.home})" for name, route in OURS.items() if route.may is None and not route.permission_classes
    ]
    assert silent == [], "Give the view @screen(may=...), or the API view its own permission_classes."


def test_every_address_has_a_name_of_its_own() -> None:
    named = [route.name for route in routes.every() if not route.is_third_party]
    assert sorted(named) == sorted(set(named))


def _groups() -> dict[str, list[tuple[Route, Address]]]:
    """Addresses by the object that they need, by name of the first; those without one by their app."""
    declared_addresses = declared("ADDRESSES")
    found: dict[object, list[tuple[Route, Address]]] = {}
    for name, route in sorted(OURS.items()):
        address = declared_addresses.get(name, NOWHERE)
        assert name in declared_addresses or not route.arguments, f"{name} ({route.pattern}) needs an object. {HOW}"
        key = name.partition(":")[0] if address is NOWHERE else address.key
        found.setdefault(key, []).append((route, address))
    return {f"{group[0][0].name} and {len(group) - 1} more": group for group in found.values()}


def may_open(route: Route, user: Any) -> bool:
    if route.may is not None:
        return bool(route.may(user))
    request = RequestFactory().generic("POST" if route.only_post else "GET", "/")
    request.user = user
    view = route.view.cls()
    return all(one().has_permission(request, view) for one in route.permission_classes or [])


def _ask(client: Client, route: Route, address: str) -> Any:
    with transaction.atomic():
        answer = client.post(address) if route.only_post else client.get(address)
        transaction.set_rollback(True)
    return answer


def _client(user: Any) -> Client:
    client = Client(raise_request_exception=False)
    if user.is_authenticated:
        client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


GROUPS = _groups()


@pytest.mark.parametrize("group", GROUPS)
def test_an_address_answers_each_role_without_a_fault(
    group: str, situation: SimpleNamespace, roles: dict[str, Any]
) -> None:
    """It leads nobody to a place closed to their role, and keeps its query budget (one set-up: they are many)."""
    reached = GROUPS[group][0][1].reach(situation)
    clients = {role: (roles[role], _client(roles[role])) for role in ASKED}
    faults = []
    for route, declared_address in GROUPS[group]:
        faults += _faults(route, reverse(route.name, kwargs=declared_address.arguments(reached)), clients)
    assert faults == []


def _faults(route: Route, address: str, clients: dict[str, tuple[Any, Client]]) -> list[str]:
    faults, answered, within_budget = [], set(), None
    for role, (user, client) in clients.items():
        with CaptureQueriesContext(connection) as captured:
            answer = _ask(client, route, address)
        answered.add(answer.status_code)
        if answer.status_code >= 500:
            faults.append(f"{address} answers {role} {answer.status_code}")
        if user.is_authenticated and (leads := _closed_links(answer, user)):
            faults.append(f"{address} shows {role} links that they may not follow: {leads}")
        if answer.status_code == 200 and within_budget is None and not route.only_post:
            within_budget = _over_budget(route, user, captured)
    served = answered & ({200, 201, 302, 409, 422} if route.only_post else {200, 302})
    return [*faults, *(within_budget or []), *([] if served else [f"Nobody gets {address}: {answered}"])]


def _over_budget(route: Route, user: Any, captured: CaptureQueriesContext) -> list[str]:
    asked = _own_queries(captured)
    usual = "pages of signed-in people" if user.is_authenticated else "public pages"
    budget = BUDGETS.get(route.name, BUDGETS[usual])
    return [] if len(asked) <= budget else [f"{route.name} asks {len(asked)} times, budget {budget}", *asked]


def _closed_links(answer: Any, user: Any) -> set[str]:
    """Where a page leads that its reader may not open, or that does not exist."""
    if answer.status_code != 200 or not answer.get("Content-Type", "").startswith("text/html"):
        return set()
    return {path for path in set(LEADS.findall(answer.content.decode())) if not _open(path, user)}


def _open(path: str, user: Any) -> bool:
    name = _name_of(path)
    return name is not None and (name not in OURS or may_open(OURS[name], user))


@cache
def _name_of(path: str) -> str | None:
    try:
        return resolve(path).view_name
    except Resolver404:
        return None


def _own_queries(captured: CaptureQueriesContext) -> list[str]:
    """What the page asked, without savepoints, session and sign-in."""
    kinds = ("SAVEPOINT", "RELEASE", "ROLLBACK", "SET", "BEGIN")
    others = ("django_session", 'UPDATE "partners_user"')
    asked = [query["sql"] for query in captured if not query["sql"].startswith(kinds)]
    return [sql[:300] for sql in asked if not any(other in sql for other in others)]

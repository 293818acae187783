"""What an address answers each role: never a fault, no link that they may not follow, no more queries than allowed."""

import json
import re
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from django.db import connection, transaction
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from django.urls import Resolver404, resolve

from tests.architecture import light
from tests.architecture.golden import OURS
from tests.architecture.routes import Route

type Browsers = Mapping[str, tuple[Any, Client]]

BUDGETS: dict[str, int] = json.loads((Path(__file__).parent.parent / "golden" / "query_counts.json").read_text())

OF_MACHINES = {"projects:api-meter-readings"}
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


def may_open(route: Route, user: Any) -> bool:
    if route.may is not None:
        return bool(route.may(user))
    request = RequestFactory().generic("POST" if route.only_post else "GET", "/")
    request.user = user
    view = route.view.cls()
    return all(one().has_permission(request, view) for one in route.permission_classes or [])


def _ask(client: Client, route: Route, address: str) -> Any:
    with light.cookies_kept(client), transaction.atomic():
        answer = client.post(address) if route.only_post else client.get(address)
        transaction.set_rollback(True)
    return answer


def faults(addresses: Iterable[tuple[Route, str]], browsers: Browsers) -> list[str]:
    """What is wrong with what the addresses answer."""
    gone = [role for role, (user, client) in browsers.items() if user.is_authenticated and not client.session.keys()]
    assert gone == [], "Nobody is signed in any more: whoever is not signed in is shown no fault."
    with light.quiet():
        return [fault for route, path in addresses for fault in _faults(route, path, browsers)]


def _faults(route: Route, address: str, browsers: Browsers) -> list[str]:
    wrong, answered, within_budget = [], set(), None
    for role, (user, client) in browsers.items():
        counts = within_budget is None and not route.only_post
        with CaptureQueriesContext(connection) if counts else light.people_read_once() as captured:
            answer = _ask(client, route, address)
        answered.add(answer.status_code)
        if answer.status_code >= 500:
            wrong.append(f"{address} answers {role} {answer.status_code}")
        if user.is_authenticated and (leads := _closed_links(answer, user)):
            wrong.append(f"{address} shows {role} links that they may not follow: {leads}")
        if answer.status_code == 200 and captured is not None:
            within_budget = _over_budget(route, user, captured)
    served = answered & ({200, 201, 302, 409, 422} if route.only_post else {200, 302})
    if route.name in OF_MACHINES:  # what no person opens is tried where its tokens are
        return wrong if answered == {401} else [*wrong, f"{address} answers a person: {answered}"]
    return [*wrong, *(within_budget or []), *([] if served else [f"Nobody gets {address}: {answered}"])]


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

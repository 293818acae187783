"""Every address, as every role: never a fault, and the answer agrees with who the view says may open it."""

import json
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.conf import settings
from django.db import connection, transaction
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.architecture import routes
from tests.architecture.people import HOW, declared
from tests.architecture.routes import Route

OURS = routes.ours()
BUDGETS: dict[str, int] = json.loads((Path(__file__).parent.parent / "golden" / "query_counts.json").read_text())


def test_every_view_says_who_may_open_it() -> None:
    silent = [
        f"{name} ({route.home})"
        for name, route in OURS.items()
        if route.may is None and not route.permission_classes
    ]  # fmt: skip
    assert silent == [], "Give the view @screen(may=...), or the API view its own permission_classes."


def test_every_address_has_a_name_of_its_own() -> None:
    named = [route.name for route in routes.every() if not route.is_third_party]
    assert sorted(named) == sorted(set(named))


def _address(route: Route, situation: SimpleNamespace) -> str:
    if not route.arguments:
        return reverse(route.name)
    addresses = declared("ADDRESSES")
    assert route.name in addresses, f"The address {route.name} ({route.pattern}) needs an object. {HOW}"
    return reverse(route.name, kwargs=addresses[route.name](situation))


def _may(route: Route, user: Any) -> bool:
    if route.may is not None:
        return bool(route.may(user))
    request = RequestFactory().generic("POST" if route.only_post else "GET", "/")
    request.user = user
    view = route.view.cls()
    return all(one().has_permission(request, view) for one in route.permission_classes or [])


def _ask(route: Route, address: str, user: Any) -> Any:
    client = Client(raise_request_exception=False)
    if user.is_authenticated:
        client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    with transaction.atomic():
        answer = client.post(address) if route.only_post else client.get(address)
        transaction.set_rollback(True)
    return answer


def _refused(answer: Any, user: Any) -> bool:
    if user.is_authenticated:
        return answer.status_code == 403
    signs_in = answer.status_code == 302 and answer["Location"].startswith(reverse(settings.LOGIN_URL))
    return signs_in or answer.status_code in {401, 403}


@pytest.mark.parametrize("name", sorted(OURS))
def test_an_address_answers_each_role_as_its_view_declares(
    name: str, situation: SimpleNamespace, roles: dict[str, Any]
) -> None:
    route = OURS[name]
    address = _address(route, situation)
    wrong, answered = {}, set()
    for role, user in roles.items():
        answer = _ask(route, address, user)
        answered.add(answer.status_code)
        if not _may(route, user):
            fits = _refused(answer, user)
        else:  # the object itself may still be closed to this person: 403 or 404, but never the sign-in page
            fits = answer.status_code < 500 and (user.is_authenticated or answer.status_code != 302)
        if not fits:
            wrong[role] = answer.status_code
    assert wrong == {}, f"{address} answers otherwise than declared"
    served = answered & ({200, 201, 302, 409, 422} if route.only_post else {200, 302})
    assert served, f"Nobody gets {address}: {answered}"


@pytest.mark.parametrize("name", sorted(name for name, route in OURS.items() if not route.only_post))
def test_a_page_keeps_its_query_budget(name: str, situation: SimpleNamespace, roles: dict[str, Any]) -> None:
    """Sign-in, session and savepoints aside: tests/golden/query_counts.json; raising a line there is visible."""
    route = OURS[name]
    address = _address(route, situation)
    for user in roles.values():
        if not _may(route, user):
            continue
        with CaptureQueriesContext(
            connection,
        ) as captured:
            answer = _ask(route, address, user)
        if answer.status_code != 200:
            continue
        kinds = ("SAVEPOINT", "RELEASE", "ROLLBACK", "SET", "BEGIN")
        asked = [q["sql"] for q in captured if not q["sql"].startswith(kinds) and "django_session" not in q["sql"]]
        own = [sql for sql in asked if 'UPDATE "partners_user"' not in sql]
        fallback = "public pages" if not user.is_authenticated else "pages of signed-in people"
        budget = BUDGETS.get(name, BUDGETS[fallback])
        assert len(own) <= budget, f"{name} asks {len(own)} queries, budget {budget}:\n" + "\n".join(own)
        return

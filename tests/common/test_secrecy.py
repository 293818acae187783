"""No log line holds the secret of an address, nor what somebody typed into a query."""

import io
import json
import logging
from collections.abc import Iterator
from datetime import timedelta
from types import SimpleNamespace
from urllib.parse import quote

import pytest
from django.test import Client
from django.urls import reverse
from gunicorn.config import Config
from prometheus_client import generate_latest

from jcm_platform.logs import AccessLogger, json_formatter
from jcm_platform.secrecy import CARRIES_A_SECRET, mask
from tests.architecture import routes

SECRET = "abcdef0123456789fedcba9876543210"
ADDRESSES = {
    "account_reset_password_from_key": lambda: reverse("account_reset_password_from_key", args=["1a", f"cx9-{SECRET}"]),
    "account_confirm_email": lambda: reverse("account_confirm_email", args=[f"Mw:1abc:{SECRET}"]),
    "partners:address-prove": lambda: reverse("partners:address-prove", args=[f"Mw:1abc:{SECRET}"]),
    "partners:address-stop": lambda: reverse("partners:address-stop", args=[f"Mw:1abc:{SECRET}"]),
    "workflow:calendar-file": lambda: reverse("workflow:calendar-file", args=[SECRET]),
}
# Arguments of these names are secrets, but on the routes named here.
SECRET_NAMES, NO_SECRETS = {"token", "key", "code", "secret"}, {"committee:rule-file", "credits:published-page"}


@pytest.fixture
def lines() -> Iterator[io.StringIO]:
    """Every line that the platform logs, as it would stand on standard error."""
    written = io.StringIO()
    handler = logging.StreamHandler(written)
    handler.setFormatter(json_formatter())
    root = logging.getLogger()
    before = root.level
    root.addHandler(handler)
    root.setLevel(logging.INFO)
    yield written
    root.removeHandler(handler)
    root.setLevel(before)


def test_every_route_with_a_secret_is_declared() -> None:
    named = {route.name for route in routes.every() if SECRET_NAMES & set(route.arguments)} - NO_SECRETS
    assert {name for name in named if not name.startswith("admin:")} == set(CARRIES_A_SECRET) == set(ADDRESSES)


@pytest.mark.parametrize("name", sorted(ADDRESSES))
def test_no_line_and_no_figure_holds_the_secret_of_an_address(
    name: str, it: SimpleNamespace, lines: io.StringIO
) -> None:
    address = ADDRESSES[name]()
    client = Client(raise_request_exception=False)
    client.get(address)
    client.get(f"/accounts/login/?next={quote(address, safe='')}")
    client.get(f"/nowhere{address}")
    written = lines.getvalue()
    assert "request_started" in written
    assert SECRET not in written
    assert SECRET not in generate_latest().decode()


def test_what_is_typed_into_a_query_is_not_logged(it: SimpleNamespace, lines: io.StringIO) -> None:
    Client().get("/projects/?q=somebody&token=" + SECRET)
    started = [json.loads(line) for line in lines.getvalue().splitlines() if "request_started" in line]
    assert [line["request"] for line in started] == ["GET /projects/?…"]


@pytest.mark.parametrize("name", sorted(ADDRESSES))
def test_the_access_log_of_gunicorn_holds_none_either(name: str) -> None:
    address = ADDRESSES[name]()
    environ = {
        "REQUEST_METHOD": "GET",
        "RAW_URI": f"{address}?a={SECRET}",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "PATH_INFO": address,
        "QUERY_STRING": f"a={SECRET}",
        "HTTP_REFERER": f"http://here{address}",
    }
    answer = SimpleNamespace(status="200 OK", sent=1, headers=[])
    asked = SimpleNamespace(headers=[("REFERER", f"http://here{address}")])
    found = AccessLogger(Config()).atoms(answer, asked, environ, timedelta(seconds=1))
    assert SECRET not in str(found)


def test_a_sentence_stays_a_sentence() -> None:
    assert mask("what is 1/2? yes, at /projects/ and calendar/revoke/") == (
        "what is 1/2? yes, at /projects/ and calendar/revoke/"
    )

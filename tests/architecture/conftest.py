"""Situations of the generated tests."""

from types import SimpleNamespace
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client
from django.test.client import ClientHandler

from tests.architecture import light, people
from tests.factories import kinds


@pytest.fixture
def situation(it: SimpleNamespace) -> SimpleNamespace:
    """A country in which everybody is at work."""
    return it


@pytest.fixture
def roles(situation: SimpleNamespace) -> dict[str, Any]:
    """One person a role."""
    return people.of(situation)


@pytest.fixture(scope="module")
def everybody(made: SimpleNamespace) -> dict[str, Any]:
    """One person a kind, as `tests/golden/people.csv` describes them."""
    return kinds.everybody(made)


def browser(user: Any, *, asks_token: bool = False) -> Client:
    """Somebody's browser, signed in."""
    client = Client(raise_request_exception=False, enforce_csrf_checks=asks_token)
    if user.is_authenticated:
        client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


@pytest.fixture(scope="module")
def signed_in(everybody: dict[str, Any]) -> dict[str, tuple[Any, Client]]:
    """Everybody with a browser, signed in once; the system never signs in. Their requests pass what decides alone."""
    found = {}
    with light.requests():
        handler = ClientHandler(enforce_csrf_checks=False)
        handler.load_middleware()
        for name, user in everybody.items():
            client = browser(user if name != "system" else AnonymousUser())
            client.handler = handler
            found[name] = (user, client)
    return found

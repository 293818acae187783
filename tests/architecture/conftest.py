"""Situations of the generated tests."""

from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import pytest
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


@pytest.fixture(scope="module")
def signed_in(everybody: dict[str, Any]) -> Iterator[dict[str, tuple[Any, Client]]]:
    """Everybody with a browser, signed in once; the system never signs in. Their requests pass what decides alone."""
    found = {}
    with light.requests():
        handler = ClientHandler(enforce_csrf_checks=False)
        for name, user in everybody.items():
            client = Client(raise_request_exception=False)
            client.handler = handler
            if user.is_authenticated and name != "system":
                client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
            found[name] = (user, client)
        yield found

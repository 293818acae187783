"""The list of people is narrowed to a role, to nobody's role, and to who may sign in."""

import json
from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from partners.people.models.people import Role
from tests.attacks import falls
from tests.factories.partners import a_country_in_operation

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def made(lasting: None) -> SimpleNamespace:
    return a_country_in_operation()


def _emails(client: Client, **narrowed: str) -> set[str]:
    records = client.get(reverse("partners:person-list"), {"format": "json", **narrowed})
    return {record["email"] for record in _json(records)}


def _json(answer: Any) -> list[dict[str, str]]:
    return list(json.loads(b"".join(answer.streaming_content)))


def test_people_are_found_by_role_by_no_role_and_by_state(it: SimpleNamespace, client: Client) -> None:
    client.force_login(it.officer)
    assert it.participant.email not in _emails(client, role="none")
    assert it.participant.email in _emails(client, role=Role.PARTICIPANT)
    assert it.officer.email not in _emails(client, role=Role.PARTICIPANT)
    falls.role_ends(it.participant)
    falls.is_suspended(it.participant2)
    assert {it.participant.email, it.participant2.email} <= _emails(client, role="none")
    assert it.participant.email not in _emails(client, role=Role.PARTICIPANT)
    assert _emails(client, standing="suspended") == {it.participant2.email}
    assert it.participant2.email not in _emails(client, standing="active")
    page = client.get(reverse("partners:person-list"), {"role": "none"}).content.decode()
    assert "Role now" in page

"""Meters that send readings by themselves: a token of their own, once a reading is sent it stays as it was sent."""

import json
from datetime import datetime
from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client

from projects.readings.models import Meter, Reading
from projects.readings.services import meters
from tests.factories.partners import a_country_in_operation
from tests.factories.projects import with_a_spare
from tests.factories.readings import a_meter, a_planned_project
from tests.projects.refusals import refused

pytestmark = pytest.mark.django_db
HOUR = {"first": "2026-05-01T00:00", "last": "2026-05-01T01:00", "value": "12.5"}


@pytest.fixture
def it(noon: datetime) -> SimpleNamespace:
    it = with_a_spare(a_country_in_operation("TH"))
    it.told = a_meter(it)
    return it


def sent(client: Client, token: str, document: Any) -> Any:
    return client.post(
        "/api/v1/meters/readings/",
        json.dumps(document),
        content_type="application/json",
        headers={"Authorization": f"Meter {token}"},
    )


def test_a_reading_is_kept_once_however_often_it_is_sent(it: SimpleNamespace, client: Client) -> None:
    assert sent(client, it.told.token, HOUR).status_code == 201
    again = sent(client, it.told.token, HOUR)
    assert (again.status_code, again.json()["is_new"]) == (200, False)
    other = sent(client, it.told.token, {**HOUR, "value": "13"})
    assert (other.status_code, other.json()["number"]) == (409, "MTR-06")
    overlap = sent(client, it.told.token, {**HOUR, "first": "2026-05-01T00:30"})
    assert (overlap.status_code, overlap.json()["number"]) == (409, "MTR-07")
    reading = Reading.objects.get()
    assert (str(reading.value.normalize()), reading.unit, reading.option) == ("12.5", "kWh", "C")


@pytest.mark.parametrize("token", ["", "x", "x" * 10_000, "Ω"])
def test_no_other_token_sends(it: SimpleNamespace, client: Client, token: str) -> None:
    assert sent(client, token, HOUR).status_code == 401
    assert not Reading.objects.exists()


def test_a_person_who_is_signed_in_is_no_meter(it: SimpleNamespace, client: Client) -> None:
    client.force_login(it.participant)
    answer = client.post("/api/v1/meters/readings/", json.dumps(HOUR), content_type="application/json")
    assert answer.status_code == 401


def test_a_closed_meter_sends_no_more(it: SimpleNamespace, noon: datetime, client: Client) -> None:
    meters.close_meter(meter_id=it.told.meter.pk, by=it.participant, at=noon)
    assert sent(client, it.told.token, HOUR).status_code == 401
    with refused("MTR-04", status=409):
        meters.close_meter(meter_id=it.told.meter.pk, by=it.participant, at=noon)


@pytest.mark.parametrize(
    ("document", "number"),
    [
        ({}, "MTR-08"),
        ([], "MTR-08"),
        ({**HOUR, "value": 12.5}, "MTR-08"),
        ({**HOUR, "more": "1"}, "MTR-08"),
        ({**HOUR, "value": "NaN"}, "MTH-30"),
        ({**HOUR, "value": "1,5"}, "MTH-30"),
        ({**HOUR, "first": "yesterday"}, "MTH-31"),
        ({**HOUR, "last": "2026-05-01T00:00"}, "MTR-05"),
        ({**HOUR, "last": "2099-05-01T00:00"}, "MTR-05"),
    ],
)
def test_odd_documents_are_refused_with_a_number(
    it: SimpleNamespace, client: Client, document: Any, number: str
) -> None:
    answer = sent(client, it.told.token, document)
    assert (answer.status_code, answer.json()["number"]) == (422, number)
    assert not Reading.objects.exists()


def test_the_token_is_shown_once_and_its_digest_kept(it: SimpleNamespace, client: Client) -> None:
    client.force_login(it.participant)
    slug = it.told.meter.project.slug
    typed = {"parameter": "E|south", "name": "M-2", "unit": "kWh", "calibrated_until": ""}
    page = client.post(f"/projects/{slug}/meters/open/", typed)
    token = page.context["told"].token
    assert token in page.content.decode()
    assert token not in client.get(f"/projects/{slug}/meters/").content.decode()
    assert Meter.objects.get(name="M-2").token_sha256 == meters.digest_of(token)
    page = client.post(f"/projects/{slug}/meters/open/", typed)
    assert page.status_code == 422
    assert "MTR-03" in page.content.decode()
    page = client.post(f"/projects/{slug}/meters/open/", {**typed, "name": "M-3", "unit": "kg"})
    assert "MTR-02" in page.content.decode()


def test_only_participants_see_and_open_meters(it: SimpleNamespace, noon: datetime, client: Client) -> None:
    client.force_login(it.outsider)
    assert client.get(f"/projects/{it.told.meter.project.slug}/meters/").status_code == 404
    wish: dict[str, Any] = {
        "symbol": "E",
        "item": "north",
        "name": "M-9",
        "unit": "kWh",
        "calibrated_until": None,
        "at": noon,
    }
    with refused("DRF-03", status=403):
        meters.open_meter(project_id=a_planned_project(it).pk, by=it.outsider, **wish)
    with refused("MTR-01"):
        meters.open_meter(project_id=it.told.meter.project_id, by=it.participant, **{**wish, "item": "west"})

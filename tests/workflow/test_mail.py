"""Each person gets mail as they chose: a mail for each notice, one a day, none; and due dates in their calendar."""

from datetime import date, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.core import mail
from django.db import IntegrityError, transaction
from django.test import Client
from icalendar import Calendar

from common import outbox
from common.models import Paper
from common.refusals import Refused
from partners.people.models.people import User
from partners.people.services import profiles
from tests.conftest import NOON
from tests.factories.pages import a_circulated_decision, a_waiting_step
from tests.factories.partners import a_country_in_operation
from workflow.calendars import reports as calendars
from workflow.calendars import services as calendar_feeds
from workflow.notices.models import Digest, Notice
from workflow.steps.services import deadlines, digests

DAY = timedelta(days=1)


@pytest.fixture(scope="module")
def made(lasting: None) -> SimpleNamespace:
    """A country in operation whose Japanese chair wants one mail a day."""
    it = a_country_in_operation()
    profiles.set_preferences(language="en", mail="daily", by=it.japan_chair, at=NOON)
    it.japan_chair.refresh_from_db()
    return it


def to(user: User) -> list[str]:
    return [str(message.body) for message in mail.outbox if message.to == [user.email]]


def test_notices_of_a_day_come_in_one_mail_and_never_twice(it: SimpleNamespace) -> None:
    a_circulated_decision(it, "First rules")
    a_circulated_decision(it, "Second rules")
    outbox.deliver(at=NOON)
    assert (len(to(it.japan_chair)), len(to(it.japan_member))) == (0, 2)
    assert digests.gather(at=NOON) == 1
    assert digests.gather(at=NOON) == 0
    outbox.deliver(at=NOON)
    outbox.deliver(at=NOON)
    [body] = to(it.japan_chair)
    assert "First rules" in body
    assert "Second rules" in body
    assert "/profile/#choices" in body


def test_what_comes_after_the_mail_of_the_day_waits_for_the_next_one(it: SimpleNamespace) -> None:
    a_circulated_decision(it, "First rules")
    digests.gather(at=NOON)
    a_circulated_decision(it, "Second rules")
    assert digests.gather(at=NOON) == 0
    assert digests.gather(at=NOON + DAY) == 1
    outbox.deliver(at=NOON + DAY)
    assert ["Second rules" in body for body in to(it.japan_chair)] == [False, True]


def test_the_database_knows_no_second_digest_of_a_day(it: SimpleNamespace) -> None:
    Digest.objects.create(user=it.japan_chair, on=NOON.date())
    with pytest.raises(IntegrityError, match="one_digest_a_day"), transaction.atomic():
        Digest.objects.create(user=it.japan_chair, on=NOON.date())


def test_the_digest_is_in_the_persons_language(it: SimpleNamespace) -> None:
    profiles.set_preferences(language="ja", mail="daily", by=it.japan_chair, at=NOON)
    a_circulated_decision(it)
    deadlines.remind(by=it.system, at=NOON + 7 * DAY)
    digests.gather(at=NOON + 7 * DAY)
    outbox.deliver(at=NOON + 7 * DAY)
    [body] = to(it.japan_chair)
    assert "通知" in body


def test_who_wants_no_mail_keeps_the_notice(it: SimpleNamespace) -> None:
    profiles.set_preferences(language="en", mail="none", by=it.japan_chair, at=NOON)
    a_circulated_decision(it)
    digests.gather(at=NOON)
    outbox.deliver(at=NOON)
    assert to(it.japan_chair) == []
    assert Notice.objects.filter(user=it.japan_chair, mail="none").count() == 1


def fetched(client: Client, token: str) -> Any:
    answer = client.get(f"/calendar/{token}.ics")
    assert answer.status_code == 200
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    return Calendar.from_ical(answer.content)


def test_a_calendar_program_gets_the_last_days_of_steps(it: SimpleNamespace, client: Client) -> None:
    step = a_waiting_step(it)
    token = calendars.token_of(calendar_feeds.open_feed(by=it.officer, at=NOON))
    [entry] = fetched(client, token).walk("VEVENT")
    assert entry["DTSTART"].dt == step.due_on == date(2026, 6, 8)
    assert entry["DTEND"].dt == date(2026, 6, 9)
    assert entry["DTSTAMP"].dt.utcoffset() == timedelta(0)
    assert entry["UID"].startswith(f"step-{step.pk}@")
    assert "Check that the PIN is complete" in entry["SUMMARY"]
    assert step.paper.address in entry["URL"]


def test_no_line_of_the_calendar_is_longer_than_the_standard_allows(it: SimpleNamespace, client: Client) -> None:
    step = a_waiting_step(it)
    Paper.objects.filter(pk=step.paper_id).update(title="とても長い題名" * 30)
    profiles.set_preferences(language="ja", mail="each", by=it.officer, at=NOON)
    token = calendars.token_of(calendar_feeds.open_feed(by=it.officer, at=NOON))
    body, [entry] = client.get(f"/calendar/{token}.ics").content, fetched(client, token).walk("VEVENT")
    assert all(len(line) <= 75 for line in body.split(b"\r\n"))
    assert "とても長い題名" in entry["DESCRIPTION"]


def test_steps_of_others_and_steps_without_a_day_stay_out(it: SimpleNamespace, client: Client) -> None:
    a_waiting_step(it)
    token = calendars.token_of(calendar_feeds.open_feed(by=it.outsider, at=NOON))
    assert fetched(client, token).walk("VEVENT") == []


def test_an_address_is_closed_renewed_and_never_guessed(it: SimpleNamespace, client: Client) -> None:
    first = calendars.token_of(calendar_feeds.open_feed(by=it.officer, at=NOON))
    second = calendars.token_of(calendar_feeds.open_feed(by=it.officer, at=NOON))
    assert client.get(f"/calendar/{first}.ics").status_code == 404
    assert client.get(f"/calendar/{second}.ics").status_code == 200
    forged = second[:-1] + ("0" if second[-1] != "0" else "1")
    for token in (forged, second[:32], "nonsense"):
        assert client.get(f"/calendar/{token}.ics").status_code == 404
    calendar_feeds.revoke(by=it.officer, at=NOON)
    assert client.get(f"/calendar/{second}.ics").status_code == 404
    with pytest.raises(Refused) as caught:
        calendar_feeds.revoke(by=it.officer, at=NOON)
    assert caught.value.number == "CAL-01"


def test_the_feed_of_a_suspended_person_is_closed(it: SimpleNamespace, client: Client) -> None:
    token = calendars.token_of(calendar_feeds.open_feed(by=it.officer, at=NOON))
    it.officer.suspended_at = NOON
    it.officer.save()
    assert client.get(f"/calendar/{token}.ics").status_code == 404

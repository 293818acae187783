"""Mails and notices say who did what, why, and what their reader is to do until when on their own clock."""

from types import SimpleNamespace

import pytest
from django.core import mail
from django.core.mail import EmailMessage
from django.test import Client

from common import outbox, zones
from common.refusals import Refused
from common.templatetags.jcm import utc
from partners.people.models.people import User
from partners.people.services import profiles
from tests.conftest import NOON
from tests.factories.pages import a_circulated_decision
from tests.factories.partners import a_country_in_operation
from tests.factories.projects import a_pin
from workflow.papers import services as papers


@pytest.fixture(scope="module")
def made(lasting: None) -> SimpleNamespace:
    return a_country_in_operation()


def newest(user: User) -> EmailMessage:
    outbox.deliver(at=NOON)
    return [message for message in mail.outbox if message.to == [user.email]][-1]


def returned(it: SimpleNamespace) -> EmailMessage:
    pin = a_pin(it, submitted=True)
    papers.give_back(paper=pin, note="The capacity is missing.", by=it.officer, at=NOON)
    return newest(it.participant)


def test_a_returned_pin_says_who_returned_it_why_and_until_when(it: SimpleNamespace) -> None:
    message = returned(it)
    body = str(message.body)
    assert message.subject.startswith("[JCM] Please act by 2 July 2026, 09:00 JST: ")
    assert "Returned for completion – JCMA" in body
    assert "The reason given:\nThe capacity is missing." in body
    assert "What you are to do:" in body
    assert "by 2 July 2026, 09:00 JST" in body
    assert "/pins/" in body


def test_the_same_in_japanese(it: SimpleNamespace) -> None:
    profiles.set_preferences(language="ja", mail="each", by=it.participant, at=NOON)
    message = returned(it)
    assert message.subject.startswith("[JCM] 対応期限 2026年7月2日（木）09:00（日本時間）：")
    assert "補正のための差戻し（JCMA）" in str(message.body)
    assert "理由：" in str(message.body)


def test_hours_are_told_on_ones_own_clock(it: SimpleNamespace) -> None:
    assert "2 July 2026, 07:00 UTC+7" in _told_to_the_local_company(it)
    profiles.set_preferences(language="en", mail="each", time_zone="Europe/Paris", by=it.local_participant, at=NOON)
    assert "2 July 2026, 02:00 CEST" in _told_to_the_local_company(it)
    with pytest.raises(Refused, match="PRF-02"):
        profiles.set_preferences(language="en", mail="each", time_zone="Mars/Base", by=it.local_participant, at=NOON)


def _told_to_the_local_company(it: SimpleNamespace) -> str:
    mail.outbox.clear()
    returned(it)
    return str(newest(it.local_participant).subject)


def test_members_are_asked_for_their_answer_and_others_told_what_happened(it: SimpleNamespace) -> None:
    decision = a_circulated_decision(it)
    subject = newest(it.japan_member).subject
    assert "Please act by " in subject
    assert "Answer for your side" in subject
    pin = a_pin(it, with_committee=True)
    told = newest(it.participant)
    assert "Forwarded to both governments – JCMA" in told.subject
    assert "You need not do anything now." in str(told.body)
    assert pin.state == "with_committee"
    assert decision.state == "circulated"


def test_the_inbox_shows_reason_and_task(it: SimpleNamespace, client: Client) -> None:
    returned(it)
    client.force_login(it.participant)
    page = " ".join(client.get("/inbox/").content.decode().split())
    assert "The reason given: The capacity is missing." in page
    assert "What you are to do: " in page


def test_pages_tell_instants_on_the_readers_clock_and_the_ledger_in_utc(it: SimpleNamespace) -> None:
    papers.give_back(paper=a_pin(it, submitted=True), note="Say the scale.", by=it.officer, at=NOON)
    reader = Client()
    reader.force_login(it.participant)
    assert "1 June 2026, 21:00 JST" in reader.get("/inbox/notices/").content.decode()
    profiles.set_preferences(language="en", mail="each", time_zone="Asia/Bangkok", by=it.participant, at=NOON)
    assert "1 June 2026, 19:00 UTC+7" in reader.get("/inbox/notices/").content.decode()
    with zones.read_by(lambda: "Asia/Bangkok"):
        assert "1 June 2026, 12:00 UTC" in utc(NOON)
    assert zones.of_reader() == "UTC", "nobody reads outside of a page"

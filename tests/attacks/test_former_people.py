"""Somebody suspended is nobody from the next request on; somebody without a role has only their own profile."""

from collections.abc import Callable
from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from knox.models import AuthToken

from common import outbox
from partners.people.models.addresses import MailKind
from partners.people.models.people import Appointment, Role, User
from partners.people.selectors import people
from tests.attacks import falls
from tests.conftest import NOON
from tests.factories.pages import a_circulated_decision
from tests.factories.partners import appoint
from tests.factories.projects import a_pin
from workflow.calendars import reports as calendars
from workflow.calendars import services as calendar_feeds
from workflow.notices.models import Notice
from workflow.steps.selectors import inbox
from workflow.steps.services import digests

PERSONAL = (
    "workflow:inbox",
    "workflow:notice-list",
    "workflow:calendar-feed",
    "registry:account-list",
    "registry:transaction-list",
    "registry:request-list",
    "registry:approvals",
)
BARRED = {"suspended": falls.is_suspended, "switched off": falls.is_switched_off}


@pytest.mark.parametrize("fall", BARRED.values(), ids=BARRED)
def test_an_open_session_ends_with_the_next_request(it: SimpleNamespace, fall: Callable[[User], None]) -> None:
    client = falls.browser(it.officer)
    assert client.get(reverse("partners:profile")).status_code == 200
    fall(it.officer)
    assert falls.closed(client.get(reverse("partners:profile")))
    User.objects.update(suspended_at=None, is_active=True)
    assert falls.closed(client.get(reverse("partners:profile"))), "the session must be gone, not asleep"


def test_sign_in_tells_a_suspended_person_why_it_is_refused(it: SimpleNamespace) -> None:
    it.officer.set_password("correct horse battery staple")
    it.officer.save()
    falls.is_suspended(it.officer)
    sent = {"login": it.officer.email, "password": "correct horse battery staple"}
    answer = Client().post(reverse("account_login"), sent)
    assert answer.status_code == 403
    assert "PPL-31" in answer.content.decode()
    assert falls.closed(answer.client.get(reverse("partners:profile")))


@pytest.mark.parametrize("fall", BARRED.values(), ids=BARRED)
def test_a_token_of_somebody_barred_is_no_token(it: SimpleNamespace, fall: Callable[[User], None]) -> None:
    _row, token = AuthToken.objects.create(it.officer)
    headers = {"Authorization": f"Token {token}"}
    assert Client().get(reverse("portal:api-countries"), headers=headers).status_code == 200
    fall(it.officer)
    assert Client().get(reverse("portal:api-countries"), headers=headers).status_code == 401


@pytest.mark.parametrize("name", PERSONAL)
def test_somebody_without_a_role_has_only_their_profile(it: SimpleNamespace, name: str) -> None:
    a_pin(it, submitted=True)
    falls.role_ends(it.officer)
    client = falls.browser(it.officer)
    assert falls.closed(client.get(reverse(name)))
    profile = client.get(reverse("partners:profile"))
    assert profile.status_code == 200
    assert f'href="{reverse(name)}"' not in profile.content.decode()


@pytest.mark.parametrize("fall", [falls.role_ends, falls.is_suspended])
def test_a_calendar_of_the_past_is_closed(it: SimpleNamespace, fall: Callable[[User], None]) -> None:
    feed = calendar_feeds.open_feed(by=it.participant, at=NOON)
    address = reverse("workflow:calendar-file", kwargs={"token": calendars.token_of(feed)})
    assert Client().get(address).status_code == 200
    fall(it.participant)
    assert Client().get(address).status_code == 404


@pytest.mark.parametrize("fall", [falls.role_ends, falls.is_suspended, falls.is_switched_off])
def test_mail_that_waits_is_not_sent_to_who_may_not_read_it_any_more(
    it: SimpleNamespace, fall: Callable[[User], None]
) -> None:
    a_pin(it, submitted=True)
    assert it.officer.notices.exists()
    fall(it.officer)
    outbox.deliver(at=NOON)
    assert [one for one in mail.outbox if it.officer.email in one.to] == []


@pytest.mark.parametrize("fall", [falls.role_ends, falls.is_suspended])
def test_a_digest_that_waits_is_not_sent_either(it: SimpleNamespace, fall: Callable[[User], None]) -> None:
    a_pin(it, submitted=True)
    Notice.objects.update(mail=MailKind.DAILY)
    digests.gather(at=NOON)
    fall(it.officer)
    outbox.deliver(at=NOON)
    assert [one for one in mail.outbox if it.officer.email in one.to and "digest" in str(one.extra_headers)] == []


def test_notices_of_an_earlier_role_are_closed_to_who_has_another_now(it: SimpleNamespace) -> None:
    pin = a_pin(it, submitted=True)
    assert pin.project.title in falls.browser(it.officer).get(reverse("workflow:notice-list")).content.decode()
    falls.role_ends(it.officer)
    appoint(it.officer, it.tpe, Role.TPE)
    page = falls.browser(it.officer).get(reverse("workflow:notice-list"))
    assert page.status_code == 200
    assert pin.project.title not in page.content.decode()


def test_a_role_that_ends_tomorrow_counts_and_one_that_begins_tomorrow_does_not(it: SimpleNamespace) -> None:
    mine = Appointment.objects.filter(user=it.officer)
    mine.update(ended_on=NOON.date() + timedelta(days=1))
    assert User.objects.get(pk=it.officer.pk).holds("secretariat")
    mine.update(ended_on=NOON.date())
    assert not User.objects.get(pk=it.officer.pk).holds("secretariat")
    mine.update(ended_on=None, since=NOON.date() + timedelta(days=1))
    assert not User.objects.get(pk=it.officer.pk).holds("secretariat")


def test_a_committee_member_without_a_seat_is_no_member(it: SimpleNamespace) -> None:
    decision = a_circulated_decision(it)
    client = falls.browser(it.japan_member)
    assert client.get(decision.get_absolute_url()).status_code == 200
    falls.seat_ends(it.japan_member)
    unseated = User.objects.get(pk=it.japan_member.pk)
    assert not unseated.holds("committee")
    assert unseated not in people.acting_as("committee", country_id=it.country.pk)
    assert not inbox.waiting_for(unseated).exists()
    assert falls.closed(client.get(decision.get_absolute_url()))
    assert falls.closed(client.post(f"{decision.get_absolute_url()}answer/", {"answer": "agree"}))


def test_a_seat_on_the_other_side_or_in_another_country_gives_nothing(it: SimpleNamespace) -> None:
    it.japan_member.committee_seats.update(side="partner")
    assert not User.objects.get(pk=it.japan_member.pk).holds("committee")
    it.japan_member.committee_seats.update(side="japan")
    Appointment.objects.filter(user=it.japan_member).update(country=None)
    assert User.objects.get(pk=it.japan_member.pk).holds("committee", country_id=it.country.pk)
    assert not User.objects.get(pk=it.japan_member.pk).holds("committee", country_id=it.country.pk + 1)


def test_a_seat_without_the_role_gives_nothing(it: SimpleNamespace) -> None:
    decision = a_circulated_decision(it)
    falls.role_ends(it.japan_member)
    client = falls.browser(it.japan_member)
    assert falls.closed(client.get(decision.get_absolute_url()))
    assert falls.closed(client.post(f"{decision.get_absolute_url()}answer/", {"answer": "agree"}))
    assert not decision.answers.exists()

"""Public inputs: comments within the period, read before they are published, answered after it."""

from datetime import datetime
from types import SimpleNamespace
from typing import Any

import pytest

from projects.designs.models import ProjectDesign
from projects.inputs import services as inputs
from projects.inputs.models import InputCall, PublicInput
from projects.tasks import close_calls
from tests.factories.project_pages import a_closed_call_with_a_comment, a_comment
from tests.factories.projects import DAY, a_call
from tests.finals import confirmed
from tests.projects.refusals import refused

pytestmark = pytest.mark.django_db
SENT = {"name": "Somchai", "organisation": "Water Users", "email": "s@example.org", "text": "How is water watched?"}


def test_a_visitor_comments_until_the_last_day(it: SimpleNamespace, noon: datetime) -> None:
    call = a_call(it)
    inputs.comment(call_id=call.pk, **SENT, by=it.system, at=noon + 30 * DAY)
    with refused("INP-01", status=409):
        inputs.comment(call_id=call.pk, **SENT, by=it.system, at=noon + 31 * DAY)
    assert call.inputs.count() == 1


def test_an_empty_comment_is_refused(it: SimpleNamespace, noon: datetime) -> None:
    call = a_call(it)
    with refused("INP-02", field="text"):
        inputs.comment(call_id=call.pk, **(SENT | {"text": "  "}), by=it.system, at=noon)


def test_a_call_closes_by_its_date_and_not_before(it: SimpleNamespace, noon: datetime) -> None:
    call = a_call(it)
    assert inputs.close_due(by=it.system, at=noon + 30 * DAY) == 0
    assert inputs.close_due(by=it.system, at=noon + 31 * DAY) == 1
    assert inputs.close_due(by=it.system, at=noon + 32 * DAY) == 0
    call.refresh_from_db()
    assert call.state == "concluded"
    assert ProjectDesign.objects.get(pk=call.subject.pk).state == "inputs_closed"


def test_the_schedule_closes_calls(it: SimpleNamespace, noon: datetime) -> None:
    a_call(it)
    assert close_calls() == 0


def test_comments_are_answered_after_the_period(it: SimpleNamespace, noon: datetime) -> None:
    call = a_call(it)
    a_comment(it, call)
    with refused("MOV-01", status=409):
        inputs.respond(call_id=call.pk, response="Thank you.", by=it.participant, at=noon)
    inputs.close_due(by=it.system, at=noon + 31 * DAY)
    assert InputCall.objects.get(pk=call.pk).state == "awaiting_response"
    with refused("MOV-02", status=403):
        inputs.respond(call_id=call.pk, response="Thank you.", by=it.outsider, at=noon + 31 * DAY)
    with refused("DRF-04", field="response"):
        inputs.respond(call_id=call.pk, response=" ", by=it.participant, at=noon + 31 * DAY)
    call = inputs.respond(call_id=call.pk, response="Every month.", by=it.participant, at=noon + 31 * DAY)
    assert (call.state, call.response) == ("concluded", "Every month.")


def test_a_response_is_read_once_more_before_it_is_published_for_good(it: SimpleNamespace, client: Any) -> None:
    call = a_closed_call_with_a_comment(it)
    client.force_login(it.participant)
    address, words = f"{call.get_absolute_url()}respond/", {"response": "Every month."}
    assert "Every month." in client.post(address, words).content.decode()
    assert client.post(address, words | {"change": "1"}).context["form"]["response"].value() == "Every month."
    call.refresh_from_db()
    assert call.state == "awaiting_response"
    assert confirmed(client, address, words).status_code == 302
    call.refresh_from_db()
    assert call.response == "Every month."


def test_an_officer_reads_a_comment_before_it_is_published(it: SimpleNamespace, noon: datetime, client: Any) -> None:
    call = a_call(it)
    good, bad = a_comment(it, call, "GOOD COMMENT"), a_comment(it, call, "SPAM COMMENT")
    assert "GOOD COMMENT" not in client.get(call.get_absolute_url()).content.decode()
    with refused("MOV-02", status=403):
        inputs.publish(input_id=good.pk, by=it.participant, at=noon)
    inputs.publish(input_id=good.pk, by=it.officer, at=noon)
    with refused("DRF-04", field="reason"):
        inputs.withhold(input_id=bad.pk, reason="", by=it.officer, at=noon)
    inputs.withhold(input_id=bad.pk, reason="Spam", by=it.officer, at=noon)
    page = client.get(call.get_absolute_url()).content.decode()
    assert "GOOD COMMENT" in page
    assert "SPAM COMMENT" not in page
    assert "visitor@example.org" not in page


def test_a_visitor_comments_by_the_page(it: SimpleNamespace, client: Any) -> None:
    call = a_call(it)
    answer = client.post(call.get_absolute_url(), SENT)
    assert (answer.status_code, answer["Location"]) == (302, f"/calls/{call.pk}/thanks/")
    given = PublicInput.objects.get()
    assert (given.state, given.text) == ("received", SENT["text"])


def test_what_a_visitor_typed_is_not_lost(it: SimpleNamespace, client: Any) -> None:
    call = a_call(it)
    answer = client.post(call.get_absolute_url(), SENT | {"email": "not an address"})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert SENT["text"] in page
    assert "not an address" in page
    assert not PublicInput.objects.exists()


def test_a_programme_that_fills_the_trap_leaves_nothing(it: SimpleNamespace, client: Any) -> None:
    call = a_call(it)
    assert client.post(call.get_absolute_url(), SENT | {"website": "http://spam.example"}).status_code == 302
    assert not PublicInput.objects.exists()


def test_one_address_comments_five_times_an_hour(it: SimpleNamespace, client: Any) -> None:
    call = a_call(it)
    assert [client.post(call.get_absolute_url(), SENT).status_code for _n in range(6)] == [302] * 5 + [429]
    assert PublicInput.objects.count() == 5


def test_a_closed_call_takes_no_comment_by_the_page(it: SimpleNamespace, client: Any) -> None:
    call = a_call(it, closed=True)
    answer = client.post(call.get_absolute_url(), SENT)
    assert answer.status_code == 409
    assert "INP-01" in answer.content.decode()

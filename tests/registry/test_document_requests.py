"""The registry asks an open account's holder for a document: a step with its day, a file, taken or asked for again."""

from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from common.refusals import Refused
from registry.models import AccountKind, DocumentRequest
from registry.services import applications, document_requests, representatives, rule_changes
from tests.conftest import NOON
from tests.factories.partners import a_country_in_operation, person
from tests.factories.registry import a_document_request, a_scan, an_account
from workflow.notices.models import Notice
from workflow.notices.services import notices
from workflow.steps.models import WaitingStep
from workflow.steps.selectors import inbox

DAY = NOON.date() + timedelta(days=14)

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def made(lasting: None) -> SimpleNamespace:
    it = a_country_in_operation()
    it.sender = an_account(it, it.japanese_company, people=(it.participant, it.participant2))
    it.buffer = an_account(it, it.government_japan, kind=AccountKind.BUFFER)
    it.receiver = an_account(it, it.other_company)
    it.wanted = a_document_request(it)
    return it


def _refused(number: str, call: Any, **given: Any) -> None:
    with pytest.raises(Refused) as refused, transaction.atomic():
        call(**given)
    assert refused.value.number == number


def _hand_in(it: SimpleNamespace, name: str = "new", **other: Any) -> DocumentRequest:
    given = {"request_id": it.wanted.pk, "upload": a_scan(name), "by": it.participant, "at": NOON}
    return document_requests.hand_in(**given | other)


def _step(it: SimpleNamespace) -> WaitingStep:
    step = inbox.open_step(DocumentRequest.objects.get(pk=it.wanted.pk))
    assert step is not None
    return step


def test_it_is_a_step_of_the_representatives_until_its_day_then_of_the_registry(it: SimpleNamespace) -> None:
    assert (_step(it).role, _step(it).due_on) == ("participant", DAY)
    told = Notice.objects.filter(paper=it.wanted.paper, user__in=[it.participant, it.participant2])
    assert {notices.reason(notice) for notice in told} == {"The one that we have is of 2019."}
    assert told.count() == 2
    _hand_in(it)
    assert (_step(it).role, str(_step(it).due_on)) == ("registry", "2026-06-15")
    taken = document_requests.take(request_id=it.wanted.pk, by=it.registry_officer2, at=NOON)
    assert taken.state == "taken"
    assert inbox.open_step(taken) is None
    assert it.participant in {one.user for one in Notice.objects.filter(what="registry.documentrequest.take")}


def test_what_is_not_right_is_asked_for_again_and_stays(it: SimpleNamespace) -> None:
    _hand_in(it, "old")
    again = {"request_id": it.wanted.pk, "by": it.registry_officer, "at": NOON, "due_on": DAY + timedelta(days=7)}
    _refused("ACC-08", document_requests.ask_again, **again, note=" ")
    _refused("DRQ-05", document_requests.ask_again, **again | {"due_on": NOON.date()}, note="Of 2019 again.")
    asked = document_requests.ask_again(**again, note="Of 2019 again.")
    assert (asked.state, asked.state_note, _step(it).due_on) == ("asked", "Of 2019 again.", DAY + timedelta(days=7))
    _hand_in(it, "new")
    names = [document.file.name for document in it.wanted.documents.order_by("pk")]
    assert names == ["old.pdf", "new.pdf"]
    document_requests.withdraw(request_id=it.wanted.pk, note="We found it.", by=it.registry_officer, at=NOON)
    _refused("MOV-01", _hand_in, it=it)


def test_only_the_registry_asks_and_takes_and_only_representatives_hand_in(it: SimpleNamespace) -> None:
    wish = {"name": "Certificate", "reason": "It is old.", "due_on": DAY, "by": it.registry_officer, "at": NOON}
    ask = {"account_id": it.sender.pk, **wish}
    _refused("DRQ-01", document_requests.ask, **ask | {"by": it.participant})
    _refused("DRQ-01", document_requests.ask, **ask | {"by": it.partner_registry_officer})
    _refused("DRQ-03", document_requests.ask, **ask | {"account_id": it.buffer.pk})
    _refused("DRQ-04", document_requests.ask, **ask | {"name": " "})
    _refused("DRQ-05", document_requests.ask, **ask | {"due_on": NOON.date()})
    _refused("ACC-08", document_requests.ask, **ask | {"reason": " "})
    _refused("MOV-02", _hand_in, it=it, by=it.registry_officer)
    _refused("MOV-02", _hand_in, it=it, by=it.outsider)
    _hand_in(it)
    _refused("MOV-02", document_requests.take, request_id=it.wanted.pk, by=it.participant, at=NOON)


def test_an_account_is_not_closed_while_something_of_it_waits(it: SimpleNamespace) -> None:
    deed: dict[str, Any] = {"account_id": it.sender.pk, "by": it.participant, "at": NOON}
    close: dict[str, Any] = {"account_id": it.sender.pk, "by": it.registry_officer, "at": NOON}
    rule = rule_changes.propose(**deed, trusted_only=True)
    seat = representatives.ask(**deed, kind="add", user=person("participant", it.japanese_company))
    assert applications.ask_to_close(**deed, note="We leave.").state == "closing"
    wish = {"name": "Articles", "reason": "Why?", "due_on": DAY}
    _refused("DRQ-02", document_requests.ask, **close, **wish)
    _refused("ACC-35", applications.close, **close)
    rule_changes.reject(change_id=rule.pk, note="We leave.", by=it.participant, at=NOON)
    _refused("ACC-35", applications.close, **close)
    representatives.decline(change_id=seat.pk, note="It closes.", by=it.registry_officer, at=NOON)
    _refused("ACC-35", applications.close, **close)
    document_requests.withdraw(request_id=it.wanted.pk, note="It closes.", by=it.registry_officer, at=NOON)
    assert applications.close(**close).state == "closed"


def test_the_pages_lead_from_the_account_to_the_file(it: SimpleNamespace, client: Client) -> None:
    client.force_login(it.registry_officer)
    ask = reverse("registry:document-ask", args=[it.receiver.number])
    assert ask in client.get(it.receiver.get_absolute_url()).content.decode()
    typed = {"name": "Articles", "reason": "They changed.", "due_on": "2026-01-01"}
    refused = client.post(ask, typed)
    assert (refused.status_code, "DRQ-05" in refused.content.decode()) == (422, True)
    assert "They changed." in refused.content.decode(), "nothing typed is lost"
    asked = client.post(ask, typed | {"due_on": DAY.isoformat()})
    wanted = DocumentRequest.objects.get(name="Articles")
    assert asked["Location"] == wanted.get_absolute_url()
    client.force_login(it.receiver.representatives.first().user)
    page = client.get(it.receiver.get_absolute_url()).content.decode()
    assert wanted.get_absolute_url() in page
    client.post(f"{wanted.get_absolute_url()}hand-in/", {"upload": a_scan("articles")})
    client.force_login(it.registry_officer)
    read = client.get(wanted.get_absolute_url()).content.decode()
    file = reverse("registry:document-file", args=[it.receiver.number, wanted.pk, wanted.documents.get().pk])
    assert file in read
    assert client.get(file).status_code == 200
    client.post(f"{wanted.get_absolute_url()}take/")
    assert DocumentRequest.objects.get(pk=wanted.pk).state == "taken"

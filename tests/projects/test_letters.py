"""Letters between JCMA and the others, and the whole file of a project."""

from datetime import date, datetime, timedelta
from types import SimpleNamespace

import pytest
from django.test import Client

from common.refusals import Refused
from projects.letters import selectors
from projects.letters import services as letters
from projects.letters.models import Letter
from tests.factories.partners import a_country_in_operation
from tests.factories.projects import a_file, a_pin
from workflow.papers import services as papers
from workflow.steps.models import WaitingStep
from workflow.steps.selectors import inbox

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def made(lasting: None) -> SimpleNamespace:
    it = a_country_in_operation("TH")
    it.project = a_pin(it, submitted=True).project
    return it


def asked(it: SimpleNamespace, noon: datetime, **values: object) -> Letter:
    wanted: dict[str, object] = {
        "project_id": it.project.pk,
        "to_role": "participant",
        "topic": "Capacity",
        "text": "Which capacity?",
        "answer_by": noon.date() + timedelta(days=7),
        "by": it.officer,
        "at": noon,
    }
    return letters.send(**wanted | values)  # type: ignore[arg-type]  # the test's own words


def client(user: object) -> Client:
    browser = Client()
    browser.force_login(user)  # type: ignore[arg-type]  # a person
    return browser


def test_a_question_waits_in_the_inbox_until_it_is_answered(it: SimpleNamespace, noon: datetime) -> None:
    letter = asked(it, noon)
    step = inbox.waiting_for(it.participant).get(paper=letter.paper)
    assert step.due_on == letter.answer_by
    reply = letters.answer(letter_id=letter.pk, text="5 MW", upload=a_file(), by=it.local_participant, at=noon)
    assert not WaitingStep.objects.filter(paper=letter.paper, done_at=None).exists()
    assert (reply.to_role, reply.from_role, reply.answers) == ("secretariat", "participant", letter)
    assert it.officer.notices.filter(what="projects.letter.send").exists()
    page = client(it.officer).get(letter.get_absolute_url()).content.decode()
    assert "5 MW" in page


def test_only_those_addressed_answer(it: SimpleNamespace, noon: datetime) -> None:
    letter = asked(it, noon)
    with pytest.raises(Refused, match="MOV-02"):
        letters.answer(letter_id=letter.pk, text="5 MW", by=it.officer, at=noon)
    letters.settle(letter_id=letter.pk, by=it.officer, at=noon)
    with pytest.raises(Refused, match="MOV-01"):
        letters.answer(letter_id=letter.pk, text="5 MW", by=it.participant, at=noon)
    assert Letter.objects.count() == 1


@pytest.mark.parametrize(
    ("values", "number"),
    [
        ({"to_role": "tpe"}, "LTR-02"),
        ({"to_role": "secretariat"}, "LTR-02"),
        ({"text": "  "}, "LTR-03"),
        ({"answer_by": date(2026, 5, 1)}, "LTR-04"),
    ],
)
def test_what_is_no_letter_is_refused(
    it: SimpleNamespace, noon: datetime, values: dict[str, object], number: str
) -> None:
    with pytest.raises(Refused, match=number):
        asked(it, noon, **values)
    assert Letter.objects.count() == 0


def test_strangers_neither_write_nor_read(it: SimpleNamespace, noon: datetime) -> None:
    letter = asked(it, noon)
    with pytest.raises(Refused, match="LTR-01"):
        asked(it, noon, by=it.outsider)
    assert not selectors.visible_to(it.outsider).exists()
    assert client(it.outsider).get(letter.get_absolute_url()).status_code == 404
    assert not selectors.visible_to(it.government_partner_officer).exists()


def test_a_letter_is_written_on_its_page_and_keeps_what_was_typed(it: SimpleNamespace, noon: datetime) -> None:
    browser, address = client(it.participant), f"/projects/{it.project.slug}/letters/write/"
    sent = {"to_role": "secretariat", "topic": "Number", "text": "When do we get it?", "answer_by": "2026-05-01"}
    refused = browser.post(address, sent)
    assert refused.status_code == 422
    assert "When do we get it?" in refused.content.decode()
    assert browser.post(address, {k: v for k, v in sent.items() if "answer" not in k}).status_code == 302
    assert Letter.objects.get().from_role == "participant"


def test_the_whole_file_shows_what_waits_papers_letters_and_deeds(it: SimpleNamespace, noon: datetime) -> None:
    asked(it, noon)
    pin = it.project.pins.get()
    papers.give_back(paper=pin, note="Say the scale.", by=it.officer, at=noon)
    page = client(it.officer).get(f"/projects/{it.project.slug}/file/").content.decode()
    for words in (
        "Complete the PIN",
        "Capacity",
        "Returned for completion",
        f"/history/projects/projectideanote/{pin.pk}/",
    ):
        assert words in page
    assert client(it.participant).get(f"/projects/{it.project.slug}/file/").status_code == 403


def test_the_history_of_a_paper_is_read_by_its_officers_and_auditors(it: SimpleNamespace, noon: datetime) -> None:
    pin = it.project.pins.get()
    for reader in (it.officer, it.auditor):
        page = client(reader).get(f"/history/projects/projectideanote/{pin.pk}/").content.decode()
        assert "Floating solar" in page
    assert client(it.registry_officer).get(f"/history/projects/projectideanote/{pin.pk}/").status_code == 404
    assert client(it.auditor).get("/history/projects/nothing/1/").status_code == 404

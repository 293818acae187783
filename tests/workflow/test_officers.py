"""JCMA's desk: steps are taken in hand, handed on, and the same officer goes on with a paper."""

from datetime import datetime, timedelta
from types import SimpleNamespace

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from common.refusals import Refused
from partners.people.models.people import Role, User
from projects.pins.models import ProjectIdeaNote
from tests.factories.partners import a_country_in_operation, person
from tests.factories.projects import a_pin
from workflow.papers import services as papers
from workflow.steps.models import WaitingStep
from workflow.steps.selectors import officers as selectors
from workflow.steps.services import officers

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def made(lasting: None) -> SimpleNamespace:
    it = a_country_in_operation("TH")
    it.colleague = person(Role.SECRETARIAT, it.jcma, name="Colleague")
    it.elsewhere = person(Role.SECRETARIAT, it.jcma, a_country_in_operation("MN").country)
    it.pin = a_pin(it, submitted=True)
    it.step = step_of(it.pin)
    return it


def step_of(pin: ProjectIdeaNote) -> WaitingStep:
    return WaitingStep.objects.get(paper=pin.paper, done_at=None)


def desk(user: User, query: str = "") -> str:
    client = Client()
    client.force_login(user)
    return client.get(f"/desk/jcma/{query}").content.decode()


def test_a_step_is_handed_on_and_the_officer_is_told(it: SimpleNamespace, noon: datetime) -> None:
    officers.assign(step_id=it.step.pk, officer=it.colleague, by=it.officer, at=noon)
    assert step_of(it.pin).officer == it.colleague
    assert it.colleague.notices.filter(what="workflow.waitingstep.hand_on").count() == 1
    assert it.pin.title in desk(it.colleague, "?whose=mine")
    assert it.pin.title not in desk(it.officer, "?whose=nobody")


def test_the_same_officer_goes_on_with_a_paper_that_comes_back(it: SimpleNamespace, noon: datetime) -> None:
    officers.assign(step_id=it.step.pk, officer=it.colleague, by=it.officer, at=noon)
    papers.give_back(paper=it.pin, note="Say the scale.", by=it.officer, at=noon)
    assert step_of(it.pin).officer is None
    papers.submit(paper=it.pin, by=it.participant, at=noon + timedelta(hours=1))
    assert step_of(it.pin).officer == it.colleague


def test_only_officers_of_the_country_hand_on_and_get_steps(it: SimpleNamespace, noon: datetime) -> None:
    with pytest.raises(Refused, match="OFF-02"):
        officers.assign(step_id=it.step.pk, officer=it.elsewhere, by=it.elsewhere, at=noon)
    with pytest.raises(Refused, match="OFF-03"):
        officers.assign(step_id=it.step.pk, officer=it.elsewhere, by=it.officer, at=noon)
    papers.give_back(paper=it.pin, note="Say the scale.", by=it.officer, at=noon)
    for gone in (it.step.pk, step_of(it.pin).pk):
        with pytest.raises(Refused, match="OFF-01"):
            officers.assign(step_id=gone, officer=it.officer, by=it.officer, at=noon)


def test_the_database_keeps_other_roles_steps_out_of_hands(it: SimpleNamespace, noon: datetime) -> None:
    papers.give_back(paper=it.pin, note="Say the scale.", by=it.officer, at=noon)
    with pytest.raises(IntegrityError, match="only_jcma_has_steps_in_hand"), transaction.atomic():
        WaitingStep.objects.filter(pk=step_of(it.pin).pk).update(officer=it.officer)


def test_the_load_of_each_officer_is_counted(it: SimpleNamespace, noon: datetime) -> None:
    a_pin(it, submitted=True)
    officers.assign(step_id=it.step.pk, officer=it.colleague, by=it.officer, at=noon)
    loads = selectors.loads(selectors.queue_of(it.officer), noon.date() + timedelta(days=30))
    assert [(load.officer, load.steps, load.overdue, load.soon) for load in loads] == [
        (it.colleague, 1, 1, 0),
        (None, 1, 1, 0),
    ]
    assert not selectors.queue_of(it.elsewhere).exists()


def test_an_officer_takes_a_step_on_the_desk(it: SimpleNamespace) -> None:
    client = Client()
    client.force_login(it.officer)
    assert client.post(f"/steps/{it.step.pk}/take/").status_code == 302
    assert step_of(it.pin).officer == it.officer
    assert client.post(f"/steps/{it.step.pk}/assign/", {"officer": ""}).status_code == 302
    assert step_of(it.pin).officer is None

"""Somebody of an office that judges who also acts for a party: refused by a number, while the others go on."""

from datetime import date
from types import SimpleNamespace

import pytest
from django.test import Client

from partners.organisations.models import Organisation
from partners.people.models.people import User
from projects.assessments.models.assessments import Finding, Validation
from projects.assessments.services import validations
from projects.pins.models import ProjectIdeaNote
from projects.pins.questions import COMPLETENESS as PIN_POINTS
from registry.checks import applications
from registry.models import Account
from scenarios.steps import ticked
from tests.conftest import NOON
from tests.factories.partners import a_country_in_operation, appoint, person
from tests.factories.project_pages import a_finding
from tests.factories.projects import a_design, a_pin
from tests.factories.registry import _sent as a_sent_application
from workflow.steps.selectors import inbox

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def made(lasting: None) -> SimpleNamespace:
    return a_country_in_operation()


def also(user: User, role: str, of: Organisation, *, ended_on: date | None = None) -> Client:
    """The person signed in, with another role beside the own one."""
    appoint(user, of, role, ended_on=ended_on)
    return signed_in(user)


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def test_who_answered_a_finding_for_a_participant_does_not_close_it_for_the_entity(it: SimpleNamespace) -> None:
    finding = a_finding(it)
    both = also(it.auditor_of_tpe, "participant", it.japanese_company)
    assert both.post(f"/findings/{finding.pk}/answer/", {"text": "Added."}).status_code == 302
    refused = both.post(f"/findings/{finding.pk}/close/", {"text": "Settled."})
    assert (refused.status_code, "COI-06" in refused.content.decode()) == (403, True)
    assert Finding.objects.get(pk=finding.pk).state == "answered"
    colleague = signed_in(person("tpe", it.tpe))
    assert colleague.post(f"/findings/{finding.pk}/close/", {"text": "Settled."}).status_code == 302


def test_nobody_asks_the_entity_for_which_they_act_and_declares_it_impartial(it: SimpleNamespace) -> None:
    design = a_design(it, submitted=True)
    both = also(it.participant, "tpe", it.tpe)
    address = f"{design.get_absolute_url()}validation/"
    refused = both.post(address, {"tpe": it.tpe.pk})
    assert (refused.status_code, "TPE-43" in refused.content.decode()) == (403, True)
    assert not Validation.objects.exists()
    asked = validations.assign(design_id=design.pk, tpe=it.tpe, by=it.participant2, at=NOON)
    accept = f"/validations/{asked.pk}/accept/"
    refused = both.post(accept, {"impartial": "on"})
    assert (refused.status_code, "COI-06" in refused.content.decode()) == (403, True)
    assert signed_in(it.auditor_of_tpe).post(accept, {"impartial": "on"}).status_code == 302


def test_an_administrator_of_the_holders_company_does_not_check_its_account(it: SimpleNamespace) -> None:
    account = a_sent_application(it)
    address = f"/accounts/registry/{account.number}/check-application/"
    answers = {key: "on" for key, _label in applications.CHECKLIST}
    both = also(it.registry_officer, "participant", it.japanese_company)
    refused = both.post(address, answers)
    assert (refused.status_code, "COI-06" in refused.content.decode()) == (403, True)
    assert Account.objects.get(pk=account.pk).state == "applied"
    assert signed_in(it.registry_officer2).post(address, answers).status_code == 302


def _forward(client: Client, pin: ProjectIdeaNote) -> tuple[int, str]:
    ticks = dict.fromkeys(ticked(PIN_POINTS), "on")
    answer = client.post(f"{pin.get_absolute_url()}forward/", ticks)
    found = ProjectIdeaNote.objects.get(pk=pin.pk)
    return answer.status_code, found.state


def test_an_officer_of_the_participants_company_does_not_forward_its_pin(it: SimpleNamespace) -> None:
    pin = a_pin(it, submitted=True)
    both = also(it.officer, "participant", it.japanese_company)
    assert _forward(both, pin) == (403, "submitted")
    assert _forward(signed_in(person("secretariat", it.jcma)), pin) == (302, "with_committee")


@pytest.mark.parametrize(("ended_on", "counts"), [(date(2026, 4, 1), True), (date(2025, 4, 1), False)])
def test_a_role_that_ended_lately_counts_for_twelve_months(it: SimpleNamespace, ended_on: date, counts: bool) -> None:
    pin = a_pin(it, submitted=True)
    also(it.officer, "participant", it.japanese_company, ended_on=ended_on)
    waiting = inbox.waiting_for(User.objects.get(pk=it.officer.pk))
    assert waiting.filter(paper=pin.paper).exists() != counts
    assert inbox.waiting_for(person("secretariat", it.jcma)).filter(paper=pin.paper).exists()

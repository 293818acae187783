"""Whoever holds a step sees it with its due date, is told, and is reminded."""

from datetime import date
from types import SimpleNamespace

import pytest
from django.core import mail
from django.utils.translation import override

from committee.decisions.models import AnswerKind
from committee.decisions.services import answers, decisions
from committee.decisions.services.decisions import Proposal
from common import outbox
from partners.people.models.people import Role
from tests.conftest import NOON
from tests.factories.partners import a_country_in_operation, person
from tests.factories.projects import a_registration_request
from workflow.notices.models import Notice
from workflow.steps.models import WaitingStep
from workflow.steps.selectors import inbox
from workflow.steps.services import inbox as services


@pytest.fixture(scope="module")
def made(lasting: None) -> SimpleNamespace:
    """A country in operation with a circulated decision."""
    it = a_country_in_operation()
    it.decision = decisions.prepare(
        country=it.country, proposals=[Proposal("rules", "Guidelines ver02.0")], by=it.officer, at=NOON
    )
    decisions.circulate(decision_id=it.decision.pk, by=it.officer, at=NOON)
    return it


def test_a_circulated_decision_waits_for_the_members_of_both_sides(it: SimpleNamespace) -> None:
    step = inbox.open_step(it.decision)
    assert step is not None
    assert (step.role, step.due_on) == ("committee", date(2026, 6, 11))
    for member in (it.japan_chair, it.japan_member, it.partner_chair, it.partner_member):
        assert list(inbox.waiting_for(member)) == [step]
    for other in (it.participant, it.officer, it.auditor_of_tpe, it.auditor):
        assert not inbox.waiting_for(other).exists()


def test_a_member_of_another_country_does_not_see_it(it: SimpleNamespace) -> None:
    elsewhere = a_country_in_operation("ID")
    assert not inbox.waiting_for(elsewhere.japan_chair).exists()


def test_the_step_ends_when_the_decision_is_concluded(it: SimpleNamespace) -> None:
    for member in (it.japan_chair, it.japan_member, it.partner_chair, it.partner_member):
        answers.give(decision_id=it.decision.pk, answer=AnswerKind.AGREE, by=member, at=NOON)
    assert inbox.open_step(it.decision) is None
    assert WaitingStep.objects.get(paper=it.decision.paper, state="circulated").done_at == NOON


def test_a_suspended_person_has_an_empty_inbox(it: SimpleNamespace) -> None:
    it.japan_chair.suspended_at = NOON
    it.japan_chair.save()
    assert not inbox.waiting_for(it.japan_chair).exists()


def test_who_is_told_gets_one_mail_in_their_language(it: SimpleNamespace) -> None:
    it.partner_member.language = "ja"
    it.partner_member.save()
    outbox.deliver(at=NOON)
    outbox.deliver(at=NOON)
    receivers = [message.to[0] for message in mail.outbox]
    members = (it.japan_chair, it.japan_member, it.partner_chair, it.partner_member)
    assert sorted(receivers) == sorted(member.email for member in members)
    assert all("/decisions/TH-JC-2026-001/" in message.body for message in mail.outbox)


def test_everybody_reads_a_title_in_their_own_language_whatever_the_actor_speaks(it: SimpleNamespace) -> None:
    it.officer.language = "ja"
    it.officer.save()
    colleague = person(Role.SECRETARIAT, it.jcma)
    with override("ja"):
        request = a_registration_request(it, submitted=True)
    step = inbox.open_step(request)
    assert step is not None
    told = Notice.objects.filter(what="projects.registrationrequest.submit")
    for title in (step.paper.title, told.get(user=colleague).title, told.get(user=it.officer).title):
        assert str(title).startswith("Registration request: ")
        with override("ja"):
            assert str(title).startswith("登録申請：")


def test_who_wants_no_mail_still_gets_the_notice(it: SimpleNamespace) -> None:
    assert Notice.objects.filter(user=it.japan_chair).count() == 1
    services.mark_read(notice_ids=list(Notice.objects.values_list("pk", flat=True)), by=it.japan_chair, at=NOON)
    assert Notice.objects.filter(read_at=NOON).count() == 1

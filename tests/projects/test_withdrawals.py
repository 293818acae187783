"""Withdrawals before the committee decides: of a request by its participants, of a proposal by the secretariat."""

from datetime import datetime, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client

from committee.decisions.models import AnswerKind, Decision, DecisionItem
from committee.decisions.services import answers, decisions, forwarding, withdrawals
from committee.meetings import services as meetings
from committee.meetings.services import Said
from projects.methodologies.models import Methodology
from projects.pins.models import ProjectIdeaNote
from projects.pins.questions import COMPLETENESS as PIN_POINTS
from projects.projects.selectors import numbers
from projects.proposals.models import MethodologyProposal
from projects.registrations import services as registrations
from projects.registrations.checks import COMPLETENESS as REGISTRATION_POINTS
from projects.registrations.models import RegistrationRequest
from scenarios.steps import ticked
from tests.conftest import NOON
from tests.factories.committee import MEETS_ON, put_on_a_meeting
from tests.factories.pages import a_circulated_decision
from tests.factories.projects import (
    DAY,
    a_design,
    a_monitoring_report,
    a_pin,
    a_registered_project,
    a_registration_request,
    the_committee_agrees,
)
from tests.factories.proposals import a_proposal
from tests.projects.refusals import refused
from workflow.notices.models import Notice
from workflow.steps.models import WaitingStep
from workflow.versions.models import PaperVersion

pytestmark = pytest.mark.django_db


def _decision_of(paper: Any) -> Decision:
    return Decision.objects.get(items=paper.decision_item)


def test_a_request_is_withdrawn_while_the_committee_considers_it(it: SimpleNamespace, noon: datetime) -> None:
    request = a_registration_request(it, with_committee=True, reference="TH014")
    decision = _decision_of(request)
    with refused("DRF-04", field="note"):
        forwarding.withdraw(paper=request, note=" ", by=it.participant, at=noon)
    assert _decision_of(request).state == "circulated"
    request = forwarding.withdraw(paper=request, note="The owner changes.", by=it.participant, at=noon)
    decision.refresh_from_db()
    assert (request.state, request.outcome_note, request.project_reference) == ("withdrawn", "The owner changes.", "")
    assert (decision.state, decision.conclusion_note) == ("withdrawn", "The owner changes.")
    assert Notice.objects.filter(user=it.partner_chair, what="committee.decision.withdraw").exists()
    assert not WaitingStep.objects.filter(paper=decision.paper, done_at=None).exists()
    with refused("DEC-03", status=409):
        answers.give(decision_id=decision.pk, answer=AnswerKind.AGREE, by=it.japan_chair, at=noon)
    with refused("MOV-01", status=409):
        forwarding.withdraw(paper=request, note="Again.", by=it.participant, at=noon)
    versions = PaperVersion.objects.filter(paper=request.paper).order_by("number")
    assert [version.form_code for version in versions][1:] == ["JCM_TH_F_RW_Req_ver01.0"]


def test_the_reason_of_a_withdrawal_stands_on_the_paper_for_those_who_work_on_it(
    it: SimpleNamespace, noon: datetime, client: Client
) -> None:
    pin, design, report = a_pin(it, submitted=True), a_design(it), a_monitoring_report(it, a_registered_project(it))
    forwarding.withdraw(paper=pin, note="The owner sold it.", by=it.participant, at=noon)
    forwarding.withdraw(paper=design, note="Another technology.", by=it.participant, at=noon)
    forwarding.withdraw(paper=report, note="The meter was wrong.", by=it.participant, at=noon)
    client.force_login(it.officer)
    for paper, words in ((pin, "The owner sold it."), (report, "The meter was wrong.")):
        assert words in client.get(paper.get_absolute_url()).content.decode()
    client.force_login(it.participant)
    assert "Another technology." in client.get(design.get_absolute_url()).content.decode()
    client.force_login(it.outsider)
    assert "The owner sold it." not in client.get(pin.get_absolute_url()).content.decode()


def test_after_a_withdrawal_a_new_request_can_take_the_same_number(it: SimpleNamespace, noon: datetime) -> None:
    request = a_registration_request(it, with_committee=True, reference="TH014")
    forwarding.withdraw(paper=request, note="To be revised.", by=it.participant, at=noon)
    again = registrations.start(project_id=request.project_id, by=it.participant, at=noon)
    assert again.state == "draft"
    assert numbers.of_projects(it.country).free == "TH001"


def test_what_is_decided_is_not_withdrawn(it: SimpleNamespace, noon: datetime) -> None:
    request = a_registration_request(it, registered=True)
    with refused("MOV-01", status=409):
        forwarding.withdraw(paper=request, note="Too late.", by=it.participant, at=noon)
    assert _decision_of(request).state == "adopted"


def test_only_participants_withdraw_a_request(it: SimpleNamespace, noon: datetime) -> None:
    request = a_registration_request(it, with_committee=True)
    for by in (it.officer, it.outsider, it.japan_chair):
        with refused("MOV-02", status=403):
            forwarding.withdraw(paper=request, note="No.", by=by, at=noon)
    assert RegistrationRequest.objects.get(pk=request.pk).state == "with_committee"


def test_the_secretariat_takes_a_proposal_back_and_forwards_it_again(it: SimpleNamespace, noon: datetime) -> None:
    request = a_registration_request(it, with_committee=True, reference="TH014")
    decision = _decision_of(request)
    with refused("WDR-01", field="note"):
        withdrawals.withdraw(decision_id=decision.pk, note=" ", by=it.officer, at=noon)
    with refused("MOV-02", status=403):
        withdrawals.withdraw(decision_id=decision.pk, note="No.", by=it.japan_chair, at=noon)
    withdrawals.withdraw(decision_id=decision.pk, note="A figure was wrong.", by=it.officer, at=noon)
    request = RegistrationRequest.objects.get(pk=request.pk)
    assert (request.state, request.project_reference) == ("submitted", "")
    request = forwarding.forward(
        paper=request,
        completeness=ticked(REGISTRATION_POINTS),
        project_reference="TH014",
        by=it.officer,
        at=noon,
    )
    assert request.decision_item is not None
    assert _decision_of(request) != decision
    the_committee_agrees(it, request.decision_item, noon)
    assert RegistrationRequest.objects.get(pk=request.pk).state == "registered"


def test_a_pin_is_withdrawn_while_both_governments_consider_it(it: SimpleNamespace, noon: datetime) -> None:
    pin = a_pin(it, with_committee=True)
    forwarding.withdraw(paper=pin, note="The site is sold.", by=it.participant, at=noon)
    pin = ProjectIdeaNote.objects.get(pk=pin.pk)
    assert (pin.state, pin.reference, pin.project.state) == ("withdrawn", "TH_PIN001", "proposed")
    assert _decision_of(pin).state == "withdrawn"


def test_a_pin_whose_proposal_is_taken_back_keeps_its_number(it: SimpleNamespace, noon: datetime) -> None:
    pin = a_pin(it, with_committee=True)
    withdrawals.withdraw(decision_id=_decision_of(pin).pk, note="Wrong file.", by=it.officer, at=noon)
    pin = ProjectIdeaNote.objects.get(pk=pin.pk)
    assert pin.state == "submitted"
    pin = forwarding.forward(paper=pin, completeness=ticked(PIN_POINTS), by=it.officer, at=noon)
    assert (pin.state, pin.reference) == ("with_committee", "TH_PIN001")


@pytest.mark.parametrize("convened", [False, True])
def test_only_the_item_goes_from_a_meeting_when_its_request_is_withdrawn(
    it: SimpleNamespace, noon: datetime, convened: bool
) -> None:
    request = a_registration_request(it, with_committee=True, reference="TH014")
    assert request.decision_item is not None
    meeting = put_on_a_meeting(it, request.decision_item, convened=convened)
    request = forwarding.withdraw(paper=request, note="The owner changes.", by=it.participant, at=noon)
    meeting.refresh_from_db()
    own = _decision_of(request)
    assert (request.state, meeting.state) == ("withdrawn", "convened" if convened else "agenda")
    assert (own.state, own.conclusion_note, own.items.get().came_from) == ("withdrawn", "The owner changes.", meeting)
    assert not meeting.items.exists()
    assert not meeting.points.exists()
    step = WaitingStep.objects.get(paper=meeting.paper, done_at=None)
    assert str(step.paper.title) == "Meeting of the Joint Committee in Bangkok"
    told = Notice.objects.filter(user=it.partner_chair)
    assert told.filter(what="committee.decision.withdraw", paper__reference=own.number).exists()
    assert told.filter(what="committee.decision.remove_point", paper__reference=meeting.number).exists() is convened


def test_a_meeting_goes_on_with_its_other_points_in_order(it: SimpleNamespace, noon: datetime) -> None:
    pin = a_pin(it, with_committee=True)
    assert pin.decision_item is not None
    meeting = put_on_a_meeting(it, pin.decision_item, convened=False)
    meetings.add_point(decision_id=meeting.pk, title="Any other matter", by=it.officer, at=noon)
    meetings.convene(decision_id=meeting.pk, by=it.officer, at=noon)
    forwarding.withdraw(paper=pin, note="The site is sold.", by=it.participant, at=noon)
    assert [(p.position, p.title) for p in meeting.points.all()] == [(1, "Any other matter")]
    later = NOON + timedelta(days=20)
    meetings.record(decision_id=meeting.pk, said={}, by=it.officer, at=later)
    for chair in (it.japan_chair, it.partner_chair):
        answers.confirm(decision_id=meeting.pk, by=chair, at=later)
    meeting.refresh_from_db()
    assert (meeting.state, meeting.decided_on) == ("adopted", MEETS_ON)
    assert ProjectIdeaNote.objects.get(pk=pin.pk).state == "withdrawn"


def test_what_a_meeting_has_said_awaits_the_co_chairs_and_is_not_withdrawn(it: SimpleNamespace, noon: datetime) -> None:
    pin = a_pin(it, with_committee=True)
    assert pin.decision_item is not None
    meeting = put_on_a_meeting(it, pin.decision_item)
    later = NOON + timedelta(days=20)
    said = {point.pk: Said("approved") for point in meeting.points.all()}
    meetings.record(decision_id=meeting.pk, said=said, by=it.officer, at=later)
    with refused("WDR-04", status=409):
        forwarding.withdraw(paper=pin, note="Too late.", by=it.participant, at=later)
    assert ProjectIdeaNote.objects.get(pk=pin.pk).state == "with_committee"
    assert _decision_of(pin) == meeting
    meetings.correct(decision_id=meeting.pk, by=it.officer, at=later)
    forwarding.withdraw(paper=pin, note="In time.", by=it.participant, at=later)
    assert ProjectIdeaNote.objects.get(pk=pin.pk).state == "withdrawn"


def test_what_is_decided_together_with_others_is_first_taken_out(it: SimpleNamespace, noon: datetime) -> None:
    pin = a_pin(it, with_committee=True)
    bundle = _decision_of(pin)
    other = DecisionItem.objects.create(decision=bundle, kind="other", title="Another matter")
    with refused("WDR-03", status=409):
        forwarding.withdraw(paper=pin, note="The site is sold.", by=it.participant, at=noon)
    bundle.refresh_from_db()
    assert (bundle.state, ProjectIdeaNote.objects.get(pk=pin.pk).state) == ("circulated", "with_committee")
    decisions.carry_on([other], decision=bundle, by=it.officer, at=noon)
    forwarding.withdraw(paper=pin, note="The site is sold.", by=it.participant, at=noon)
    bundle.refresh_from_db()
    assert (bundle.state, other.decision.state) == ("withdrawn", "prepared")


def test_a_methodology_is_withdrawn_while_the_committee_considers_it(
    it: SimpleNamespace, noon: datetime, client: Client
) -> None:
    proposal = a_proposal(it, with_committee=True)
    page = proposal.get_absolute_url()
    with refused("MOV-02", status=403):
        forwarding.withdraw(paper=proposal, note="No.", by=it.officer, at=noon)
    client.force_login(it.participant)
    assert f"{page}withdraw/" in client.get(page).content.decode()
    assert client.post(f"{page}withdraw/", {"note": " "}).status_code == 422
    assert (MethodologyProposal.objects.get().state, _decision_of(proposal).state) == ("with_committee", "circulated")
    assert client.post(f"{page}withdraw/", {"note": "The factor is old."})["Location"] == page
    proposal.refresh_from_db()
    decision = _decision_of(proposal)
    assert (proposal.state, proposal.outcome_note) == ("withdrawn", "The factor is old.")
    assert (decision.state, decision.conclusion_note) == ("withdrawn", "The factor is old.")
    assert Methodology.objects.get(proposal=proposal).status == "withdrawn"
    assert Notice.objects.filter(user=it.partner_chair, what="committee.decision.withdraw").exists()
    assert Notice.objects.filter(user=it.officer, what="projects.methodologyproposal.withdraw").exists()
    assert "The factor is old." in client.get(page).content.decode()


def test_a_methodology_leaves_a_meeting_by_itself(it: SimpleNamespace, noon: datetime) -> None:
    proposal = a_proposal(it, with_committee=True)
    assert proposal.decision_item is not None
    meeting = put_on_a_meeting(it, proposal.decision_item)
    forwarding.withdraw(paper=proposal, note="The factor is old.", by=it.participant, at=noon)
    meeting.refresh_from_db()
    assert (meeting.state, meeting.items.count(), _decision_of(proposal).state) == ("convened", 0, "withdrawn")


def test_a_methodology_taken_back_by_the_secretariat_is_considered_again(it: SimpleNamespace, noon: datetime) -> None:
    proposal = a_proposal(it, with_committee=True, revisions="Cite the standard.")
    withdrawals.withdraw(decision_id=_decision_of(proposal).pk, note="A wrong file.", by=it.officer, at=noon + 20 * DAY)
    proposal.refresh_from_db()
    assert (proposal.state, proposal.required_revisions) == ("considered", "")
    step = WaitingStep.objects.get(paper=proposal.paper, done_at=None)
    assert (step.role, step.due_on) == ("secretariat", proposal.consideration_due_on)
    proposal = forwarding.forward(paper=proposal, by=it.officer, at=noon + 21 * DAY)
    assert proposal.decision_item is not None
    the_committee_agrees(it, proposal.decision_item, noon + 22 * DAY)
    assert MethodologyProposal.objects.get(pk=proposal.pk).state == "approved"


def test_a_proposal_on_rules_is_withdrawn_by_the_page(it: SimpleNamespace, client: Any) -> None:
    decision = a_circulated_decision(it)
    client.force_login(it.officer)
    page = client.get(decision.get_absolute_url()).content.decode()
    assert f"{decision.get_absolute_url()}withdraw/" in page
    answer = client.post(f"{decision.get_absolute_url()}withdraw/", {"note": "A newer draft is ready."})
    assert answer["Location"] == decision.get_absolute_url()
    decision.refresh_from_db()
    assert decision.state == "withdrawn"

"""Proposed methodologies before the Joint Committee: what it may decide, and what follows from it."""

from datetime import date, datetime
from types import SimpleNamespace
from typing import Any

import pytest

from committee.decisions.models import Course, Decision, DecisionItem
from committee.decisions.services import answers, courses, forwarding
from committee.meetings import services as meetings
from projects.inputs import services as inputs
from projects.inputs.models import InputCall
from projects.methodologies import selectors
from projects.methodologies.models import Methodology
from projects.papers.selectors import versions
from projects.proposals import services as proposals
from tests.factories.committee import an_arrangement, not_adopted
from tests.factories.project_pages import a_comment
from tests.factories.projects import DAY, a_methodology
from tests.factories.proposals import a_proposal
from tests.projects.refusals import refused
from workflow.notices.models import Notice
from workflow.papers import services as papers

pytestmark = pytest.mark.django_db
REVISIONS = "Cite the standard of each certificate."


def test_comments_are_read_and_answered_before_the_committee_decides(it: SimpleNamespace, noon: datetime) -> None:
    proposal = a_proposal(it, published=True)
    comment = a_comment(it, proposal.input_call)
    inputs.close_due(by=it.system, at=noon + 16 * DAY)
    later = noon + 20 * DAY
    with refused("MET-21", status=409):
        forwarding.forward(paper=proposal, by=it.officer, at=later)
    inputs.publish(input_id=comment.pk, by=it.officer, at=later)
    with refused("MET-22", field="without_response_note"):
        forwarding.forward(paper=proposal, by=it.officer, at=later)
    assert Decision.objects.count() == 0
    note = "The proponent was asked twice."
    proposal = forwarding.forward(paper=proposal, without_response_note=note, by=it.officer, at=later)
    assert (proposal.state, proposal.without_response_note) == ("with_committee", note)


def test_the_committee_approves(it: SimpleNamespace) -> None:
    a_methodology(it, "TH_AM017")
    proposal = a_proposal(it, decided=True)
    approved = Methodology.objects.get(proposal=proposal)
    assert proposal.state == "approved"
    assert (approved.reference, approved.version, approved.version_code) == ("TH_AM018", "1.0", "ver01.0")
    assert (approved.status, approved.approved_on) == ("approved", date(2026, 6, 22))
    assert [one.number for one in approved.scopes.all()] == [1]
    assert selectors.approved_in(it.country.pk).filter(pk=approved.pk).exists()
    assert Notice.objects.filter(user=it.participant, what="projects.methodologyproposal.conclude").exists()


def test_the_committee_approves_with_revisions(it: SimpleNamespace, noon: datetime) -> None:
    proposal, later = a_proposal(it, decided=True, revisions=REVISIONS), noon + 22 * DAY
    assert (proposal.state, proposal.decided_on, proposal.approved_on) == ("to_revise", date(2026, 6, 22), None)
    assert not Methodology.objects.filter(status="approved").exists()
    papers.save_draft(paper=proposal, values={"terms": "Certificate: to IEC 61215."}, by=it.participant, at=later)
    assert papers.submit(paper=proposal, by=it.participant, at=later).state == "revised"
    with refused("DRF-04", field="note"):
        proposals.ask_again(proposal_id=proposal.pk, note="", by=it.officer, at=later)
    proposals.ask_again(proposal_id=proposal.pk, note="Name IEC 61730 too.", by=it.officer, at=later)
    papers.save_draft(
        paper=proposal, values={"terms": "Certificate: to IEC 61215 and 61730."}, by=it.participant, at=later
    )
    papers.submit(paper=proposal, by=it.participant, at=later)
    with refused("MOV-02", status=403):
        proposals.confirm(proposal_id=proposal.pk, by=it.participant, at=later)
    proposal = proposals.confirm(proposal_id=proposal.pk, by=it.officer, at=later + DAY)
    approved = Methodology.objects.get(proposal=proposal)
    assert (proposal.state, proposal.approved_on) == ("approved", date(2026, 6, 24))
    assert (approved.reference, approved.status, approved.approved_on) == ("TH_AM001", "approved", date(2026, 6, 24))
    assert versions.of_paper(proposal).count() == 3


@pytest.mark.parametrize("proposed", ["", REVISIONS])
def test_a_meeting_approves_with_the_revisions_that_it_wrote_down(
    it: SimpleNamespace, noon: datetime, proposed: str
) -> None:
    proposal = a_proposal(it, with_committee=True, revisions=proposed)
    item, later = DecisionItem.objects.get(methodology_proposal=proposal), noon + 21 * DAY
    for chair in (it.japan_chair, it.partner_chair):
        courses.direct(decision_id=item.decision_id, course=Course.POSTPONE, note="To the meeting.", by=chair, at=later)
    meeting = meetings.prepare(country=it.country, arrangement=an_arrangement(later.date()), by=it.officer, at=later)
    meetings.take_items(decision_id=meeting.pk, item_ids=[item.pk], by=it.officer, at=later)
    meetings.convene(decision_id=meeting.pk, by=it.officer, at=later)
    said = {point.pk: meetings.Said("revised", "State the grid factor.") for point in meeting.points.all()}
    meetings.record(decision_id=meeting.pk, said=said, by=it.officer, at=later)
    for chair in (it.japan_chair, it.partner_chair):
        answers.confirm(decision_id=meeting.pk, by=chair, at=later)
    proposal.refresh_from_db()
    assert (proposal.state, proposal.required_revisions) == ("to_revise", "State the grid factor.")
    assert not Methodology.objects.filter(status="approved").exists()


def test_the_public_does_not_read_a_revised_text_before_it_is_filed(
    it: SimpleNamespace, noon: datetime, client: Any
) -> None:
    proposal = a_proposal(it, decided=True, revisions=REVISIONS)
    half = {"summary": "HALF A SENTENCE"}
    papers.save_draft(paper=proposal, values=half, by=it.participant, at=noon + 22 * DAY)
    page = client.get(proposal.get_absolute_url()).content.decode()
    assert "displaces electricity from the grid" in page
    assert REVISIONS in page
    assert "HALF A SENTENCE" not in page


def test_the_committee_does_not_approve(it: SimpleNamespace, noon: datetime, client: Any) -> None:
    proposal = a_proposal(it, with_committee=True)
    assert proposal.decision_item is not None
    not_adopted(it, proposal.decision_item.decision_id, "The factor is not conservative.", at=noon + 30 * DAY)
    proposal.refresh_from_db()
    record = Methodology.objects.get(proposal=proposal)
    assert (proposal.state, proposal.outcome_note) == ("not_approved", "The factor is not conservative.")
    assert (record.status, record.reference) == ("not_approved", "")
    assert "The factor is not conservative." in client.get(proposal.get_absolute_url()).content.decode()


def test_a_proponent_withdraws_before_the_decision_and_the_call_ends(it: SimpleNamespace, noon: datetime) -> None:
    proposal = a_proposal(it, published=True)
    with refused("DRF-04", field="note"):
        forwarding.withdraw(paper=proposal, note=" ", by=it.participant, at=noon)
    with refused("MOV-02", status=403):
        forwarding.withdraw(paper=proposal, note="No more.", by=it.outsider, at=noon)
    forwarding.withdraw(paper=proposal, note="We change the technology.", by=it.participant, at=noon)
    assert Methodology.objects.get(proposal=proposal).status == "withdrawn"
    assert InputCall.objects.get(proposal=proposal).state == "concluded"
    decided = a_proposal(it, decided=True)
    with refused("MOV-01", status=409):
        forwarding.withdraw(paper=decided, note="Too late.", by=it.participant, at=noon)

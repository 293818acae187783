"""Assessment of reference emissions: draft, submit, complete, assess by the secretariat or by the committee."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from committee.decisions.models import DecisionItem, DecisionKind, Outcome
from committee.decisions.services import decisions, withdrawals
from common import events
from common.drafts import Seen
from common.machines import judge
from partners.people.models.people import User
from projects.designs.models import ProjectDesign
from projects.papers.checks import completeness as lists
from projects.papers.checks import drafts
from projects.references import checks
from projects.references.models import ReferenceAssessment
from workflow.drafts import checks as fields

DRAFT_FIELDS = ("ndc_title", "ndc_version", "ndc_communicated_on", "explanation", "below_business_as_usual", "evidence")


def _locked(assessment_id: int) -> ReferenceAssessment:
    found = ReferenceAssessment.objects.select_for_update(of=("self",))
    return found.select_related("design__project__country", "design__project__rulebook").get(pk=assessment_id)


@transaction.atomic
def start(*, design_id: int, by: User, at: datetime) -> ReferenceAssessment:
    """Ask for an assessment, in draft. Raises Refused DRF-03 (403), REF-07 and REF-08 (409)."""
    rows = ProjectDesign.objects.select_for_update(of=("self",)).select_related("project__rulebook")
    design = rows.get(pk=design_id)
    drafts.participant(design, by)
    checks.may_start(design)
    assessment = ReferenceAssessment.objects.create(design=design)
    events.record(
        "projects.referenceassessment.start", subject=assessment, by=by, at=at, after={"state": assessment.state}
    )
    return assessment


@transaction.atomic
def save_draft(
    *, assessment_id: int, values: Mapping[str, object], seen: Seen | None = None, by: User, at: datetime
) -> ReferenceAssessment:
    """Keep what is typed so far. Raises Refused DRF-01 (403), DRF-02 and DRF-05 (409), FLD-01 to FLD-03."""
    assessment = _locked(assessment_id)
    drafts.writable(assessment, by)
    drafts.as_seen(assessment, seen)
    fields.set_values(assessment, values, DRAFT_FIELDS)
    assessment.save()
    events.record(
        "projects.project.save_reference", subject=assessment.project, by=by, at=at, after={"paper": assessment.pk}
    )
    return assessment


@transaction.atomic
def submit(*, assessment_id: int, by: User, at: datetime) -> ReferenceAssessment:
    """Hand the request to JCMA. Raises Refused MOV-01, MOV-02, REF-01 to REF-06."""
    assessment = _locked(assessment_id)
    judge(assessment.submit, by=by).commit(at=at)
    return assessment


@transaction.atomic
def return_to_participant(*, assessment_id: int, note: str, by: User, at: datetime) -> ReferenceAssessment:
    """Give an incomplete request back with what is missing. Raises Refused DRF-04 without a note."""
    assessment = _locked(assessment_id)
    judge(assessment.return_to_participant, by=by).commit(at=at, note=drafts.reason_given(note))
    return assessment


@transaction.atomic
def accept(*, assessment_id: int, completeness: Mapping[str, bool], by: User, at: datetime) -> ReferenceAssessment:
    """Confirm completeness; the assessment begins. Raises Refused CMP-01."""
    assessment = _locked(assessment_id)
    confirmed = lists.confirmed(lists.REFERENCE, completeness)
    judge(assessment.accept, by=by).commit(at=at, completeness=confirmed)
    return assessment


@transaction.atomic
def assess(*, assessment_id: int, positive: bool, conclusion: str, by: User, at: datetime) -> ReferenceAssessment:
    """The secretariat assesses for the committee, with reasons. Raises Refused DRF-04, REF-09 (409)."""
    assessment = _locked(assessment_id)
    checks.assessed_by_secretariat(assessment)
    words = drafts.reason_given(conclusion, field="conclusion")
    judge(assessment.assess if positive else assessment.refuse, by=by).commit(at=at, on=at.date(), conclusion=words)
    return assessment


@transaction.atomic
def forward(*, assessment_id: int, by: User, at: datetime) -> ReferenceAssessment:
    """Circulate the decision to the Joint Committee. Raises Refused REF-10 (409), DEC-02 (403), MOV-01."""
    assessment = _locked(assessment_id)
    move = judge(assessment.forward, by=by)
    checks.assessed_by_committee(assessment)
    proposal = decisions.Proposal(
        kind=DecisionKind.REFERENCE,
        title=assessment.title,
        reference=assessment.reference,
        paper=assessment.paper,
        text=assessment.explanation,
        interested=sorted(assessment.party_ids("participant") | assessment.party_ids("tpe")),
    )
    decision = decisions.prepare(
        country=assessment.project.country, proposals=[proposal], is_example=assessment.project.is_example, by=by, at=at
    )
    assessment.decision_item = decision.items.get()
    move.commit(at=at)
    decisions.circulate(decision_id=decision.pk, by=by, at=at)
    return assessment


@transaction.atomic
def withdraw(*, assessment_id: int, note: str, by: User, at: datetime) -> ReferenceAssessment:
    """Take the request back before it is assessed; an open proposal on it goes too.

    Raises: Refused DRF-04 without a reason, WDR-03 and WDR-04 (409), MOV-01, MOV-02.
    """
    item = DecisionItem.objects.filter(reference_assessment=assessment_id).first()
    withdrawals.before_withdrawal(item)
    assessment = _locked(assessment_id)
    judge(assessment.withdraw, by=by).commit(at=at, note=drafts.reason_given(note))
    withdrawals.withdraw_with_paper(item, note=assessment.conclusion, by=by, at=at)
    return assessment


@transaction.atomic
def take_back(item: DecisionItem, *, by: User, at: datetime) -> None:
    """The secretariat withdrew the proposal: it has the assessment in hand again."""
    found = ReferenceAssessment.objects.only("pk").filter(decision_item=item).first()
    if found is not None:
        judge(_locked(found.pk).take_back, by=by).commit(at=at)


@transaction.atomic
def conclude(item: DecisionItem, *, by: User, at: datetime) -> None:
    """What follows from the Joint Committee's decision on the reference emissions."""
    found = ReferenceAssessment.objects.only("pk").filter(decision_item=item).first()
    if found is None:
        return
    assessment = _locked(found.pk)
    decision = item.decision
    words = item.outcome_note or decision.conclusion_note or decision.number
    deed = assessment.assess if item.outcome == Outcome.APPROVED else assessment.refuse
    judge(deed, by=by).commit(at=at, on=at.date(), conclusion=words)

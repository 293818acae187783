"""Assessment of reference emissions: draft, submit, complete, assess by the secretariat or by the committee."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from common import events
from common.machines import judge
from partners.people.models.people import User
from projects.designs.models import ProjectDesign
from projects.references import checks
from projects.references.models import ReferenceAssessment
from projects.references.questions import COMPLETENESS
from workflow.papers import checks as drafts


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
def accept(*, assessment_id: int, completeness: Mapping[str, bool], by: User, at: datetime) -> ReferenceAssessment:
    """Confirm completeness; the assessment begins. Raises Refused CMP-01."""
    assessment = _locked(assessment_id)
    confirmed = drafts.confirmed(COMPLETENESS, completeness)
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

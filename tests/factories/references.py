"""Situations of the assessment of reference emissions."""

from collections.abc import Callable
from datetime import datetime
from types import SimpleNamespace
from typing import Any

from projects.references import services as references
from projects.references.models import ReferenceAssessment
from projects.references.questions import COMPLETENESS as REFERENCE_POINTS
from scenarios.answers import REFERENCE
from scenarios.steps import ticked
from tests.conftest import NOON
from tests.factories.addresses import Address, pk, version
from tests.factories.projects import a_design
from workflow.papers import services as papers


def an_assessment(
    it: SimpleNamespace, *, submitted: bool = False, accepted: bool = False, at: datetime = NOON, **values: Any
) -> ReferenceAssessment:
    """A request for assessment of a PDD, in draft or as far as is asked."""
    design = a_design(it, submitted=True, at=at)
    paper = references.start(design_id=design.pk, by=it.participant, at=at)
    papers.save_draft(paper=paper, values=REFERENCE | values, by=it.participant, at=at)
    if submitted or accepted:
        papers.submit(paper=paper, by=it.participant, at=at)
    if accepted:
        references.accept(assessment_id=paper.pk, completeness=ticked(REFERENCE_POINTS), by=it.officer, at=at)
    return ReferenceAssessment.objects.get(pk=paper.pk)


SUBJECTS: dict[str, Callable[[SimpleNamespace], Any]] = {"projects.ReferenceAssessment": an_assessment}
ADDRESSES: dict[str, Address] = {
    "projects:reference-start": version(a_design, submitted=True),
    "projects:reference-page": pk(an_assessment, accepted=True),
    "projects:reference-edit": pk(an_assessment).plus(section="level"),
    "projects:reference-submit": pk(an_assessment),
    "projects:reference-return": pk(an_assessment, submitted=True),
    "projects:reference-accept": pk(an_assessment, submitted=True),
    "projects:reference-assess": pk(an_assessment, accepted=True),
    "projects:reference-forward": pk(an_assessment, accepted=True),
    "projects:reference-withdraw": pk(an_assessment),
}

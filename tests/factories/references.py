"""Situations of the assessment of reference emissions."""

from collections.abc import Callable
from datetime import date, datetime
from types import SimpleNamespace
from typing import Any

from projects.checks import completeness
from projects.models import ReferenceAssessment
from projects.services import references
from tests.conftest import NOON
from tests.factories.projects import a_design, ticked

type Address = Callable[[SimpleNamespace], dict[str, object]]
REQUEST = {
    "ndc_title": "Thailand’s Second Updated NDC", "ndc_version": "2nd update", "ndc_communicated_on": date(2022, 11, 2),
    "explanation": "The factor falls with the NDC’s share of renewable power.",
    "below_business_as_usual": "A tenth below the mean of the grid.", "evidence": "Table 3 of the NDC.",
}  # fmt: skip


def an_assessment(
    it: SimpleNamespace, *, submitted: bool = False, accepted: bool = False, at: datetime = NOON, **values: Any
) -> ReferenceAssessment:
    """A request for assessment of a PDD, in draft or as far as is asked."""
    design = a_design(it, submitted=True, at=at)
    paper = references.start(design_id=design.pk, by=it.participant, at=at)
    references.save_draft(assessment_id=paper.pk, values=REQUEST | values, by=it.participant, at=at)
    if submitted or accepted:
        references.submit(assessment_id=paper.pk, by=it.participant, at=at)
    if accepted:
        references.accept(
            assessment_id=paper.pk, completeness=ticked(completeness.REFERENCE), by=it.officer, at=at
        )  # fmt: skip
    return ReferenceAssessment.objects.get(pk=paper.pk)


def _pk(**reached: bool) -> Address:
    return lambda it: {"pk": an_assessment(it, **reached).pk}  # type: ignore[arg-type]  # how far it goes


def _design(it: SimpleNamespace) -> dict[str, object]:
    design = a_design(it, submitted=True)
    return {"slug": design.project.slug, "version": design.version}


SUBJECTS: dict[str, Callable[[SimpleNamespace], Any]] = {"projects.ReferenceAssessment": an_assessment}
ADDRESSES: dict[str, Address] = {
    "projects:reference-start": _design,
    "projects:reference-page": _pk(accepted=True),
    "projects:reference-edit": lambda it: {"pk": an_assessment(it).pk, "section": "level"},
    "projects:reference-submit": _pk(),
    "projects:reference-return": _pk(submitted=True),
    "projects:reference-accept": _pk(submitted=True),
    "projects:reference-assess": _pk(accepted=True),
    "projects:reference-forward": _pk(accepted=True),
    "projects:reference-withdraw": _pk(),
}

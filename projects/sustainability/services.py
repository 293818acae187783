"""Reviews of sustainability papers: opened with the paper, asked and answered, accepted by the authority."""

from datetime import datetime
from typing import Any

from django.db import transaction

from common import events
from common.events import Happening
from common.machines import judge
from partners.people.models.people import User
from partners.people.selectors import people
from projects.designs.models import ProjectDesign
from projects.designs.states import DesignState
from projects.monitoring.models import MonitoringReport
from projects.monitoring.states import DEAD
from projects.sustainability import checks
from projects.sustainability.models import SustainabilityReview
from projects.sustainability.states import OPEN_REVIEW, ReviewState
from workflow.papers import checks as drafts

FAILED: dict[type[Any], tuple[str, ...]] = {
    ProjectDesign: (DesignState.NOT_VALIDATED, DesignState.WITHDRAWN),
    MonitoringReport: DEAD,
}


@transaction.atomic
def open_for(paper: ProjectDesign | MonitoringReport, *, by: User, at: datetime) -> None:
    """A step of handing on: where the rulebook leaves the review to the authority, it begins. The caller has locked
    the paper."""
    if not checks.goes_to_authority(paper):
        return
    of = {"design": paper} if isinstance(paper, ProjectDesign) else {"report": paper}
    review = SustainabilityReview.objects.create(project=paper.project, opened_at=at, **of)
    events.record("projects.sustainabilityreview.open", subject=review, by=by, at=at, after={"state": review.state})


@transaction.atomic
def review_anew(paper: ProjectDesign | MonitoringReport, *, by: User, at: datetime) -> None:
    """A step of handing in a corrected plan or report: what the authority has accepted was another text."""
    newest = paper.sustainability_reviews.first()
    if newest is not None and newest.state == ReviewState.ACCEPTED:
        open_for(paper, by=by, at=at)


def _locked(review_id: int) -> SustainabilityReview:
    rows = SustainabilityReview.objects.select_for_update(of=("self",))
    return rows.select_related("project__country", "project__rulebook", "design", "report").get(pk=review_id)


@transaction.atomic
def accept(*, review_id: int, text: str, by: User, at: datetime) -> SustainabilityReview:
    """The authority accepts the plan or the report, with its conclusion. Raises Refused DRF-04, MOV-01, MOV-02."""
    review = _locked(review_id)
    judge(review.accept, by=by).commit(at=at, conclusion=drafts.reason_given(text, field="text"))
    return review


@transaction.atomic
def ask(*, review_id: int, text: str, by: User, at: datetime) -> SustainabilityReview:
    """The authority asks the participants. Raises Refused DRF-04 without a question, MOV-01, MOV-02."""
    review = _locked(review_id)
    judge(review.ask, by=by).commit(at=at, question=drafts.reason_given(text, field="text"))
    return review


@transaction.atomic
def answer(*, review_id: int, text: str, by: User, at: datetime) -> SustainabilityReview:
    """The participants answer; the authority goes on. Raises Refused DRF-04 without an answer, MOV-01, MOV-02."""
    review = _locked(review_id)
    judge(review.answer, by=by).commit(at=at, text=drafts.reason_given(text, field="text"))
    return review


def on_failed(happening: Happening) -> None:
    """A review ends with its paper, whichever way that was withdrawn, failed or closed."""
    paper: Any = happening.subject
    if paper.__class__ not in FAILED or paper.state not in FAILED[paper.__class__]:
        return
    for review in paper.sustainability_reviews.filter(state__in=OPEN_REVIEW).select_for_update(of=("self",)):
        judge(review.close, by=people.system()).commit(at=happening.at)

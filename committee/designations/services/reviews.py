"""Reviews of designations: open, answer, propose a measure, decide."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from committee import procedures
from committee.decisions.services import decisions, forwarding
from committee.designations import checks
from committee.designations.models import Designation, DesignationReview
from committee.designations.states.reviews import Measure
from common import events
from common.machines import judge
from partners.people.models.people import User
from workflow.papers import checks as drafts


def _locked(review_id: int) -> DesignationReview:
    rows = DesignationReview.objects.select_for_update(of=("self",))
    return rows.select_related("designation__organisation", "designation__country").get(pk=review_id)


@transaction.atomic
def open_review(
    *, designation_id: int, grounds: str, concerns: Sequence[str] = (), by: User, at: datetime
) -> DesignationReview:
    """The secretariat or a member of the Joint Committee opens a review; the entity answers first.

    Raises: Refused DSG-30 (403), DSG-31 and DSG-32 (409), DRF-04 (no grounds), DSG-33 (unknown scopes).
    """
    designation = Designation.objects.select_for_update(of=("self",)).get(pk=designation_id)
    checks.may_open_review(designation, by)
    review = DesignationReview.objects.create(
        designation=designation,
        grounds=drafts.reason_given(grounds, field="grounds"),
        concerns=checks.known_concerns(designation, concerns),
        opened_by=by,
        opened_at=at,
    )
    events.record(
        "committee.designationreview.open",
        subject=review,
        by=by,
        at=at,
        after={"state": review.state},
        tells=("secretariat",),
    )
    return review


@transaction.atomic
def answer(*, review_id: int, text: str, by: User, at: datetime) -> DesignationReview:
    """The entity answers the grounds. Raises Refused DRF-04 without text, MOV-01, MOV-02."""
    review = _locked(review_id)
    judge(review.answer, by=by).commit(at=at, text=drafts.reason_given(text, field="text"))
    return review


@transaction.atomic
def propose(*, review_id: int, measure: Measure, text: str, by: User, at: datetime) -> DesignationReview:
    """Bring a measure before the members of both sides.

    Raises: Refused DRF-04 (no reasons), DSG-34 (409, the entity may still answer), DSG-35 (it does not fit).
    """
    review = _locked(review_id)
    move = judge(review.propose, by=by)
    checks.may_propose(review, measure, at.date())
    why = drafts.reason_given(text, field="text")
    review.measure, review.proposal = measure, why  # its item says them
    decision = forwarding.put(review, procedures.of_row(review), by=by, at=at)
    move.commit(at=at, measure=measure, text=why)
    decisions.circulate(decision_id=decision.pk, by=by, at=at)
    return review


@transaction.atomic
def close(*, review_id: int, note: str, by: User, at: datetime) -> DesignationReview:
    """Who opened the review ends it without a measure. Raises Refused DRF-04 without a reason, MOV-01, MOV-02."""
    review = _locked(review_id)
    judge(review.close, by=by).commit(at=at, note=drafts.reason_given(note))
    return review

"""Reviews of designations: open, answer, propose a measure, decide."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from committee.decisions.models import DecisionItem, DecisionKind
from committee.decisions.services import decisions
from committee.designations import checks
from committee.designations.models import Designation, DesignationReview
from committee.designations.services import applications, designations
from committee.designations.states.reviews import Measure
from common import events
from common.machines import judge
from common.words import Words
from partners.people.models.people import User
from partners.people.selectors import people


def _locked(review_id: int) -> DesignationReview:
    rows = DesignationReview.objects.select_for_update(of=("self",))
    return rows.select_related("designation__organisation", "designation__country").get(pk=review_id)


@transaction.atomic
def open_review(
    *, designation_id: int, grounds: str, concerns: Sequence[str] = (), by: User, at: datetime
) -> DesignationReview:
    """The secretariat or a member of the Joint Committee opens a review; the entity answers first.

    Raises: Refused DSG-30 (403), DSG-31 and DSG-32 (409), DSG-11 (no grounds), DSG-33 (unknown scopes).
    """
    designation = Designation.objects.select_for_update(of=("self",)).get(pk=designation_id)
    checks.may_open_review(designation, by)
    review = DesignationReview.objects.create(
        designation=designation,
        grounds=checks.reason_given(grounds, field="grounds"),
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
    """The entity answers the grounds. Raises Refused DSG-11 without text, MOV-01, MOV-02."""
    review = _locked(review_id)
    judge(review.answer, by=by).commit(at=at, text=checks.reason_given(text, field="text"))
    return review


@transaction.atomic
def propose(*, review_id: int, measure: Measure, text: str, by: User, at: datetime) -> DesignationReview:
    """Bring a measure before the members of both sides.

    Raises: Refused DSG-11 (no reasons), DSG-34 (409, the entity may still answer), DSG-35 (it does not fit).
    """
    review = _locked(review_id)
    move = judge(review.propose, by=by)
    checks.may_propose(review, measure, at.date())
    why = checks.reason_given(text, field="text")
    label, entity = Words.of(Measure(measure).label), review.designation.organisation.names
    proposal = decisions.Proposal(
        kind=DecisionKind.TPE,
        title=Words("%(measure)s: %(entity)s", {"measure": label, "entity": entity}),
        reference=review.reference,
        paper=review.paper,
        text=why,
        interested=[review.organisation_id],
    )
    decision = decisions.prepare(
        country=review.designation.country, proposals=[proposal], is_example=review.is_example, by=by, at=at
    )
    review.decision_item = decision.items.get()
    move.commit(at=at, measure=measure, text=why)
    decisions.circulate(decision_id=decision.pk, by=by, at=at)
    return review


@transaction.atomic
def close(*, review_id: int, note: str, by: User, at: datetime) -> DesignationReview:
    """Who opened the review ends it without a measure. Raises Refused DSG-11 without a reason, MOV-01, MOV-02."""
    review = _locked(review_id)
    judge(review.close, by=by).commit(at=at, note=checks.reason_given(note))
    return review


@transaction.atomic
def conclude(item: DecisionItem, *, by: User, at: datetime) -> None:
    """What follows from the Joint Committee's decision on an entity: an application or a review.

    An item that names neither is a record of what a committee said, and nothing follows from it here.
    """
    if applications.conclude(item=item, by=by, at=at):
        return
    found = DesignationReview.objects.only("pk").filter(decision_item=item).first()
    if found is None:
        return
    review = _locked(found.pk)
    if not item.is_approved:
        note = item.outcome_note or item.decision.conclusion_note
        judge(review.dismiss, by=by).commit(at=at, on=at.date(), note=note)
        return
    designations.apply_measure(review, item=item, by=people.system(), at=at)
    judge(review.take_measure, by=people.system()).commit(at=at, on=at.date())


@transaction.atomic
def take_back(item: DecisionItem, *, by: User, at: datetime) -> None:
    """The secretariat withdrew a proposal on an entity: its application or its review is at its desk again."""
    if applications.take_back(item=item, by=by, at=at):
        return
    found = DesignationReview.objects.only("pk").filter(decision_item=item).first()
    if found is not None:
        judge(_locked(found.pk).take_back, by=by).commit(at=at)

"""What the co-chairs do together about a decision before the committee: both sides name the same course."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from committee.decisions.models import Course, Decision, DecisionItem, Direction
from committee.decisions.selectors import consensus
from committee.decisions.selectors import decisions as selectors
from committee.decisions.services import decisions, withdrawals
from committee.decisions.states import DecisionState
from committee.meetings.services import locked
from common import events
from common.machines import judge
from common.refusals import Refused
from common.text import plain, shows
from partners.organisations.models import Side
from partners.people.models.people import User
from partners.people.models.seats import CommitteeMember
from partners.people.selectors import people
from partners.permissions import secretariat


@transaction.atomic
def direct(
    *, decision_id: int, course: Course, note: str, item_id: int | None = None, by: User, at: datetime
) -> Direction:
    """A co-chair, or their alternate, says what is to be done; it is done when both sides have said the same.

    Raises: Refused CRS-01 (409) not before the committee; CRS-02 (403) neither co-chair nor alternate; CRS-03 no
    reasons; CRS-04 splitting needs one of several items; WDR-02 (409) withdrawing what only its own party withdraws.
    """
    decision = locked(decision_id)
    if decision.state != DecisionState.CIRCULATED:
        raise Refused("CRS-01", _("The co-chairs choose a course while it is before the committee."), status=409)
    member = _speaks_for_side(decision, by, at)
    if not shows(note):
        raise Refused("CRS-03", _("Give the reasons: the other side reads them."), field="note")
    item = _item_to_split(decision, item_id) if course == Course.SPLIT else None
    given = Direction.objects.create(
        decision=decision,
        side=member.side,
        member=member,
        round=decision.round,
        course=course,
        item=item,
        note=plain(note),
        at=at,
    )
    events.record("committee.direction.give", subject=given, by=by, at=at, after={"course": course})
    agreed = _both(decision)
    if agreed:
        _do(decision, agreed, at)
    return given


def _speaks_for_side(decision: Decision, by: User, at: datetime) -> CommitteeMember:
    member = selectors.seat_of(decision, by)
    speaks = member is not None and (member.is_co_chair or consensus.acts_for(member, at.date()) is not None)
    if member is None or not speaks:
        raise Refused("CRS-02", _("Only the co-chairs, or their alternates, choose a course."), status=403)
    apart = consensus.exclusions(decision)
    if apart and all(member.pk in who for who in apart.values()):
        raise Refused("CRS-02", _("Only the co-chairs, or their alternates, choose a course."), status=403)
    return member


def _item_to_split(decision: Decision, item_id: int | None) -> DecisionItem:
    item = None if item_id is None else decision.items.filter(pk=item_id).first()
    if item is None or decision.items.count() < 2:
        raise Refused("CRS-04", _("Choose one of the items of a decision that has several."), field="item")
    return item


def _both(decision: Decision) -> Sequence[Direction]:
    """The last word of each side when both want the same, else nothing."""
    last = {one.side: one for one in decision.directions.filter(round=decision.round).order_by("at", "id")}
    same = {(one.course, one.item_id) for one in last.values()}
    return list(last.values()) if set(last) == set(Side.values) and len(same) == 1 else []


def _do(decision: Decision, agreed: Sequence[Direction], at: datetime) -> None:
    system, note = people.system(), "\n".join(dict.fromkeys(one.note for one in agreed))
    match agreed[0].course:
        case Course.REVISE:
            judge(decision.take_back, by=system).commit(at=at)
        case Course.POSTPONE:
            judge(decision.postpone, by=system).commit(at=at)
        case Course.SPLIT:
            decisions.carry_on([agreed[0].item], decision=decision, by=system, at=at)  # type: ignore[list-item]  # a split names its item
            decisions.conclude_due(decision_id=decision.pk, by=system, at=at)
        case Course.NOT_ADOPT:
            decisions.decline(decision, note=note, by=system, at=at)
        case _:
            withdrawals.withdraw(decision_id=decision.pk, note=note, by=system, at=at)


@transaction.atomic
def cancel(*, decision_id: int, note: str, by: User, at: datetime) -> Decision:
    """Call a meeting off before its outcomes are recorded; its items go on in a decision of their own.

    Raises: Refused CRS-03 no reasons; CRS-06 (403) not the secretariat; CRS-07 (409) no meeting, or held already.
    """
    decision = locked(decision_id)
    if not secretariat(decision, by):
        raise Refused("CRS-06", _("Only the secretariat withdraws what it has prepared."), status=403)
    if decision.state not in {DecisionState.AGENDA, DecisionState.CONVENED}:
        raise Refused("CRS-07", _("The meeting has taken place."), status=409)
    if not shows(note):
        raise Refused("CRS-03", _("Give the reasons: the other side reads them."), field="note")
    items = list(decision.items.select_related("decision"))
    if items:
        decisions.carry_on(items, decision=decision, by=by, at=at)
    judge(decision.withdraw, by=by).commit(at=at, note=plain(note))
    return decision

"""Take a proposal back before the Joint Committee decides: the secretariat by itself, or because its paper went."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from committee.decisions.models import Decision, DecisionItem
from committee.decisions.selectors import decisions as selectors
from committee.decisions.services import outcomes
from committee.decisions.states import DecisionState
from committee.meetings import services as meetings
from common.machines import judge
from common.refusals import Refused
from common.text import plain, shows
from partners.people.models.people import User
from partners.people.selectors import people
from partners.permissions import secretariat


@transaction.atomic
def withdraw(*, decision_id: int, note: str, by: User, at: datetime) -> Decision:
    """The secretariat takes the proposal back; the papers that wait for it go back to its desk.

    Once a member has spoken it is both sides': their co-chairs withdraw it together (`courses`), the system for them.
    Raises: Refused WDR-01 without a reason; WDR-05 (409) a member has spoken; MOV-01, MOV-02.
    """
    decision = Decision.objects.select_for_update(of=("self",)).get(pk=decision_id)
    if not shows(note):
        raise Refused("WDR-01", _("Give the reason: members of both sides and the participants read it."), field="note")
    items = list(decision.items.select_related("paper"))
    if secretariat(decision, by) and decision.state == DecisionState.CIRCULATED:
        _not_spoken_on(decision)
    judge(decision.withdraw, by=by).commit(at=at, note=plain(note))
    for item in items:
        outcomes.take_back(item, by=by, at=at)
    return decision


def _not_spoken_on(decision: Decision) -> None:
    if selectors.has_been_spoken_on(decision):
        raise Refused(
            "WDR-05",
            _(
                "A member has answered already. The co-chairs of both sides may withdraw it together: ask them"
                " to choose that course."
            ),
            status=409,
        )


@transaction.atomic
def before_withdrawal(item: DecisionItem | None) -> None:
    """Lock the decision before its paper, in the order in which a conclusion takes them.

    Raises: Refused WDR-03 (409) where other items are decided in the same electronic decision; WDR-04 (409) where a
    meeting has given its outcome, which awaits only the co-chairs.
    """
    if item is None:
        return
    decision = _locked_of(item)
    if decision.is_meeting:
        _not_recorded(decision)
    elif decision.state not in selectors.CLOSED_STATES and decision.items.exclude(pk=item.pk).exists():
        raise Refused(
            "WDR-03",
            _(
                "The committee decides other matters in the same bundle. Ask the secretariat to take this one"
                " out first."
            ),
            status=409,
        )


def _locked_of(item: DecisionItem) -> Decision:
    """The decision in which the item stands, locked; while it was waited for, the item may have gone into another."""
    decision = meetings.locked(item.decision_id)
    item.refresh_from_db(fields=["decision"])
    return decision if item.decision_id == decision.pk else _locked_of(item)


def _not_recorded(meeting: Decision) -> None:
    if meeting.state == DecisionState.RECORDED:
        raise Refused(
            "WDR-04",
            _(
                "The meeting has given its outcome, which awaits only both co-chairs. Nothing can be withdrawn"
                " from it any more."
            ),
            status=409,
        )


@transaction.atomic
def withdraw_with_paper(item: DecisionItem | None, *, note: str, by: User, at: datetime) -> None:  # noqa: ARG001  the platform does it
    """The paper was withdrawn by its own party: the open proposal on it is withdrawn too, and members are told.

    Only the item goes from a meeting, which takes place all the same.
    """
    if item is None:
        return
    decision = Decision.objects.select_related("country").get(pk=item.decision_id)
    if decision.state in selectors.CLOSED_STATES:
        return
    system = people.system()
    if decision.is_meeting:
        decision = meetings.release(item, decision=decision, by=system, at=at)
    judge(decision.withdraw, by=system).commit(at=at, note=note)

"""What the pages of a decision show, for the public and for who works on it."""

from datetime import datetime

from committee.decisions.models import Decision
from committee.decisions.selectors import consensus, decisions
from committee.decisions.states import BUNDLE_OPEN, DecisionState
from committee.items import selectors as desk
from partners import permissions
from partners.people.models.people import Visitor
from partners.people.models.seats import CommitteeMember
from partners.permissions import reading
from workflow.steps.selectors import inbox


def page(decision: Decision, user: Visitor, now: datetime) -> dict[str, object]:
    """Everything on the page of a decision; the public gets less, and needs fewer queries."""
    works = desk.works_on(decision, user)
    context = {
        "decision": decision,
        "works": works,
        "meeting": getattr(decision, "meeting", None) if decision.is_meeting else None,
        "points": list(decision.points.select_related("item__decision")) if decision.is_meeting else [],
        "departed": list(decision.departed.select_related("decision")) if not decision.is_imported else [],
        "confirmed": [] if decision.is_imported else [one.side for one in consensus.confirmations(decision)],
        "may_answer": False,
    }
    if works:
        return context | _for_workers(decision, user, now)
    return context | {"files": [] if decision.is_imported else desk.public_files(decision)}


def _for_workers(decision: Decision, user: Visitor, now: datetime) -> dict[str, object]:
    seat = decisions.seat_of(decision, user)
    is_open = decision.state == DecisionState.CIRCULATED
    prepares = permissions.secretariat(decision, user)
    speaks = seat is not None and _speaks_for_side(seat, now)
    return {
        "files": desk.files_of(decision),
        "sides": consensus.sides(decision) if decision.circulated_at else [],
        "standings": consensus.standings(decision) if decision.concluded_at is None else _apart(decision),
        "directions": list(decision.directions.filter(round=decision.round).select_related("member__user", "item")),
        "seat": seat,
        "clock": desk.clock_of(decision, now),
        "may_answer": seat is not None and is_open,
        "may_confirm": speaks and decision.state in {DecisionState.CIRCULATED, DecisionState.RECORDED},
        "may_direct": speaks and is_open,
        "may_share": seat is not None or prepares,
        "may_prepare": prepares,
        "bundle_open": decision.state in BUNDLE_OPEN,
        "may_withdraw": prepares
        and decision.state != DecisionState.RECORDED
        and not (is_open and decisions.has_been_spoken_on(decision)),
        "sees_openings": prepares or reading.auditor(decision, user),
        "step": inbox.open_step(decision) if not decision.concluded_at else None,
        "history": decisions.history(decision),
    }


def _apart(decision: Decision) -> list[consensus.ItemStanding]:
    """Concluded: only who took no part is still told."""
    return [one for one in consensus.standings(decision) if one.apart]


def _speaks_for_side(seat: CommitteeMember, now: datetime) -> bool:
    return seat.is_co_chair or consensus.acts_for(seat, now.date()) is not None

"""What the pages of a decision show, for the public and for who works on it."""

from collections.abc import Sequence
from datetime import datetime

from django.utils.translation import gettext as _

from committee.decisions.models import Answer, Decision
from committee.decisions.selectors import consensus, decisions
from committee.decisions.states import BUNDLE_OPEN, DecisionState
from committee.items import selectors as desk
from partners import permissions
from partners.organisations.models import Side
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
    speaks = seat is not None and consensus.speaks_for_side(seat, now.date())
    both = consensus.sides(decision) if decision.circulated_at else []
    return {
        "files": desk.files_of(decision),
        "sides": both,
        "who": awaited(decision, both),
        "my_answer": _answer_of(seat, both),
        "is_done": seat is not None and _is_done(decision, seat, both, speaks=speaks),
        "standings": consensus.standings(decision) if decision.concluded_at is None else _apart(decision),
        "directions": list(decision.directions.filter(round=decision.round).select_related("member__user", "item")),
        "seat": seat,
        "clock": desk.clock_of(decision, now),
        "may_answer": seat is not None and is_open,
        "may_confirm": speaks and _confirms(decision, seat, both),
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


def awaited(decision: Decision, both: Sequence[consensus.SideView]) -> str:
    """Whom a decision before the committee waits for: each side with who has not answered, or is to confirm."""
    if decision.state not in {DecisionState.CIRCULATED, DecisionState.RECORDED}:
        return ""
    return "; ".join(_awaited_of(decision, view) for view in both if view.confirmation is None or view.silent)


def _awaited_of(decision: Decision, view: consensus.SideView) -> str:
    silent = [] if decision.is_meeting else [str(seat.member.user) for seat in view.silent]
    side = str(decision.country) if view.side == Side.PARTNER else str(Side.JAPAN.label)
    if silent:
        return _("%(side)s: answers of %(names)s") % {"side": side, "names": ", ".join(silent)}
    return _("%(side)s: the co-chair’s confirmation") % {"side": side}


def _view_of(seat: CommitteeMember | None, both: Sequence[consensus.SideView]) -> consensus.SideView | None:
    return next((view for view in both if seat is not None and view.side == seat.side), None)


def _answer_of(seat: CommitteeMember | None, both: Sequence[consensus.SideView]) -> Answer | None:
    view = _view_of(seat, both)
    return next((one.answer for one in view.seats if one.member == seat), None) if view else None


def _confirms(decision: Decision, seat: CommitteeMember | None, both: Sequence[consensus.SideView]) -> bool:
    """True where the side can be confirmed now: somebody of it has answered, and it is not confirmed yet."""
    view = _view_of(seat, both)
    if view is None or view.confirmation is not None:
        return False
    if decision.state == DecisionState.RECORDED:
        return True
    return decision.state == DecisionState.CIRCULATED and any(one.answer for one in view.seats)


def _is_done(decision: Decision, seat: CommitteeMember, both: Sequence[consensus.SideView], *, speaks: bool) -> bool:
    """True once nothing more is awaited of this member while others are still to speak."""
    view = _view_of(seat, both)
    if view is None or decision.state != DecisionState.CIRCULATED or _answer_of(seat, both) is None:
        return False
    return view.confirmation is not None or not speaks

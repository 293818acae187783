"""Decisions: what the public sees, what a member sees, and how the answers stand."""

from django.db.models import F, Q, QuerySet

from committee.decisions.models import Decision
from committee.decisions.states import DecisionState
from common import events
from common.models import Event
from common.refusals import Sentence
from partners import permissions
from partners.people.models.people import Visitor
from partners.people.models.seats import CommitteeMember
from partners.people.selectors import committees
from workflow.deeds import selectors as deeds

PUBLIC_STATES = (DecisionState.ADOPTED, DecisionState.NOT_ADOPTED)
CLOSED_STATES = (*PUBLIC_STATES, DecisionState.WITHDRAWN)
SECRETARIAT_ONLY = (DecisionState.PREPARED, DecisionState.AGENDA)


def public() -> QuerySet[Decision]:
    """Concluded decisions."""
    return Decision.objects.filter(state__in=PUBLIC_STATES).select_related("country").prefetch_related("items")


def visible_to(user: Visitor) -> QuerySet[Decision]:
    """What this person may open: the public ones, and those in preparation or circulation for who works on them."""
    every = Decision.objects.select_related("country").prefetch_related("items")
    if not user.is_authenticated:
        return public()
    if permissions.holds(user, "auditor"):
        return every
    may = Q(state__in=PUBLIC_STATES)
    for appointment in user.held:
        if appointment.role in {"secretariat", "committee"}:
            everywhere = Q(pk__isnull=False)  # an empty Q would vanish in the union
            own = everywhere if appointment.country_id is None else Q(country_id=appointment.country_id)
            if appointment.role == "committee":
                own &= ~Q(state__in=SECRETARIAT_ONLY)
            may |= own
    return every.filter(may)


def seat_of(decision: Decision, user: Visitor) -> CommitteeMember | None:
    """The person's seat in the committee that decides."""
    return committees.seat_in(decision.country_id, user)


def has_been_spoken_on(decision: Decision) -> bool:
    """True when a member has answered, confirmed or chosen a course in this round: a side's word stands on it."""
    said = (decision.answers, decision.confirmations, decision.directions)
    return any(words.filter(round=decision.round).exists() for words in said)


def desk_of(user: Visitor) -> QuerySet[Decision]:
    """Decisions in preparation or before the committee that this person may open, the soonest closing first."""
    found = visible_to(user).exclude(state__in=CLOSED_STATES).select_related("meeting", "country")
    return found.order_by(F("closes_on").asc(nulls_last=True), "id")


def history(decision: Decision) -> list[tuple[Sentence, Event]]:
    """The deeds on a decision in order, each with its label."""
    found = events.of_papers([decision.paper_id])
    return [(deeds.label(event.what), event) for event in found]

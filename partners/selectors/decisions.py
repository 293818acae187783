"""Decisions: what the public sees, what a member sees, and how the answers stand."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import F, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from jcm_platform.common.events import subject_key
from jcm_platform.common.machines import moves_of
from jcm_platform.common.models import Event, StoredFile
from jcm_platform.common.refusals import Sentence
from partners import permissions
from partners.models import Answer, AnswerKind, Appointment, CommitteeMember, Decision, Side
from partners.states.decisions import DecisionState

PUBLIC_STATES = (DecisionState.ADOPTED, DecisionState.NOT_ADOPTED)
CLOSED_STATES = (*PUBLIC_STATES, DecisionState.WITHDRAWN)


@dataclass(frozen=True)
class Seat:
    """A member with a seat on a decision and the answer that counts; `recused` when their organisation takes part."""

    member: CommitteeMember
    answer: Answer | None
    recused: bool


def public() -> QuerySet[Decision]:
    """Concluded decisions."""
    return Decision.objects.filter(state__in=PUBLIC_STATES).select_related("country").prefetch_related("items")


def visible_to(user: Any) -> QuerySet[Decision]:
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
                own &= ~Q(state=DecisionState.PREPARED)
            may |= own
    return every.filter(may)


def seats(decision: Decision) -> Sequence[Seat]:
    """Members in office with the answer that counts, Japan's side first, co-chairs first."""
    members = CommitteeMember.objects.filter(committee__country_id=decision.country_id, ended_on=None)
    answers = {answer.member_id: answer for answer in decision.answers.order_by("at", "id")}
    acting = Appointment.objects.filter(ended_on=None, organisation_id__in=interested_ids(decision))
    recused = set(acting.values_list("user_id", flat=True))
    return [
        Seat(member, answers.get(member.pk), member.user_id in recused) for member in members.select_related("user")
    ]


def interested_ids(decision: Decision) -> set[int]:
    """Organisations that take part in what is decided."""
    return set(decision.items.values_list("interested", flat=True)) - {None}


def has_consensus(decision: Decision, *, window_closed: bool) -> bool:
    """True when the decision stands adopted by rule: all members agreed; or the window closed without objection
    and both co-chairs agreed (domain notes 2.2)."""
    sitting = [seat for seat in seats(decision) if not seat.recused]
    kinds = {seat.member.pk: seat.answer.answer for seat in sitting if seat.answer}
    if AnswerKind.OBJECT in kinds.values():
        return False
    chairs = {s.member.side for s in sitting if s.member.is_co_chair and kinds.get(s.member.pk) == AnswerKind.AGREE}
    if chairs != set(Side.values):
        return False
    return window_closed or len(kinds) == len(sitting)


def seat_of(decision: Decision, user: Any) -> CommitteeMember | None:
    """The person's seat in the committee that decides."""
    return CommitteeMember.objects.filter(
        committee__country_id=decision.country_id, user_id=user.pk, ended_on=None
    ).first()


@dataclass(frozen=True)
class SideView:
    """One side of a committee: its seats, and whether its co-chair agreed."""

    side: Side
    seats: Sequence[Seat]

    @property
    def assent(self) -> Answer | None:
        """The co-chair's answer that counts."""
        return next((seat.answer for seat in self.seats if seat.member.is_co_chair), None)

    @property
    def silent(self) -> Sequence[Seat]:
        """Seats that have not answered and are to answer."""
        return [seat for seat in self.seats if seat.answer is None and not seat.recused]


def sides(decision: Decision) -> Sequence[SideView]:
    """Both sides with their seats, Japan first."""
    seated = seats(decision)
    return [SideView(side, [seat for seat in seated if seat.member.side == side]) for side in Side]


def desk_of(user: Any) -> QuerySet[Decision]:
    """Decisions in preparation or before the committee that this person may open, the soonest closing first."""
    return visible_to(user).exclude(state__in=CLOSED_STATES).order_by(F("closes_on").asc(nulls_last=True), "id")


def file_of(decision: Decision, file_id: int) -> StoredFile | None:
    """A file of one of the decision's items."""
    return StoredFile.objects.filter(pk=file_id, pk__in=decision.items.values("files")).first()


def history(decision: Decision) -> list[tuple[Sentence, Event]]:
    """The deeds on a decision in order, each with its label."""
    labels = {name: move.label for name, move in moves_of(Decision).items()}
    found = Event.objects.filter(subject=subject_key(decision)).select_related("by")
    return [(labels.get(event.what.rsplit(".", 1)[-1], _("Prepare")), event) for event in found]

"""How the answers to a decision stand: who sits, who takes no part and why, and whether both sides agree."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from committee.decisions.models import Answer, AnswerKind, Confirmation, Decision, DecisionItem, InterestDeclaration
from common.refusals import Sentence
from partners.organisations.models import Side
from partners.people.models.people import Appointment
from partners.people.models.seats import Alternate, CommitteeMember, StandingDeclaration

DECLARED, OWN, STANDING = (
    _("declared an interest"),
    _("acts for an organisation that takes part"),
    _("declared an interest for the year"),
)

type Exclusions = Mapping[int, Mapping[int, Sentence]]


@dataclass(frozen=True)
class Seat:
    """A member with a seat on a decision and the answer that counts; `recused` when nothing is left to decide."""

    member: CommitteeMember
    answer: Answer | None
    recused: bool


@dataclass(frozen=True)
class ItemStanding:
    """One item: who takes no part and why, who objects or is silent, which sides have confirmed, which are empty."""

    item: DecisionItem
    apart: Sequence[tuple[CommitteeMember, Sentence]]
    objects: Sequence[CommitteeMember]
    silent: Sequence[CommitteeMember]
    confirmed: frozenset[str]
    empty: Sequence[Side]

    def stands(self, *, silence_counts: bool) -> bool:
        """True when both sides agree on it; silence is consent where the rules say so."""
        return not self.objects and self.confirmed == set(Side.values) and (silence_counts or not self.silent)


def members_of(decision: Decision) -> list[CommitteeMember]:
    """Members in office, or those who were when it was concluded; Japan's side first, co-chairs first."""
    on = decision.concluded_at.date() if decision.concluded_at else None
    found = CommitteeMember.objects.filter(committee__country_id=decision.country_id).select_related("user")
    if on is None:
        return list(found.filter(ended_on=None))
    return list(found.filter(Q(ended_on=None) | Q(ended_on__gt=on), since__lte=on))


def exclusions(decision: Decision) -> Exclusions:
    """Item, then member, then why: declared for the item, own organisation takes part, or declared for the year."""
    items = list(decision.items.all())
    found: dict[int, dict[int, Sentence]] = {item.pk: {} for item in items}
    declared = InterestDeclaration.objects.filter(item__in=items).order_by("at", "id")
    last = {(one.item_id, one.member_id): one.has_interest for one in declared}
    through = DecisionItem.interested.through.objects.filter(decisionitem__in=items)
    parties: dict[int, set[int]] = {}
    for item_id, organisation_id in through.values_list("decisionitem_id", "organisation_id"):
        parties.setdefault(item_id, set()).add(organisation_id)
    if parties:
        _derive(decision, parties, found)
    for (item_id, member_id), has_interest in last.items():
        if has_interest:
            found[item_id][member_id] = DECLARED
    return found


def _derive(decision: Decision, parties: Mapping[int, set[int]], found: dict[int, dict[int, Sentence]]) -> None:
    every = set().union(*parties.values())
    seated = CommitteeMember.objects.filter(committee__country_id=decision.country_id)
    acting = Appointment.objects.filter(ended_on=None, organisation_id__in=every)
    pairs = [
        (member_id, organisation, OWN)
        for member_id, organisation in acting.filter(user__committee_seats__in=seated).values_list(
            "user__committee_seats", "organisation_id"
        )
    ]
    newest = (
        StandingDeclaration.objects.filter(member__in=seated).order_by("member_id", "-at", "-id").distinct("member_id")
    )
    standing = StandingDeclaration.organisations.through.objects.filter(standingdeclaration__in=newest.values("pk"))
    for member_id, organisation in standing.values_list("standingdeclaration__member_id", "organisation_id"):
        pairs.append((member_id, organisation, STANDING))
    for item_id, organisations in parties.items():
        for member_id, organisation, why in pairs:
            if organisation in organisations:
                found[item_id].setdefault(member_id, why)


def _answers(decision: Decision) -> dict[int, Answer]:
    counted = decision.answers.filter(round=decision.round).order_by("at", "id")
    return {answer.member_id: answer for answer in counted}


def confirmations(decision: Decision) -> list[Confirmation]:
    """The confirmations that stand in this round."""
    standing = decision.confirmations.filter(round=decision.round, withdrawn_at=None)
    return list(standing.select_related("member__user", "acts_for__user"))


def _recused(member: CommitteeMember, apart: Exclusions) -> bool:
    return bool(apart) and all(member.pk in who for who in apart.values())


def seats(decision: Decision) -> Sequence[Seat]:
    """Members in office with the answer of this round that counts."""
    answers, apart = _answers(decision), exclusions(decision)
    return [Seat(m, answers.get(m.pk), _recused(m, apart)) for m in members_of(decision)]


def standings(decision: Decision) -> Sequence[ItemStanding]:
    """How each item of the bundle stands."""
    members, answers, apart = members_of(decision), _answers(decision), exclusions(decision)
    confirmed = confirmations(decision)
    return [_standing(item, members, answers, apart[item.pk], confirmed) for item in decision.items.all()]


def _standing(
    item: DecisionItem,
    members: Sequence[CommitteeMember],
    answers: Mapping[int, Answer],
    apart: Mapping[int, Sentence],
    confirmed: Sequence[Confirmation],
) -> ItemStanding:
    sitting = [m for m in members if m.pk not in apart]
    covered = {one.acts_for_id for one in confirmed if one.acts_for_id}
    return ItemStanding(
        item=item,
        apart=[(m, apart[m.pk]) for m in members if m.pk in apart],
        objects=[m for m in sitting if m.pk in answers and answers[m.pk].answer == AnswerKind.OBJECT],
        silent=[m for m in sitting if m.pk not in answers and m.pk not in covered],
        confirmed=frozenset(one.side for one in confirmed if one.member_id not in apart),
        empty=[side for side in Side if not any(m.side == side for m in sitting)],
    )


def has_consensus(decision: Decision, *, window_closed: bool) -> bool:
    """True when every item stands adopted by rule: nobody objects, both sides have confirmed, and all members have
    answered or the window has closed (domain notes 2.2)."""
    if {one.side for one in confirmations(decision)} != set(Side.values):
        return False  # spares the rest of the questions, which most answers leave open
    found = standings(decision)
    return bool(found) and all(one.stands(silence_counts=window_closed) for one in found)


def confirmed_by_both(decision: Decision) -> bool:
    """True when both sides have confirmed every item of a meeting, or what was said where nothing is to be decided."""
    found = standings(decision)
    said = [one.confirmed for one in found] or [frozenset(one.side for one in confirmations(decision))]
    return all(sides == set(Side.values) for sides in said)


def acts_for(member: CommitteeMember, on: date) -> CommitteeMember | None:
    """The co-chair for whom a member stands in on a day."""
    named = Alternate.objects.filter(stand_in=member, span__contains=on, chair__ended_on=None)
    found = named.select_related("chair__user").first()
    return found.chair if found else None


def done_with(decision: Decision, on: date) -> list[CommitteeMember]:
    """Members of whom nothing more is awaited on a day: who has answered, or has an interest in all of it; who speaks
    for a side once it has confirmed."""
    confirmed = {one.side for one in confirmations(decision)}
    return [
        seat.member
        for seat in seats(decision)
        if seat.recused
        or (
            (decision.is_meeting or seat.answer is not None)
            and (seat.member.side in confirmed or not speaks_for_side(seat.member, on))
        )
    ]


def speaks_for_side(member: CommitteeMember, on: date) -> bool:
    """True for a co-chair, and for the alternate who is named for the day."""
    return member.is_co_chair or acts_for(member, on) is not None


@dataclass(frozen=True)
class SideView:
    """One side of a committee: its seats, and whether it has confirmed."""

    side: Side
    seats: Sequence[Seat]
    confirmation: Confirmation | None

    @property
    def is_done(self) -> bool:
        """True once the side has answered and confirmed."""
        return self.confirmation is not None and not self.silent

    @property
    def silent(self) -> Sequence[Seat]:
        """Seats that have not answered and are to answer."""
        return [seat for seat in self.seats if seat.answer is None and not seat.recused]


def sides(decision: Decision) -> Sequence[SideView]:
    """Both sides with their seats, Japan first."""
    seated, confirmed = seats(decision), confirmations(decision)
    return [
        SideView(
            side,
            [seat for seat in seated if seat.member.side == side],
            next((one for one in confirmed if one.side == side), None),
        )
        for side in Side
    ]

"""What members say on a decision: each answers for themselves; co-chairs, or their alternates, confirm for a side."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from committee.decisions.models import Answer, AnswerKind, Confirmation, Decision
from committee.decisions.selectors import consensus
from committee.decisions.selectors import decisions as selectors
from committee.decisions.services import decisions, steps
from committee.decisions.states import DecisionState
from committee.meetings.services import locked
from common import events
from common.refusals import Refused
from common.text import plain, shows
from partners.people.models.people import User
from partners.people.models.seats import CommitteeMember
from partners.rulebooks.selectors import rulebooks


@transaction.atomic
def give(*, decision_id: int, answer: AnswerKind, reason: str = "", by: User, at: datetime) -> Answer:
    """A member answers for themselves; nobody answers for the other side. The last answer counts.

    A co-chair who agrees confirms for their side by that, and takes the confirmation back by objecting.
    When the answers make a consensus, the decision is adopted and its effects follow at once.
    Raises: Refused DEC-03 (409) not open; DEC-04 (403) no seat; DEC-05 (403) interest in all that is decided;
    DEC-12 (403) a second account of theirs sits there too;
    DEC-06 an objection without reasons; COI-04 (409) no declaration of interests for the year.
    """
    decision = locked(decision_id)
    if decision.state != DecisionState.CIRCULATED:
        raise Refused("DEC-03", _("This decision is not open for answers."), status=409)
    member = _sitting(decision, by, at)
    if answer == AnswerKind.OBJECT and not shows(reason):
        raise Refused("DEC-06", _("Give the reasons of your objection."), field="reason")
    given = Answer.objects.create(
        decision=decision, member=member, round=decision.round, answer=answer, reason=plain(reason), at=at
    )
    events.record("committee.answer.give", subject=given, by=by, at=at, after={"answer": answer})
    if answer == AnswerKind.OBJECT:
        _take_back_confirmation(decision, member, at)
    elif answer == AnswerKind.AGREE and member.is_co_chair and not _has_confirmed(decision, member):
        _confirm(decision, member, None, by, at)
    decisions.conclude_on_consensus(decision, by=by, at=at)
    steps.follow(decision, by=by, at=at)
    return given


def confirmable(decision: Decision) -> None:
    """Raises: Refused DEC-08 (409) where there is no outcome to confirm."""
    if decision.state not in {DecisionState.CIRCULATED, DecisionState.RECORDED}:
        raise Refused("DEC-08", _("There is no outcome to confirm now."), status=409)


def _side_has_answered(decision: Decision, member: CommitteeMember) -> None:
    if decision.state != DecisionState.CIRCULATED:
        return
    if not decision.answers.filter(round=decision.round, member__side=member.side).exists():
        raise Refused(
            "DEC-13",
            _("Nobody of your side has answered yet. Open the items and answer first; to agree confirms at once."),
            status=409,
        )


def _sitting(decision: Decision, by: User, at: datetime) -> CommitteeMember:
    """The person's one seat, when they may decide at least one item. Raises DEC-04, DEC-12, DEC-05, COI-04."""
    member = selectors.seat_of(decision, by)
    if member is None:
        raise Refused("DEC-04", _("Only members of this Joint Committee answer, each for their own side."), status=403)
    own = by.own_accounts - {by.pk}
    if own and CommitteeMember.objects.filter(committee=member.committee_id, user__in=own, ended_on=None).exists():
        raise Refused(
            "DEC-12", _("Another account that is yours, or may be, sits in this committee. Write to JCMA."), status=403
        )
    apart = consensus.exclusions(decision)
    if apart and all(member.pk in who for who in apart.values()):
        raise Refused(
            "DEC-05",
            _("You or your own organisation have an interest in this matter: you do not decide it."),
            status=403,
        )
    needed = rulebooks.in_force(decision.country_id, at.date()).rule("conflict.yearly_declaration")
    if needed and not member.standing_declarations.filter(year=at.year).exists():
        raise Refused("COI-04", _("First declare your interests for this year on the committee’s page."), status=409)
    return member


def _has_confirmed(decision: Decision, member: CommitteeMember) -> bool:
    standing = decision.confirmations.filter(round=decision.round, withdrawn_at=None)
    return standing.filter(member=member).exists()


def _take_back_confirmation(decision: Decision, member: CommitteeMember, at: datetime) -> None:
    standing = decision.confirmations.filter(round=decision.round, withdrawn_at=None)
    standing.filter(member=member).update(withdrawn_at=at)


def _confirm(
    decision: Decision, member: CommitteeMember, acts_for: CommitteeMember | None, by: User, at: datetime
) -> Confirmation:
    given = Confirmation.objects.create(
        decision=decision, side=member.side, member=member, acts_for=acts_for, round=decision.round, at=at
    )
    events.record("committee.confirmation.give", subject=given, by=by, at=at, after={"side": member.side})
    return given


@transaction.atomic
def confirm(*, decision_id: int, by: User, at: datetime) -> Confirmation:
    """A co-chair, or the alternate named for these days, confirms the outcome in the name of their side.

    With both sides' confirmations it is concluded as soon as the rule allows, a meeting at once.
    Raises: Refused DEC-08 (409) nothing to confirm; DEC-04, DEC-05, COI-04; DEC-09 (403) neither co-chair nor
    alternate; DEC-10 (409) their own objection stands; DEC-11 (409) confirmed already; DEC-13 (409) nobody of the side
    has answered.
    """
    decision = locked(decision_id)
    confirmable(decision)
    member = _sitting(decision, by, at)
    chair = None if member.is_co_chair else consensus.acts_for(member, at.date())
    if not member.is_co_chair and chair is None:
        raise Refused("DEC-09", _("Only a co-chair, or the alternate named for today, confirms."), status=403)
    last = decision.answers.filter(member=member, round=decision.round).last()
    if last is not None and last.answer == AnswerKind.OBJECT:
        raise Refused("DEC-10", _("Your objection stands. Change your answer before you confirm."), status=409)
    if _has_confirmed(decision, member):
        raise Refused("DEC-11", _("You have confirmed this already."), status=409)
    _side_has_answered(decision, member)
    given = _confirm(decision, member, chair, by, at)
    if decision.state == DecisionState.RECORDED:
        decisions.conclude_meeting(decision, by=by, at=at)
    else:
        decisions.conclude_on_consensus(decision, by=by, at=at)
    steps.follow(decision, by=by, at=at)
    return given

"""Joint Committee decisions: prepare, circulate, answer, confirm, conclude; effects follow in the same transaction."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from jcm_platform.common import events
from jcm_platform.common.machines import perform
from jcm_platform.common.models import Origin
from jcm_platform.common.refusals import Refused
from partners.models import (
    AgendaPoint,
    Answer,
    AnswerKind,
    CommitteeMember,
    Confirmation,
    Decision,
    DecisionForm,
    DecisionItem,
    DecisionKind,
    Outcome,
    PartnerCountry,
    User,
)
from partners.permissions import secretariat
from partners.selectors import consensus, people, rulebooks
from partners.selectors import decisions as selectors
from partners.states.decisions import DecisionState

type Effect = Callable[[DecisionItem, User, datetime], None]
_effects: dict[str, Effect] = {}


@dataclass(frozen=True)
class Proposal:
    """An item to be decided. `interested` are the organisations that take part in it: their people do not decide."""

    kind: DecisionKind
    title: str
    reference: str = ""
    url: str = ""
    text: str = ""
    interested: Sequence[int] = field(default=())


def effect_of(kind: DecisionKind, effect: Effect) -> None:
    """Register what follows from an item of a kind; each kind has one effect, called with `(item, by, at)`."""
    if _effects.get(kind, effect) is not effect:
        raise RuntimeError(f"{kind} has an effect already")
    _effects[kind] = effect


def effects() -> dict[str, Effect]:
    """The registered effects; a test reads it."""
    return dict(_effects)


@transaction.atomic
def prepare(
    *, country: PartnerCountry, proposals: Sequence[Proposal], is_example: bool = False, by: User, at: datetime
) -> Decision:
    """Open an electronic decision with its items, in preparation; examples are numbered apart.

    Raises: Refused DEC-01 without items; DEC-02 (403) when the person is not of the secretariat.
    """
    if not proposals:
        raise Refused("DEC-01", _("A decision needs at least one item."))
    decision = _opened(country, is_example=is_example, by=by, at=at)
    for proposal in proposals:
        enter(decision, proposal=proposal, by=by, at=at)
    events.record("partners.decision.prepare", subject=decision, by=by, at=at, after={"state": decision.state})
    return decision


def _opened(country: PartnerCountry, *, is_example: bool, by: User, at: datetime) -> Decision:
    series, origin = ("EX", Origin.EXAMPLE) if is_example else ("JC", Origin.PLATFORM)
    decision = Decision(
        country=country, form=DecisionForm.ELECTRONIC, origin=origin,
        number=_next_number(country, f"{country.iso2}-{series}-{at.year}-"),
    )  # fmt: skip
    if not secretariat(decision, by) and not by.is_system:
        raise Refused("DEC-02", _("Only the secretariat prepares decisions."), status=403)
    decision.save()
    return decision


@transaction.atomic
def enter(decision: Decision, *, proposal: Proposal, by: User, at: datetime) -> DecisionItem:
    """Put an item into a bundle whose row the caller has locked or just made."""
    item = DecisionItem.objects.create(
        decision=decision, kind=proposal.kind, title=proposal.title[:300], reference=proposal.reference,
        url=proposal.url, proposal=proposal.text,
    )  # fmt: skip
    item.interested.set(proposal.interested)
    return item


def _next_number(country: PartnerCountry, prefix: str) -> str:
    PartnerCountry.objects.select_for_update().get(pk=country.pk)  # two decisions at once get two numbers
    last = Decision.objects.filter(number__startswith=prefix).order_by("-number").first()
    return f"{prefix}{int(last.number.rsplit('-', 1)[1]) + 1 if last else 1:03d}"


def _locked(decision_id: int) -> Decision:
    return Decision.objects.select_for_update(of=("self",)).select_related("country").get(pk=decision_id)


@transaction.atomic
def circulate(*, decision_id: int, by: User, at: datetime) -> Decision:
    """Send it to the members of both sides; the no-objection window starts and closes by the rulebook."""
    decision = _locked(decision_id)
    rulebook = rulebooks.in_force(decision.country_id, at.date())
    closes_on: date = rulebook.due_on("decision.no_objection", at.date())
    perform(decision.circulate, by=by, at=at, closes_on=closes_on)
    return decision


@transaction.atomic
def answer(*, decision_id: int, answer: AnswerKind, reason: str = "", by: User, at: datetime) -> Answer:
    """A member answers for themselves; nobody answers for the other side. The last answer counts.

    A co-chair who agrees confirms for their side by that, and takes the confirmation back by objecting.
    When the answers make a consensus, the decision is adopted and its effects follow at once.
    Raises: Refused DEC-03 (409) not open; DEC-04 (403) no seat; DEC-05 (403) interest in all that is decided;
    DEC-06 an objection without reasons; COI-04 (409) no declaration of interests for the year.
    """
    decision = _locked(decision_id)
    if decision.state != DecisionState.CIRCULATED:
        raise Refused("DEC-03", _("This decision is not open for answers."), status=409)
    member = _sitting(decision, by, at)
    if answer == AnswerKind.OBJECT and not reason.strip():
        raise Refused("DEC-06", _("Give the reasons of your objection."), field="reason")
    given = Answer.objects.create(
        decision=decision, member=member, round=decision.round, answer=answer, reason=reason.strip(), at=at
    )
    events.record("partners.answer.give", subject=given, by=by, at=at, after={"answer": answer})
    if answer == AnswerKind.OBJECT:
        _take_back_confirmation(decision, member, at)
    elif answer == AnswerKind.AGREE and member.is_co_chair and not _has_confirmed(decision, member):
        _confirm(decision, member, None, by, at)
    _conclude_on_consensus(decision, at)
    return given


def _sitting(decision: Decision, by: User, at: datetime) -> CommitteeMember:
    """The person's seat, when they may decide at least one item. Raises DEC-04, DEC-05, COI-04."""
    member = selectors.seat_of(decision, by)
    if member is None or by.suspended_at is not None:
        raise Refused("DEC-04", _("Only members of this Joint Committee answer, each for their own side."), status=403)
    apart = consensus.exclusions(decision)
    if apart and all(member.pk in who for who in apart.values()):
        raise Refused(
            "DEC-05", _("You or your own organisation have an interest in this matter: you do not decide it."),
            status=403,
        )  # fmt: skip
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
    events.record("partners.confirmation.give", subject=given, by=by, at=at, after={"side": member.side})
    return given


@transaction.atomic
def confirm(*, decision_id: int, by: User, at: datetime) -> Confirmation:
    """A co-chair, or the alternate named for these days, confirms the outcome in the name of their side.

    With both sides' confirmations it is concluded as soon as the rule allows, a meeting at once.
    Raises: Refused DEC-08 (409) nothing to confirm; DEC-04, DEC-05, COI-04; DEC-09 (403) neither co-chair nor
    alternate; DEC-10 (409) their own objection stands; DEC-11 (409) confirmed already.
    """
    decision = _locked(decision_id)
    if decision.state not in {DecisionState.CIRCULATED, DecisionState.RECORDED}:
        raise Refused("DEC-08", _("There is no outcome to confirm now."), status=409)
    member = _sitting(decision, by, at)
    chair = None if member.is_co_chair else consensus.acts_for(member, at.date())
    if not member.is_co_chair and chair is None:
        raise Refused("DEC-09", _("Only a co-chair, or the alternate named for today, confirms."), status=403)
    last = decision.answers.filter(member=member, round=decision.round).last()
    if last is not None and last.answer == AnswerKind.OBJECT:
        raise Refused("DEC-10", _("Your objection stands. Change your answer before you confirm."), status=409)
    if _has_confirmed(decision, member):
        raise Refused("DEC-11", _("You have confirmed this already."), status=409)
    given = _confirm(decision, member, chair, by, at)
    if decision.state == DecisionState.RECORDED:
        _conclude_meeting(decision, at)
    else:
        _conclude_on_consensus(decision, at)
    return given


def _conclude_on_consensus(decision: Decision, at: datetime) -> None:
    window_closed = decision.closes_on is not None and at.date() > decision.closes_on
    if consensus.has_consensus(decision, window_closed=window_closed):
        system = people.system()
        _settle(decision, {})
        perform(decision.adopt, by=system, at=at)
        apply_effects(decision, by=system, at=at)


def _conclude_meeting(decision: Decision, at: datetime) -> None:
    """Outcomes stand item by item; what was postponed goes on in a decision of its own, in preparation."""
    if not consensus.confirmed_by_both(decision):
        return
    system = people.system()
    points = list(decision.points.filter(item__decision=decision).select_related("item"))
    for point in points:
        if point.outcome == Outcome.POSTPONED and point.item is not None:
            carry_on([point.item], decision=decision, by=system, at=at)
    _settle(decision, {p.item_id: p for p in points if p.item_id and p.outcome != Outcome.POSTPONED})
    approved = [item for item in decision.items.all() if item.is_approved]
    if approved or not decision.items.exists():
        perform(decision.adopt, by=system, at=at)
    else:
        perform(decision.decline, by=system, at=at, note="")
    apply_effects(decision, by=system, at=at)


@transaction.atomic
def carry_on(items: Sequence[DecisionItem], *, decision: Decision, by: User, at: datetime) -> Decision:
    """Items leave a decision whose row the caller has locked, for one of their own in preparation."""
    own = _opened(decision.country, is_example=decision.is_example, by=by, at=at)
    move_items(items, to=own, by=by, at=at)
    events.record("partners.decision.prepare", subject=own, by=by, at=at, after={"came_from": decision.number})
    return own


@transaction.atomic
def move_items(items: Sequence[DecisionItem], *, to: Decision, by: User, at: datetime) -> None:
    """Items go over into another bundle; both rows are locked by the caller. Their subjects go with them."""
    for item in items:
        item.came_from, item.decision, item.outcome = item.decision, to, ""
        item.save(update_fields=["came_from", "decision", "outcome"])
        item.shared_files.update(decision=to)


def _settle(decision: Decision, points: Mapping[int, AgendaPoint], outcome: Outcome = Outcome.APPROVED) -> None:
    """Write each item's outcome before the event, so that whoever listens reads it."""
    for item in decision.items.all():
        point = points.get(item.pk)
        item.outcome = point.outcome if point else item.outcome or outcome
        item.outcome_note = point.minutes if point and point.minutes else item.outcome_note
        item.save()


@transaction.atomic
def apply_effects(decision: Decision, *, by: User, at: datetime) -> None:
    """Let follow what follows from each item's outcome; the caller has locked the decision and settled it."""
    for item in decision.items.all():
        effect = _effects.get(item.kind)
        if effect is not None:
            effect(item, by, at)


@transaction.atomic
def conclude_due(*, decision_id: int, by: User, at: datetime) -> Decision:
    """After the window: adopt it if both co-chairs agreed and nobody objected; otherwise leave it as it is."""
    decision = _locked(decision_id)
    if decision.state == DecisionState.CIRCULATED:
        _conclude_on_consensus(decision, at)
    return decision


@transaction.atomic
def reject(*, decision_id: int, note: str, by: User, at: datetime) -> Decision:
    """Record that the committee does not adopt it; the effects run with the outcome “not approved”.

    Raises: Refused DEC-07 without reasons.
    """
    return _not_adopted(_locked(decision_id), note, by, at)


def _not_adopted(decision: Decision, note: str, by: User, at: datetime) -> Decision:
    if not note.strip():
        raise Refused("DEC-07", _("Write down why the committee does not adopt it."), field="note")
    _settle(decision, {}, Outcome.NOT_APPROVED)
    perform(decision.decline if by.is_system else decision.reject, by=by, at=at, note=note.strip())
    apply_effects(decision, by=by, at=at)
    return decision

"""Joint Committee decisions: prepare, circulate, conclude; effects follow in the same transaction."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from committee.decisions.models import Decision, DecisionForm, DecisionItem, Outcome
from committee.decisions.selectors import consensus
from committee.decisions.services import conclusions, outcomes
from committee.decisions.states import DecisionState
from committee.meetings.models import AgendaPoint
from common import events, isolation
from common.machines import judge
from common.models import Origin, Paper
from common.numbers import Run
from common.refusals import Refused
from common.words import Words, worded
from partners.countries.models import PartnerCountry
from partners.people.models.people import User
from partners.people.selectors import people
from partners.permissions import secretariat
from partners.rulebooks.selectors import rulebooks


@dataclass(frozen=True)
class Proposal:
    """An item to be decided, on a paper where there is one.

    `interested` are the organisations that take part in it: their people do not decide.
    """

    kind: str
    title: Words | str
    reference: str = ""
    paper: Paper | None = None
    text: str = ""
    interested: Sequence[int] = field(default=())


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
    events.record("committee.decision.prepare", subject=decision, by=by, at=at, after={"state": decision.state})
    return decision


def _opened(country: PartnerCountry, *, is_example: bool, by: User, at: datetime) -> Decision:
    series, origin = ("EX", Origin.EXAMPLE) if is_example else ("JC", Origin.PLATFORM)
    decision = Decision(
        country=country,
        form=DecisionForm.ELECTRONIC,
        origin=origin,
        number=_run(f"{country.iso2}-{series}-{at.year}-").take(),
    )
    if not secretariat(decision, by) and not by.is_system:
        raise Refused("DEC-02", _("Only the secretariat prepares decisions."), status=403)
    decision.save()
    return decision


@transaction.atomic
def enter(decision: Decision, *, proposal: Proposal, by: User, at: datetime) -> DecisionItem:  # noqa: ARG001  its caller’s event tells who and when
    """Put an item into a bundle whose row the caller has locked or just made."""
    item = DecisionItem.objects.create(
        decision=decision,
        kind=proposal.kind,
        paper=proposal.paper,
        reference=proposal.reference,
        title=worded(proposal.title),
        proposal=proposal.text,
    )
    item.interested.set(proposal.interested)
    return item


def _run(prefix: str) -> Run:
    return Run.of(prefix, Decision.objects.values_list("number", flat=True))


def _locked(decision_id: int) -> Decision:
    return Decision.objects.select_for_update(of=("self",)).select_related("country").get(pk=decision_id)


@transaction.atomic
def circulate(*, decision_id: int, by: User, at: datetime) -> Decision:
    """Send it to the members of both sides; the no-objection window starts and closes by the rulebook."""
    decision = _locked(decision_id)
    rulebook = rulebooks.in_force(decision.country_id, at.date())
    closes_on: date = rulebook.due_on("decision.no_objection", at.date())
    judge(decision.circulate, by=by).commit(at=at, closes_on=closes_on)
    return decision


@transaction.atomic
def conclude_on_consensus(decision: Decision, *, by: User, at: datetime) -> None:  # noqa: ARG001  the platform concludes
    """Adopt it if the answers make a consensus by now; the caller has locked it, and the platform concludes."""
    window_closed = decision.closes_on is not None and at.date() > decision.closes_on
    if consensus.has_consensus(decision, window_closed=window_closed):
        system = people.system()
        _settle(decision, {})
        judge(decision.adopt, by=system).commit(at=at)
        apply_effects(decision, by=system, at=at)


@transaction.atomic
def conclude_meeting(decision: Decision, *, by: User, at: datetime) -> None:  # noqa: ARG001  the platform concludes
    """With both sides’ confirmation outcomes stand item by item; what was postponed goes on by itself.

    The caller has locked the decision.
    """
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
        judge(decision.adopt, by=system).commit(at=at)
    else:
        judge(decision.decline, by=system).commit(at=at, note="")
    apply_effects(decision, by=system, at=at)


@transaction.atomic
def carry_on(items: Sequence[DecisionItem], *, decision: Decision, by: User, at: datetime) -> Decision:
    """Items leave a decision whose row the caller has locked, for one of their own in preparation."""
    own = _opened(decision.country, is_example=decision.is_example, by=by, at=at)
    move_items(items, to=own, by=by, at=at)
    events.record("committee.decision.prepare", subject=own, by=by, at=at, after={"came_from": decision.number})
    return own


@transaction.atomic
def move_items(items: Sequence[DecisionItem], *, to: Decision, by: User, at: datetime) -> None:  # noqa: ARG001  its caller’s event tells it
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
    conclusions.follow(decision, by=by, at=at)
    for item in decision.items.select_related("paper"):
        outcomes.follow(item, by=by, at=at)


@transaction.atomic
def conclude_due(*, decision_id: int, by: User, at: datetime) -> Decision:
    """After the window: adopt it if both co-chairs agreed and nobody objected; otherwise leave it as it is."""
    decision = _locked(decision_id)
    if decision.state == DecisionState.CIRCULATED:
        conclude_on_consensus(decision, by=by, at=at)
    return decision


@transaction.atomic
def decline(decision: Decision, *, note: str, by: User, at: datetime) -> Decision:
    """Not adopted, as the co-chairs of both sides have said; the effects run with the outcome “not approved”.

    The caller has locked it and read both sides' word; no person concludes it, so `by` is the system (MOV-02).
    """
    _settle(decision, {}, Outcome.NOT_APPROVED)
    judge(decision.decline, by=by).commit(at=at, note=note)
    apply_effects(decision, by=by, at=at)
    return decision


def conclude_closed_windows(*, by: User, at: datetime) -> int:
    """Conclude every circulated decision whose window has closed and whose answers make a consensus."""
    closed = Decision.objects.filter(state=DecisionState.CIRCULATED, closes_on__lt=at.date())
    concluded = isolation.each(
        list(closed.values_list("pk", flat=True)),
        lambda pk: conclude_due(decision_id=pk, by=by, at=at),
        what="decision to conclude",
    )
    return sum(decision.state == DecisionState.ADOPTED for decision in concluded)

"""Joint Committee decisions: prepare, circulate, answer, conclude; effects follow in the same transaction."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from jcm_platform.common import events
from jcm_platform.common.machines import perform
from jcm_platform.common.models import Origin
from jcm_platform.common.refusals import Refused
from partners.models import (
    Answer,
    AnswerKind,
    Decision,
    DecisionForm,
    DecisionItem,
    DecisionKind,
    Outcome,
    PartnerCountry,
    User,
)
from partners.permissions import secretariat
from partners.selectors import decisions as selectors
from partners.selectors import people, rulebooks
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
    series, origin = ("EX", Origin.EXAMPLE) if is_example else ("JC", Origin.PLATFORM)
    decision = Decision(
        country=country, form=DecisionForm.ELECTRONIC, origin=origin,
        number=_next_number(country, f"{country.iso2}-{series}-{at.year}-"),
    )  # fmt: skip
    if not secretariat(decision, by) and not by.is_system:
        raise Refused("DEC-02", _("Only the secretariat prepares decisions."), status=403)
    decision.save()
    for proposal in proposals:
        item = DecisionItem.objects.create(
            decision=decision, kind=proposal.kind, title=proposal.title[:300], reference=proposal.reference,
            url=proposal.url, proposal=proposal.text,
        )  # fmt: skip
        item.interested.set(proposal.interested)
    events.record("partners.decision.prepare", subject=decision, by=by, at=at, after={"state": decision.state})
    return decision


def _next_number(country: PartnerCountry, prefix: str) -> str:
    PartnerCountry.objects.select_for_update().get(pk=country.pk)  # two decisions at once get two numbers
    last = Decision.objects.filter(number__startswith=prefix).order_by("-number").first()
    return f"{prefix}{int(last.number.rsplit('-', 1)[1]) + 1 if last else 1:03d}"


def _locked(decision_id: int) -> Decision:
    return Decision.objects.select_for_update().select_related("country").get(pk=decision_id)


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

    When the answers make a consensus, the decision is adopted and its effects follow at once.
    Raises: Refused DEC-03 (409) not open; DEC-04 (403) no seat; DEC-05 (403) own organisation takes part;
    DEC-06 an objection without reasons.
    """
    decision = _locked(decision_id)
    if decision.state != DecisionState.CIRCULATED:
        raise Refused("DEC-03", _("This decision is not open for answers."), status=409)
    member = selectors.seat_of(decision, by)
    if member is None or by.suspended_at is not None:
        raise Refused("DEC-04", _("Only members of this Joint Committee answer, each for their own side."), status=403)
    if not selectors.interested_ids(decision).isdisjoint(by.organisation_ids()):
        raise Refused("DEC-05", _("Your own organisation takes part in this matter: you do not decide it."), status=403)
    if answer == AnswerKind.OBJECT and not reason.strip():
        raise Refused("DEC-06", _("Give the reasons of your objection."), field="reason")
    given = Answer.objects.create(decision=decision, member=member, answer=answer, reason=reason.strip(), at=at)
    events.record("partners.answer.give", subject=given, by=by, at=at, after={"answer": answer})
    _conclude_on_consensus(decision, at)
    return given


def _conclude_on_consensus(decision: Decision, at: datetime) -> None:
    window_closed = decision.closes_on is not None and at.date() > decision.closes_on
    if selectors.has_consensus(decision, window_closed=window_closed):
        system = people.system()
        perform(decision.adopt, by=system, at=at)
        _apply(decision, Outcome.APPROVED, system, at)


def _apply(decision: Decision, outcome: Outcome, by: User, at: datetime) -> None:
    for item in decision.items.all():
        item.outcome = item.outcome or outcome
        item.save()
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
    decision = _locked(decision_id)
    if not note.strip():
        raise Refused("DEC-07", _("Write down why the committee does not adopt it."), field="note")
    perform(decision.reject, by=by, at=at, note=note.strip())
    _apply(decision, Outcome.NOT_APPROVED, by, at)
    return decision

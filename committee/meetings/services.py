"""Meetings of a committee, and what stands in a bundle: agenda, invitation, outcomes item by item."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from committee.decisions.models import Decision, DecisionForm, DecisionItem, Outcome
from committee.decisions.services import decisions, steps
from committee.decisions.states import BUNDLE_OPEN, DecisionState
from committee.items import selectors as desk
from committee.meetings.models import AgendaPoint, Meeting, MeetingMode
from common import events
from common.machines import judge
from common.models import Origin
from common.numbers import next_number
from common.refusals import Refused
from common.text import plain, shows
from partners.countries.models import PartnerCountry
from partners.people.models.people import User
from partners.people.selectors import people
from partners.permissions import secretariat

POSSIBLE = (Outcome.APPROVED, Outcome.REVISED, Outcome.NOT_APPROVED, Outcome.POSTPONED)


@dataclass(frozen=True)
class Arrangement:
    """When, where and how a meeting takes place, and the words of its invitation."""

    meets_on: date
    place: str
    mode: MeetingMode
    invitation: str = ""


@dataclass(frozen=True)
class Said:
    """What a meeting said about a point; `outcome` only where the point is an item to be decided."""

    outcome: str = ""
    minutes: str = ""


def locked(decision_id: int) -> Decision:
    """The decision's row, locked."""
    return Decision.objects.select_for_update(of=("self",)).select_related("country").get(pk=decision_id)


def _only_secretariat(decision: Decision, by: User) -> None:
    if not secretariat(decision, by) and not by.is_system:
        raise Refused("MTG-01", _("Only the secretariat arranges meetings and what is decided together."), status=403)


def _bundle_open(decision: Decision, by: User) -> None:
    _only_secretariat(decision, by)
    if decision.state not in BUNDLE_OPEN:
        raise Refused("MTG-02", _("It has gone to the members: its items no longer change here."), status=409)


@transaction.atomic
def prepare(
    *, country: PartnerCountry, arrangement: Arrangement, is_example: bool = False, by: User, at: datetime
) -> Decision:
    """Open a meeting with an empty agenda; it gets the next ordinal of the country.

    Raises: Refused MTG-01 (403); MTG-03 a day that has passed.
    """
    series, origin = ("EX", Origin.EXAMPLE) if is_example else ("JC", Origin.PLATFORM)
    held = Decision.objects.filter(country=country, form=DecisionForm.MEETING)
    counted = held.filter(origin=Origin.EXAMPLE) if is_example else held.exclude(origin=Origin.EXAMPLE)
    last = counted.aggregate(last=Max("ordinal", default=0))["last"]
    ordinal = next_number(f"{country.iso2}-{series}-MEETING", starts_after=last)
    decision = Decision(
        country=country,
        form=DecisionForm.MEETING,
        origin=origin,
        ordinal=ordinal,
        place=arrangement.place,
        number=f"{country.iso2}-{series}-MEETING-{ordinal:02d}",
        state=DecisionState.AGENDA,
    )
    _only_secretariat(decision, by)
    _in_future(arrangement, at)
    decision.save()
    Meeting.objects.create(
        decision=decision, meets_on=arrangement.meets_on, mode=arrangement.mode, invitation=arrangement.invitation
    )
    after = {"state": decision.state, "ordinal": ordinal, "meets_on": str(arrangement.meets_on)}
    events.record("committee.decision.prepare", subject=decision, by=by, at=at, after=after)
    return decision


def _in_future(arrangement: Arrangement, at: datetime) -> None:
    if arrangement.meets_on < at.date():
        raise Refused("MTG-03", _("This day has passed. Name the day of the meeting."), field="meets_on")


@transaction.atomic
def arrange(*, decision_id: int, arrangement: Arrangement, by: User, at: datetime) -> Decision:
    """Change day, place, way or invitation before the meeting; members are told once it is convened.

    Raises: Refused MTG-01 (403); MTG-03; MTG-04 (409) when its outcomes are recorded.
    """
    decision = locked(decision_id)
    _only_secretariat(decision, by)
    if decision.state not in {DecisionState.AGENDA, DecisionState.CONVENED}:
        raise Refused("MTG-04", _("The meeting has taken place."), status=409)
    _in_future(arrangement, at)
    decision.place = arrangement.place
    decision.save(update_fields=["place"])
    Meeting.objects.filter(decision=decision).update(
        meets_on=arrangement.meets_on, mode=arrangement.mode, invitation=arrangement.invitation
    )
    tells = ("committee",) if decision.state == DecisionState.CONVENED else ()
    after = {"meets_on": str(arrangement.meets_on), "place": arrangement.place, "mode": arrangement.mode}
    events.record("committee.decision.arrange", subject=decision, by=by, at=at, after=after, tells=tells)
    return decision


def _add_point(decision: Decision, title: str, item: DecisionItem | None) -> AgendaPoint:
    last = decision.points.aggregate(last=Max("position", default=0))["last"]
    return AgendaPoint.objects.create(decision=decision, position=last + 1, title=title[:300], item=item)


@transaction.atomic
def add_point(*, decision_id: int, title: str, by: User, at: datetime) -> AgendaPoint:
    """A point to talk about, nothing to decide. Raises: MTG-01, MTG-02; MTG-05 without words or outside a meeting."""
    decision = locked(decision_id)
    _bundle_open(decision, by)
    if not shows(title) or not decision.is_meeting:
        raise Refused("MTG-05", _("Give the point of the agenda its words."), field="title")
    point = _add_point(decision, plain(title), None)
    events.record("committee.decision.add_point", subject=decision, by=by, at=at, after={"title": point.title})
    return point


@transaction.atomic
def add_item(*, decision_id: int, proposal: decisions.Proposal, by: User, at: datetime) -> DecisionItem:
    """Put one more item into the bundle; a meeting's agenda gets its point. Raises: MTG-01, MTG-02, MTG-05."""
    decision = locked(decision_id)
    _bundle_open(decision, by)
    if not shows(str(proposal.title)):
        raise Refused("MTG-05", _("Give the point of the agenda its words."), field="title")
    item = decisions.enter(decision, proposal=proposal, by=by, at=at)
    if decision.is_meeting:
        _add_point(decision, str(item.title), item)
    after = {"kind": item.kind, "title": str(item.title)}
    events.record("committee.decision.add_item", subject=decision, by=by, at=at, after=after)
    return item


@transaction.atomic
def take_items(*, decision_id: int, item_ids: Sequence[int], by: User, at: datetime) -> Decision:
    """Take items over from decisions in preparation or postponed; a decision left empty ends.

    Raises: MTG-01, MTG-02; MTG-06 (409) an item that is not free to be taken.
    """
    decision = locked(decision_id)
    _bundle_open(decision, by)
    items = list(desk.free_items(decision).filter(pk__in=item_ids).select_related("decision").order_by("pk"))
    if not items or len(items) != len(set(item_ids)):
        raise Refused("MTG-06", _("Choose items that wait in preparation or are postponed."), status=409, field="items")
    sources = [locked(pk) for pk in sorted({item.decision_id for item in items})]
    decisions.move_items(items, to=decision, by=by, at=at)
    for item in items if decision.is_meeting else ():
        _add_point(decision, f"{item.reference} {item.title}".strip(), item)
    for source in sources:
        if not source.items.exists():
            judge(source.withdraw, by=people.system()).commit(at=at, note="")
        else:
            events.record("committee.decision.give_items", subject=source, by=by, at=at, after={"to": decision.number})
    after = {"items": [item.pk for item in items], "from": [source.number for source in sources]}
    events.record("committee.decision.take_items", subject=decision, by=by, at=at, after=after)
    return decision


@transaction.atomic
def remove_point(*, point_id: int, by: User, at: datetime) -> Decision:
    """Take a point off the agenda; an item goes on in a decision of its own. Raises: MTG-01, MTG-02."""
    decision = locked(AgendaPoint.objects.values_list("decision_id", flat=True).get(pk=point_id))
    _bundle_open(decision, by)
    point = decision.points.select_related("item__decision").get(pk=point_id)
    point.delete()
    if point.item is not None and point.item.decision_id == decision.pk:
        decisions.carry_on([point.item], decision=decision, by=by, at=at)
    _count_anew(decision)
    events.record("committee.decision.remove_point", subject=decision, by=by, at=at, after={"title": point.title})
    return decision


def _count_anew(decision: Decision) -> None:
    for position, other in enumerate(decision.points.order_by("position"), 1):
        AgendaPoint.objects.filter(pk=other.pk).update(position=position)


@transaction.atomic
def release(item: DecisionItem, *, decision: Decision, by: User, at: datetime) -> Decision:
    """An item whose paper was withdrawn leaves a meeting whose row the caller has locked; the meeting takes place.

    Returns: the item's own decision, in preparation. The members are told where they have the agenda already.
    """
    decision.points.filter(item=item).delete()
    _count_anew(decision)
    own = decisions.carry_on([item], decision=decision, by=by, at=at)
    tells = ("committee",) if decision.state == DecisionState.CONVENED else ()
    after = {"title": str(item.title), "to": own.number}
    events.record("committee.decision.remove_point", subject=decision, by=by, at=at, after=after, tells=tells)
    return own


@transaction.atomic
def move_up(*, point_id: int, by: User, at: datetime) -> Decision:
    """Let a point change places with the one before it. Raises: MTG-01, MTG-02."""
    decision = locked(AgendaPoint.objects.values_list("decision_id", flat=True).get(pk=point_id))
    _bundle_open(decision, by)
    point = decision.points.get(pk=point_id)
    before = decision.points.filter(position__lt=point.position).last()
    if before is not None:
        AgendaPoint.objects.filter(pk=before.pk).update(position=point.position)
        AgendaPoint.objects.filter(pk=point.pk).update(position=before.position)
    events.record("committee.decision.move_point", subject=decision, by=by, at=at, after={"title": point.title})
    return decision


@transaction.atomic
def convene(*, decision_id: int, by: User, at: datetime) -> Decision:
    """Invite the members with the agenda. Raises: MTG-07 an empty agenda; MOV-01, MOV-02."""
    decision = locked(decision_id)
    if not decision.points.exists():
        raise Refused("MTG-07", _("The agenda is empty. Put at least one point on it."))
    judge(decision.convene, by=by).commit(at=at)
    return decision


@transaction.atomic
def record(*, decision_id: int, said: Mapping[int, Said], by: User, at: datetime) -> Decision:
    """Write down what the meeting said, point by point; it stands when both co-chairs have confirmed it.

    Args:
        said: by the point's id; every item needs an outcome.
    Raises: MTG-08 (409) before the day of the meeting; MTG-09 an item without outcome; MTG-10 no reasons where the
    outcome is not a plain approval; MOV-01, MOV-02.
    """
    decision = locked(decision_id)
    meets_on = decision.meeting.meets_on
    if at.date() < meets_on:
        raise Refused("MTG-08", _("The meeting has not taken place yet."), status=409)
    for point in decision.points.all():
        _write(point, said.get(point.pk, Said()))
    judge(decision.record, by=by).commit(at=at, on=meets_on)
    steps.follow(decision, by=by, at=at)
    return decision


def _write(point: AgendaPoint, said: Said) -> None:
    field, minutes = f"point_{point.pk}", plain(said.minutes)
    if point.item_id is not None:
        if said.outcome not in POSSIBLE:
            raise Refused("MTG-09", _("Give each item its outcome."), field=field)
        if said.outcome != Outcome.APPROVED and not minutes:
            raise Refused(
                "MTG-10",
                _("Say what was revised, or why it was postponed or not approved."),
                field=f"minutes_{point.pk}",
            )
        point.outcome = said.outcome
    point.minutes = minutes
    point.save(update_fields=["outcome", "minutes"])


@transaction.atomic
def correct(*, decision_id: int, by: User, at: datetime) -> Decision:
    """Take the recorded outcomes back to correct them; confirmations given fall. Raises: MOV-01, MOV-02."""
    decision = locked(decision_id)
    judge(decision.correct, by=by).commit(at=at)
    return decision

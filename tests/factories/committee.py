"""Situations at the Joint Committee's desk: shared files, meetings, several items together."""

from collections.abc import Callable
from datetime import date, timedelta
from types import SimpleNamespace
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from partners.models import Decision, DecisionKind, FileKind, MeetingMode, SharedFileVersion
from partners.services import decisions, desk, meetings
from partners.services.decisions import Proposal
from partners.services.meetings import Arrangement
from tests.conftest import NOON

MEETS_ON = NOON.date() + timedelta(days=20)
type Address = Callable[[SimpleNamespace], dict[str, object]]


def a_file(name: str = "rules.pdf", content: bytes = b"%PDF-1.7 rules") -> SimpleUploadedFile:
    """A small file as it is uploaded."""
    return SimpleUploadedFile(name, content)


def a_shared_file(it: SimpleNamespace, decision: Decision, **changes: Any) -> SharedFileVersion:
    """A file of the decision's first item, shared by the secretariat."""
    item = decision.items.first()
    values = {"upload": a_file(), "title": "Draft guidelines", "kind": FileKind.PAPER,
              "item_id": item.pk if item else None}  # fmt: skip
    return desk.share(decision_id=decision.pk, by=it.officer, at=NOON, **(values | changes))


def a_bundle(it: SimpleNamespace, *titles: str, circulated: bool = True) -> Decision:
    """An electronic decision with an item for each title."""
    proposals = [Proposal(DecisionKind.OTHER, title) for title in titles or ("First matter", "Second matter")]
    decision = decisions.prepare(country=it.country, proposals=proposals, by=it.officer, at=NOON)
    return decisions.circulate(decision_id=decision.pk, by=it.officer, at=NOON) if circulated else decision


def an_arrangement(meets_on: date = MEETS_ON, place: str = "Bangkok") -> Arrangement:
    """A hybrid meeting."""
    return Arrangement(meets_on, place, MeetingMode.HYBRID, "At ten in the morning.")


def a_meeting(it: SimpleNamespace, *titles: str, convened: bool = False, held: bool = False) -> Decision:
    """A meeting with a point to talk about and an item for each title; `held`: its outcomes all approved."""
    decision = meetings.prepare(country=it.country, arrangement=an_arrangement(), by=it.officer, at=NOON)
    meetings.add_point(decision_id=decision.pk, title="Opening", by=it.officer, at=NOON)
    for title in titles or ("Cooperation plan",):
        proposal = Proposal(DecisionKind.OTHER, title)
        meetings.add_item(decision_id=decision.pk, proposal=proposal, by=it.officer, at=NOON)
    if convened or held:
        meetings.convene(decision_id=decision.pk, by=it.officer, at=NOON)
    if held:
        said = {p.pk: meetings.Said("approved" if p.item_id else "") for p in decision.points.all()}
        meetings.record(decision_id=decision.pk, said=said, by=it.officer, at=NOON + timedelta(days=20))
    return Decision.objects.get(pk=decision.pk)


def _item(it: SimpleNamespace) -> dict[str, object]:
    decision = a_bundle(it)
    return {"number": decision.number, "pk": decision.items.all()[0].pk}


def _renewed(it: SimpleNamespace) -> dict[str, object]:
    decision = a_bundle(it)
    return {"number": decision.number, "pk": a_shared_file(it, decision).shared_id}


def _point(it: SimpleNamespace) -> dict[str, object]:
    decision = a_meeting(it)
    return {"number": decision.number, "pk": decision.points.all()[1].pk}


def _country(it: SimpleNamespace) -> dict[str, object]:
    return {"iso2": it.country.iso2.lower()}


def _concluded(it: SimpleNamespace) -> Decision:
    decision = a_bundle(it)
    return decisions.reject(decision_id=decision.pk, note="Both sides rework it.", by=it.officer, at=NOON)


def _number(make: Callable[[SimpleNamespace], Decision]) -> Address:
    return lambda it: {"number": make(it).number}


def _prepared(it: SimpleNamespace) -> Decision:
    return a_bundle(it, circulated=False)


ADDRESSES: dict[str, Address] = {
    "partners:decision-confirm": _number(a_bundle),
    "partners:decision-direct": _number(a_bundle),
    "partners:decision-withdraw": _number(_prepared),
    "partners:decision-correct": _number(lambda it: a_meeting(it, held=True)),
    "partners:decision-record": lambda it: {"number": _concluded(it).number, "language": "en"},
    "partners:decision-agenda": _number(a_meeting),
    "partners:agenda-point": _number(a_meeting),
    "partners:agenda-item": _number(a_meeting),
    "partners:agenda-take": _number(a_meeting),
    "partners:agenda-remove": _point,
    "partners:agenda-up": _point,
    "partners:meeting-arrange": _number(a_meeting),
    "partners:meeting-convene": _number(a_meeting),
    "partners:meeting-outcomes": _number(lambda it: a_meeting(it, convened=True)),
    "partners:item-page": _item,
    "partners:item-remark": _item,
    "partners:item-declare": _item,
    "partners:file-share": _number(a_bundle),
    "partners:file-openings": _number(a_bundle),
    "partners:file-renew": _renewed,
    "partners:committee-page": _country,
    "partners:committee-seat": _country,
    "partners:seat-end": lambda it: _country(it) | {"pk": it.committee.members.all()[0].pk},
    "partners:alternate-name": _country,
    "partners:year-declare": _country,
}

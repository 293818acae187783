"""Situations at the Joint Committee's desk: shared files, meetings, several items together."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from types import SimpleNamespace
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from committee.decisions.models import AnswerKind, Course, Decision, DecisionItem, DecisionKind
from committee.decisions.services import answers, courses, decisions
from committee.decisions.services.decisions import Proposal
from committee.items import services as desk
from committee.items.models import FileKind, SharedFileVersion
from committee.meetings import services as meetings
from committee.meetings.models import MeetingMode
from committee.meetings.services import Arrangement
from committee.rules.models.documents import RuleCategory, RulePackage, SpecialMeasure
from committee.rules.services import measures, rules
from partners.people.models.people import User
from tests.conftest import NOON
from tests.factories.addresses import Address, country, number

MEETS_ON = NOON.date() + timedelta(days=20)


def a_file(name: str = "rules.pdf", content: bytes = b"%PDF-1.7 rules") -> SimpleUploadedFile:
    """A small file as it is uploaded."""
    return SimpleUploadedFile(name, content)


def a_shared_file(it: SimpleNamespace, decision: Decision, **changes: Any) -> SharedFileVersion:
    """A file of the decision's first item, shared by the secretariat."""
    item = decision.items.first()
    values = {
        "upload": a_file(),
        "title": "Draft guidelines",
        "kind": FileKind.PAPER,
        "item_id": item.pk if item else None,
    }
    return desk.share(decision_id=decision.pk, by=it.officer, at=NOON, **(values | changes))


def a_bundle(it: SimpleNamespace, *titles: str, circulated: bool = True) -> Decision:
    """An electronic decision with an item for each title."""
    proposals = [Proposal(DecisionKind.OTHER, title) for title in titles or ("First matter", "Second matter")]
    decision = decisions.prepare(country=it.country, proposals=proposals, by=it.officer, at=NOON)
    return decisions.circulate(decision_id=decision.pk, by=it.officer, at=NOON) if circulated else decision


def not_adopted(it: SimpleNamespace, decision_id: int, note: str, *, at: datetime = NOON) -> Decision:
    """The co-chairs of both sides say that it is not adopted: no other way leads there."""
    for chair in (it.japan_chair, it.partner_chair):
        courses.direct(decision_id=decision_id, course=Course.NOT_ADOPT, note=note, by=chair, at=at)
    return Decision.objects.get(pk=decision_id)


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


def put_on_a_meeting(it: SimpleNamespace, item: DecisionItem, *, convened: bool = True) -> Decision:
    """Both co-chairs postpone the item's electronic decision; it becomes the only item of a meeting."""
    for chair in (it.japan_chair, it.partner_chair):
        courses.direct(decision_id=item.decision_id, course=Course.POSTPONE, note="To be discussed.", by=chair, at=NOON)
    meeting = meetings.prepare(country=it.country, arrangement=an_arrangement(), by=it.officer, at=NOON)
    meetings.take_items(decision_id=meeting.pk, item_ids=[item.pk], by=it.officer, at=NOON)
    if convened:
        meetings.convene(decision_id=meeting.pk, by=it.officer, at=NOON)
    return Decision.objects.get(pk=meeting.pk)


def _item(it: SimpleNamespace) -> dict[str, object]:
    decision = a_bundle(it)
    return {"number": decision.number, "pk": decision.items.all()[0].pk}


def _renewed(it: SimpleNamespace) -> dict[str, object]:
    decision = a_bundle(it)
    return {"number": decision.number, "pk": a_shared_file(it, decision).shared_id}


def _point(it: SimpleNamespace) -> dict[str, object]:
    decision = a_meeting(it)
    return {"number": decision.number, "pk": decision.points.all()[1].pk}


def _seat(it: SimpleNamespace) -> dict[str, object]:
    return country(it) | {"pk": it.committee.members.all()[0].pk}


def _concluded(it: SimpleNamespace) -> Decision:
    decision = a_bundle(it)
    return not_adopted(it, decision.pk, "Both sides rework it.", at=NOON)


def _prepared(it: SimpleNamespace) -> Decision:
    return a_bundle(it, circulated=False)


ADDRESSES: dict[str, Address] = {
    "committee:decision-confirm": number(a_bundle),
    "committee:decision-direct": number(a_bundle),
    "committee:decision-withdraw": number(_prepared),
    "committee:decision-correct": number(a_meeting, held=True),
    "committee:decision-record": number(_concluded).plus(language="en"),
    "committee:decision-agenda": number(a_meeting),
    "committee:agenda-point": number(a_meeting),
    "committee:agenda-item": number(a_meeting),
    "committee:agenda-take": number(a_meeting),
    "committee:agenda-remove": Address(_point),
    "committee:agenda-up": Address(_point),
    "committee:meeting-arrange": number(a_meeting),
    "committee:meeting-convene": number(a_meeting),
    "committee:meeting-outcomes": number(a_meeting, convened=True),
    "committee:item-page": Address(_item),
    "committee:item-remark": Address(_item),
    "committee:item-declare": Address(_item),
    "committee:file-share": number(a_bundle),
    "committee:file-openings": number(a_bundle),
    "committee:file-renew": Address(_renewed),
    "partners:committee-page": Address(country),
    "partners:committee-seat": Address(country),
    "partners:seat-end": Address(_seat),
    "partners:alternate-name": Address(country),
    "partners:year-declare": Address(country),
}


def a_rule_draft(name: str = "GL_PDD", *, version: str = "01.0", country: str = "TH") -> rules.Draft:
    """A guideline of the project cycle as it is drafted."""
    return rules.Draft(
        stem=f"JCM_{country}_{name}",
        version=version,
        title="Guidelines for the PDD",
        title_ja="PDDガイドライン",
        category=RuleCategory.PROJECT_CYCLE,
    )


def a_package(it: SimpleNamespace, *, version: str = "01.0") -> RulePackage:
    """A package in draft with one guideline."""
    package = rules.start(country=it.country, track="JCM", title="Guidelines", by=it.officer, at=NOON)
    draft = a_rule_draft(version=version, country=it.country.iso2)
    rules.add_version(package_id=package.pk, draft=draft, upload=a_file(), by=it.officer, at=NOON)
    return package


def a_measure(it: SimpleNamespace, **changes: Any) -> SpecialMeasure:
    """A special measure before the committee: no visits to sites for 31 days."""
    values = {
        "country": it.country,
        "title": "No visits to sites",
        "reason": "Borders are closed.",
        "rule_key": "assessment.on_site",
        "value": False,
        "first": NOON.date(),
        "last": NOON.date() + timedelta(30),
        "by": it.officer,
        "at": NOON,
    }
    return measures.propose(**(values | changes))


def members_of(it: SimpleNamespace) -> list[User]:
    """Everybody who sits in the committee now."""
    return list(User.objects.filter(committee_seats__committee=it.committee, committee_seats__ended_on=None))


def _rule_file(it: SimpleNamespace) -> dict[str, object]:
    decision = rules.propose(package_id=a_package(it).pk, by=it.officer, at=NOON)
    decisions.circulate(decision_id=decision.pk, by=it.officer, at=NOON)
    for member in members_of(it):
        answers.give(decision_id=decision.pk, answer=AnswerKind.AGREE, by=member, at=NOON)
    return country(it) | {"code": f"JCM_{it.country.iso2}_GL_PDD_ver01.0"}


def _package(it: SimpleNamespace) -> dict[str, object]:
    return {"pk": a_package(it).pk}


def _package_version(it: SimpleNamespace) -> dict[str, object]:
    package = a_package(it)
    return {"pk": package.pk, "version": package.versions.get().pk}


SUBJECTS: dict[str, Callable[[SimpleNamespace], Any]] = {
    "committee.RulePackage": a_package,
    "committee.SpecialMeasure": a_measure,
}
ADDRESSES |= {
    "committee:rule-list": Address(country),
    "committee:rule-file": Address(_rule_file),
    "committee:rule-archive": Address(country).plus(kind="rules"),
    "committee:package-page": Address(_package),
    "committee:package-add": Address(_package),
    "committee:package-remove": Address(_package_version),
    "committee:package-file": Address(_package_version),
    "committee:package-rulebook": Address(_package),
    "committee:package-propose": Address(_package),
}

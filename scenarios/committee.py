"""At the committee's desk of the demo: a meeting, a matter under discussion, rules in force and in draft."""

from datetime import datetime, timedelta

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction

from committee.decisions.models import AnswerKind, Decision, DecisionKind
from committee.decisions.services import answers, decisions
from committee.decisions.services.decisions import Proposal
from committee.items import services as desk
from committee.items.models import Audience, FileKind
from committee.meetings import services as meetings
from committee.meetings.models import MeetingMode
from committee.meetings.services import Arrangement
from committee.rules.models.documents import RuleCategory, RulePackage
from committee.rules.services import rules
from common.models import Origin
from common.pdf import render_pdf
from scenarios.people import Cast

EVERY_MEMBER = ("chair_japan", "member_japan", "chair_thailand", "member_thailand")
DOCUMENTS = (
    ("GL_EX", "Example guidelines for visits to sites", "現地訪問に関するガイドライン（例）", RuleCategory.TPE),
    ("F_EX_Visit", "Example form: report of a visit", "訪問報告様式（例）", RuleCategory.FORMS),
)


def sit(cast: Cast, at: datetime) -> int:
    """Play what is not there yet; returns how much was played."""
    return sum((_rules(cast, at), _meeting(cast, at), _matter(cast, at)))


def _paper(title: str, text: str) -> SimpleUploadedFile:
    made = render_pdf("committee/example_pdf.html", {"title": title, "text": text})
    return SimpleUploadedFile(f"{title.replace(' ', '-').lower()}.pdf", made)


@transaction.atomic
def _rules(cast: Cast, at: datetime) -> bool:
    """A package that was adopted a month ago, and its revision in draft."""
    if RulePackage.objects.filter(country=cast.country, origin=Origin.EXAMPLE).exists():
        return False
    then, officer = at - timedelta(days=40), cast["jcma"]
    for version, when in (("01.0", then), ("02.0", at - timedelta(days=2))):
        package = rules.start(
            country=cast.country,
            track="JCM",
            title=f"Example guidelines on visits, ver{version}",
            is_example=True,
            by=officer,
            at=when,
        )
        for name, title, title_ja, category in DOCUMENTS:
            draft = rules.Draft(f"JCM_{cast.country.iso2}_{name}", version, title, title_ja, category)
            paper = _paper(title, "An example document, not a real rule.")
            rules.add_version(package_id=package.pk, draft=draft, upload=paper, by=officer, at=when)
        if version == "01.0":
            decision = rules.propose(package_id=package.pk, by=officer, at=when)
            decisions.circulate(decision_id=decision.pk, by=officer, at=when)
            for key in EVERY_MEMBER:
                answers.give(decision_id=decision.pk, answer=AnswerKind.AGREE, by=cast[key], at=when)
    return True


@transaction.atomic
def _meeting(cast: Cast, at: datetime) -> bool:
    """A meeting in three weeks, convened."""
    if Decision.objects.filter(country=cast.country, origin=Origin.EXAMPLE, form="meeting").exists():
        return False
    officer, then = cast["jcma"], at - timedelta(days=3)
    arrangement = Arrangement((at + timedelta(days=21)).date(), "Bangkok", MeetingMode.HYBRID, "10:00 (UTC+7).")
    meeting = meetings.prepare(country=cast.country, arrangement=arrangement, is_example=True, by=officer, at=then)
    meetings.add_point(decision_id=meeting.pk, title="Opening by the co-chairs", by=officer, at=then)
    proposal = Proposal(DecisionKind.OTHER, "Example: plan of cooperation for next year", text="See the paper.")
    item = meetings.add_item(decision_id=meeting.pk, proposal=proposal, by=officer, at=then)
    desk.share(
        decision_id=meeting.pk,
        upload=_paper("Plan of cooperation", "An example."),
        title="Plan of cooperation",
        kind=FileKind.PAPER,
        item_id=item.pk,
        by=officer,
        at=then,
    )
    meetings.convene(decision_id=meeting.pk, by=officer, at=then)
    return True


@transaction.atomic
def _matter(cast: Cast, at: datetime) -> bool:
    """An electronic decision under discussion, with a file that one member has opened."""
    title = "Example: joint call for ideas on waste"
    if Decision.objects.filter(country=cast.country, origin=Origin.EXAMPLE, items__title__values__name=title).exists():
        return False
    officer, then = cast["jcma"], at - timedelta(days=2)
    proposal = Proposal(DecisionKind.OTHER, title, text="Both sides publish one call together.")
    decision = decisions.prepare(country=cast.country, proposals=[proposal], is_example=True, by=officer, at=then)
    item = decision.items.get()
    version = desk.share(
        decision_id=decision.pk,
        upload=_paper("Draft of the call", "An example."),
        title="Draft of the call",
        kind=FileKind.PAPER,
        item_id=item.pk,
        by=officer,
        at=then,
    )
    decisions.circulate(decision_id=decision.pk, by=officer, at=then)
    later = then + timedelta(hours=5)
    desk.open_file(version_id=version.pk, by=cast["member_japan"], at=later)
    asked = desk.remark(
        item_id=item.pk, text="Is the budget settled?", audience=Audience.ALL, by=cast["member_japan"], at=later
    )
    desk.remark(item_id=item.pk, text="Yes, on both sides.", answers_id=asked.pk, by=officer, at=later)
    desk.declare(item_id=item.pk, has_interest=False, by=cast["member_thailand"], at=later)
    answers.give(decision_id=decision.pk, answer=AnswerKind.NO_OBJECTION, by=cast["member_thailand"], at=later)
    return True

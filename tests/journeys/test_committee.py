"""The committee at work in a browser: rules decided electronically, an interest, both co-chairs, a meeting."""

from collections.abc import Iterator
from datetime import UTC, datetime
from io import BytesIO
from types import SimpleNamespace
from typing import Any

import pytest
from pypdf import PdfReader

from committee.decisions.models import Decision
from committee.items.models import FileOpening
from committee.rules.models.documents import RulePackage
from common import clock
from partners.people.models.people import User
from tests.factories.partners import a_country_in_operation
from tests.journeys.actors import PASSWORD, Actor, aside
from tests.journeys.papers import a_pdf
from tests.look.chromium import chromium

pytestmark = [pytest.mark.browser, pytest.mark.slow]

ROLES = ("officer", "japan_chair", "japan_member", "partner_chair", "partner_member", "auditor")


class Desk:
    """The people of the committee, each at a browser."""

    def __init__(self, it: SimpleNamespace, browser: Any, base: str) -> None:
        self.it, self.browser, self.base = it, browser, base
        self.actors: dict[str, Actor] = {}
        self.visitor = Actor(browser, base, "visitor")

    def __getattr__(self, role: str) -> Actor:
        if role not in self.actors:
            self.actors[role] = Actor(self.browser, self.base, role).sign_in(getattr(self.it, role).email)
        return self.actors[role]


@pytest.fixture
def desk(transactional_db: None, live_server: Any) -> Iterator[Desk]:
    it = a_country_in_operation()
    for role in ROLES:
        user: User = getattr(it, role)
        user.set_password(PASSWORD)
        user.save()
    with chromium() as browser:
        yield Desk(it, browser, live_server.url)


def on(month: int, day: int) -> Any:
    return clock.at(datetime(2026, month, day, 9, tzinfo=UTC))


def test_the_committee_decides_rules_electronically_and_a_matter_at_a_meeting(desk: Desk) -> None:
    with on(6, 1):
        package = _draft_rules(desk)
        decision = _propose(desk, package)
    with on(6, 3):
        _members_decide(desk, decision)
        _the_public_reads(desk, decision)
    with on(6, 8):
        meeting = _prepare_meeting(desk)
    with on(7, 1):
        _hold_meeting(desk, meeting)


def _draft_rules(desk: Desk) -> str:
    officer = desk.officer.open("/desk/rules/new/")
    officer.fill({"country": "Country TH", "title": "Guidelines on monitoring"}).press()
    officer.fill(
        {
            "stem": "JCM_TH_GL_MON",
            "version": "01.0",
            "title": "Guidelines for monitoring",
            "category": "Project cycle",
            "upload": a_pdf("guidelines.pdf"),
        }
    ).press("Add the document")
    officer.sees("JCM_TH_GL_MON_ver01.0").keep("jc-01-package")
    return officer.path


def _propose(desk: Desk, package: str) -> str:
    officer = desk.officer.open(f"{package}propose/").press()
    decision = officer.path
    officer.open(f"{decision}share/").fill(
        {"upload": a_pdf("note.pdf"), "title": "Explanatory note", "kind": "Paper to be decided on"}
    ).press()
    officer.open(f"{decision}circulate/").press()
    officer.sees("No-objection window", "It closes in Japan on").keep("jc-02-circulated")
    return decision


def _members_decide(desk: Desk, decision: str) -> None:
    item = aside(lambda: Decision.objects.get(state="circulated").items.get().get_absolute_url())
    member = desk.japan_member.has_in_inbox("Answer for your side").open(item)
    with member.page.expect_download():
        member.page.locator("main a[href*='/files/']").first.click()
    member.fill({"text": "Chapter 2 reads well."}).press("Send your remark")
    member.sees("Chapter 2 reads well.").keep("jc-03-item")
    conflicted = desk.partner_member.open(f"{item}declare/")
    conflicted.fill({"has_interest": "yes", "description": "My institute wrote the draft."}).press()
    conflicted.open(item).sees("are closed to you").keep("jc-04-closed")
    desk.japan_member.open(decision).fill({"answer": "no_objection"}).press("Send your answer")
    for chair in (desk.japan_chair, desk.partner_chair):
        chair.open(decision).fill({"answer": "no_objection"}).press("Send your answer")
    desk.japan_chair.open(f"{decision}confirm/").press()
    desk.japan_chair.sees("Confirmed by the co-chair", "Not confirmed yet")
    desk.partner_chair.open(f"{decision}confirm/").press()
    desk.partner_chair.sees("Adopted").keep("jc-05-adopted")
    desk.auditor.open(f"{decision}openings/").sees(desk.it.japan_member.name).keep("jc-06-openings")
    assert aside(FileOpening.objects.count) == 1


def _the_public_reads(desk: Desk, decision: str) -> None:
    desk.visitor.open(decision).sees("Adopted", "Confirmed by the co-chairs of:").keep("jc-07-public")
    said = desk.visitor.text()
    assert "Explanatory note" not in said
    assert desk.it.partner_member.name not in said
    for language, words in (("en", "Record of a decision"), ("ja", "合同委員会決定記録")):
        made = desk.visitor.page.request.get(f"{desk.base}{decision}record-{language}.pdf").body()
        assert words in "".join(page.extract_text() for page in PdfReader(BytesIO(made)).pages)
    full = desk.officer.page.request.get(f"{desk.base}{decision}record-en.pdf").body()
    text = " ".join("".join(page.extract_text() for page in PdfReader(BytesIO(full)).pages).split())
    assert f"Took no part: {desk.it.partner_member.name}" in text
    desk.visitor.open("/countries/th/rules/").sees("JCM_TH_GL_MON_ver01.0").keep("jc-08-rules")
    assert aside(lambda: str(RulePackage.objects.get().state)) == "adopted"


def _prepare_meeting(desk: Desk) -> str:
    officer = desk.officer.open("/desk/meetings/new/")
    officer.fill({"country": "Country TH", "meets_on": "2026-06-30", "place": "Bangkok", "mode": "hybrid"}).press()
    agenda = officer.path
    officer.fill({"text": "Twice a year."})
    officer.page.locator("form[action$='/agenda/item/'] [name=title]").fill("Plan of cooperation")
    officer.press("Add the item")
    officer.page.locator("form[action$='/agenda/point/'] [name=title]").fill("Any other business")
    officer.press("Add the point")
    officer.sees("Plan of cooperation", "Any other business").keep("jc-09-agenda")
    meeting = agenda.removesuffix("agenda/")
    officer.open(f"{meeting}convene/").press()
    desk.partner_member.open(meeting).sees("Plan of cooperation").keep("jc-10-meeting")
    return meeting


def _hold_meeting(desk: Desk, meeting: str) -> None:
    officer = desk.officer.open(f"{meeting}outcomes/")
    officer.page.locator("input[type=radio][value=revised]").check()
    officer.page.locator("textarea").first.fill("Once a year.")
    officer.keep("jc-11-outcomes").press()
    for chair in (desk.japan_chair, desk.partner_chair):
        chair.has_in_inbox("Confirm the outcomes for your side").open(f"{meeting}confirm/").press()
    officer.open(f"{meeting}share/").fill(
        {"upload": a_pdf("report.pdf"), "title": "Meeting report", "kind": "Meeting report", "is_public": True}
    ).press()
    desk.visitor.open(meeting).sees("Approved with revisions", "Once a year.", "Meeting report").keep("jc-12-public")

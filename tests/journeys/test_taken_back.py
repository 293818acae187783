"""In a browser: a PIN that a government objects to, and papers that their participants take back from the committee."""

from types import SimpleNamespace
from typing import Any

import pytest

from tests.factories.credits import a_request
from tests.factories.partners import a_country_in_operation
from tests.factories.projects import a_pin, a_registration_request
from tests.journeys.people import People, on

pytestmark = [pytest.mark.browser, pytest.mark.slow]

OBJECTION = "The reservoir is a nature reserve."


@pytest.fixture
def it(transactional_db: None) -> SimpleNamespace:
    """Three papers before the Joint Committee, with their decisions."""
    it = a_country_in_operation()
    it.pin = _addresses(a_pin(it, with_committee=True))
    it.registration = _addresses(a_registration_request(it, with_committee=True))
    it.issuance = _addresses(a_request(it, to="with_committee"))
    return it


def _addresses(paper: Any) -> SimpleNamespace:
    """Where a paper and the decision on it are read."""
    return SimpleNamespace(page=paper.get_absolute_url(), decision=paper.decision_item.decision.get_absolute_url())


def test_a_government_objects_to_a_pin_with_reasons(people: People) -> None:
    pin, member = people.it.pin, people.partner_chair
    with on(2026, 6, 3):
        member.has_in_inbox("Answer for your side").open(pin.decision).fill({"answer": "object"})
        member.press(status=422).sees("DEC-06").fill({"reason": OBJECTION}).press().keep("objection-01-given")
        people.japan_chair.open(pin.decision).sees(OBJECTION)
        for chair in (people.japan_chair, people.partner_chair):
            chair.open(pin.decision).follow("Choose a course").keep("objection-02-course")
            chair.fill({"course": "not_adopt", "note": OBJECTION}).press()
        people.participant.open(pin.page).sees(f"Objected to because: {OBJECTION}", "can start another one").keep(
            "objection-03-participant"
        )


def test_papers_are_taken_back_from_the_committee(people: People) -> None:
    with on(2026, 6, 3):
        people.participant.open(f"{people.it.pin.page}withdraw/").keep("taken-back-pin-asked")
        for name, words in (
            ("pin", "The owner sold the site."),
            ("registration", "The shares are agreed anew."),
            ("issuance", "A meter reading was wrong."),
        ):
            _is_taken_back(people, name, words)
        people.participant.open("/inbox/").keep("taken-back-inbox")


def _is_taken_back(people: People, name: str, reason: str) -> None:
    paper, me = getattr(people.it, name), people.participant
    people.japan_member.open(paper.decision).sees("Circulated")
    me.open(paper.page).sees("Joint Committee").follow("Withdraw")
    me.press(status=422).fill({"note": reason}).press().sees(f"Withdrawn because: {reason}").keep(f"taken-back-{name}")
    people.japan_member.open(paper.decision).sees("Withdrawn", reason)
    people.japan_member.open("/inbox/notices/").sees("Proposal withdrawn", reason)

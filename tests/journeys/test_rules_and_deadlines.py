"""In a browser: an officer proposes a rule change, a second one puts it in force; a participant takes the due dates."""

from types import SimpleNamespace
from typing import Any

import pytest
import requests
from icalendar import Calendar

from common import clock
from partners.people.models.people import User
from tests.conftest import NOON
from tests.factories.partners import a_country_in_operation, person
from tests.factories.projects import a_pin
from tests.journeys.actors import PASSWORD, Actor, aside
from tests.look.chromium import chromium

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture
def it(transactional_db: None, settings: Any, live_server: Any) -> SimpleNamespace:
    """A country in operation with a second officer and a draft PIN."""
    settings.SITE_URL = live_server.url
    it = a_country_in_operation("TH")
    it.officer2 = person("secretariat", it.jcma)
    with clock.at(NOON):
        a_pin(it, submitted=True)
    for user in User.objects.filter(is_system=False):
        user.set_password(PASSWORD)
        user.save()
    return it


def test_rules_change_under_four_eyes_and_due_dates_reach_a_calendar(it: SimpleNamespace, live_server: Any) -> None:
    with clock.at(NOON), chromium() as browser:
        first = Actor(browser, live_server.url, "officer").sign_in(it.officer.email)
        first.open("/desk/rulebooks/").sees("In force today").follow("Propose a change")
        first.fill(
            {
                "version": "04.0",
                "in_force_from": "2026-07-01",
                "source": "Decision of the 9th JC, 1 May 2026",
                "rule:pin.required": "No",
            }
        ).press("Propose it")
        first.sees("What changes", "A PIN comes before the PDD", "Running projects (1)", "These projects keep")
        first.keep("rulebook-proposal")
        proposal = first.path
        second = Actor(browser, live_server.url, "officer2").sign_in(it.officer2.email)
        second.has_in_inbox("Put the proposed rulebook in force").open(proposal)
        second.follow("Put in force").press("Put in force")
        second.sees("In force from its day")
        visitor = Actor(browser, live_server.url, "visitor")
        with clock.at(NOON.replace(month=7, day=2)):
            visitor.open("/rulebooks/").sees("04.0", "1 July 2026").keep("rulebook-matrix")
            visitor.open("/rulebooks/th/").sees("What it changed").keep("rulebook-history")
        visitor.open("/service-times/").sees("Completeness check of a PIN").keep("service-times")
        participant = Actor(browser, live_server.url, "participant").sign_in(it.participant.email)
        participant.open("/inbox/").sees("You wait for others", "Check that the PIN is complete").keep("inbox")
        participant.open("/calendar/").press("Make my calendar address").keep("calendar")
        address = participant.page.locator("main code, main .jcm-serial").first.inner_text().split()[0]
        fetched = aside(lambda: requests.get(address, timeout=10).content)
        assert Calendar.from_ical(fetched)["X-WR-CALNAME"] == "JCM: due dates"

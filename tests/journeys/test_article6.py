"""In a browser: a government says its NDC and its inventory, reads its adjustments, and files its format of a year."""

from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import pytest

from common import clock
from tests.conftest import NOON
from tests.factories import article6
from tests.factories.partners import a_colleague, a_country_in_operation
from tests.journeys.actors import PASSWORD, Actor
from tests.look.chromium import chromium

pytestmark = [pytest.mark.browser, pytest.mark.slow]
NDC = {
    "first_year": "2021",
    "last_year": "2030",
    "kind": "single_year",
    "method": "averaging",
    "level": "760,000,000",
    "source": "NDC of February 2025",
}


@pytest.fixture
def it(transactional_db: None) -> SimpleNamespace:
    it = a_country_in_operation()
    it.first, it.second = a_colleague(it.government_japan_officer), it.government_japan_officer
    article6.a_published_transfer(it)
    for user in (it.first, it.second):
        user.set_password(PASSWORD)
        user.save()
    return it


@pytest.fixture
def officers(it: SimpleNamespace, live_server: Any) -> Iterator[tuple[Actor, Actor]]:
    with chromium() as browser:
        first, second = (Actor(browser, live_server.url, role) for role in ("first", "second"))
        yield first.sign_in(it.first.email), second.sign_in(it.second.email)


def test_a_party_says_its_ndc_and_files_its_format(it: SimpleNamespace, officers: tuple[Actor, Actor]) -> None:
    first, second = officers
    with clock.at(NOON):
        first.open("/adjustments/JPN/").sees("it is indeterminate").keep("13-adjustments-unknown")
        first.open("/adjustments/JPN/propose/ndc/").keep("13-ndc").fill(NDC).press().sees("760,000,000")
        first.keep("13-ndc-check").press("Propose this version").sees("Proposed; waits").keep("13-ndc-proposed")
        proposed = first.path
        second.has_in_inbox("Confirm or decline the record").open(f"{proposed}confirm/").keep("13-ndc-confirm")
        second.press("Confirm the record").sees("In force").open("/adjustments/JPN/").sees("still missing")
        second.keep("13-adjustments-without-inventory").open("/adjustments/").keep("13-adjustments-list")
        first.open("/adjustments/JPN/propose/inventory/").fill({"covered": "2021: 1,121,000,000", "source": "NIR"})
        first.press().press("Propose this version")
        second.open(f"{first.path}confirm/").press("Confirm the record").open("/adjustments/JPN/")
        second.sees("1 121 000 000").keep("13-adjustments").open("/adjustments/THA/with/JPN/").sees("1 009")
        second.keep("13-books").open("/adjustments/JPN/rows/12/2021/").keep("13-figure")
        first.open("/aef/").keep("13-formats").follow("Make a draft for Japan").fill({"year": "2025"}).press()
        draft = first.path
        first.follow("Tables, files and pre-check").sees("found nothing").keep("13-format")
        first.open(f"{draft}propose/").press("Propose to file it")
        second.open(f"{draft}confirm/").press("Confirm the record").open("/aef/").sees("In force")
        second.open("/aef/compare/").keep("13-compare")
        second.open("/progress/").sees("Nobody publishes accumulated reductions").keep("13-progress")
        second.open("/reports/").follow("Ask for a report").keep("13-report-start")
        second.fill({"kind": "initial", "about": "JPN"}).press().sees("0 / 1").keep("13-report")

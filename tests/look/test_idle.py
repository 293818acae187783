"""The warning before a session ends takes nothing of what was typed away, also when the session has ended already."""

from types import SimpleNamespace
from typing import Any

import pytest

from tests.factories.partners import a_country_in_operation
from tests.look.accessibility import faults, session_cookie
from tests.look.chromium import chromium

LONG_AGO = "localStorage.setItem('jcm-active-at', String(Date.now() - 58 * 60000))"


@pytest.fixture
def it(transactional_db: None) -> SimpleNamespace:
    return a_country_in_operation("TH")


@pytest.mark.browser
def test_what_was_typed_stays_in_the_page_when_the_session_ends(it: SimpleNamespace, live_server: Any) -> None:
    cookie = session_cookie(it.participant, live_server)
    with chromium() as browser:
        context = browser.new_context()
        context.add_cookies([cookie])
        page = context.new_page()
        page.clock.install()
        page.goto(f"{live_server.url}/pins/start/")
        page.fill("main [name=title]", "Solar in Lopburi")
        page.evaluate(LONG_AGO)
        page.clock.run_for(20_000)
        assert page.get_by_text("Are you still there?").is_visible()
        with page.expect_response(lambda answer: answer.request.method == "HEAD"):
            page.get_by_role("button", name="Stay signed in").click()
        page.wait_for_function("Date.now() - Number(localStorage.getItem('jcm-active-at')) < 60000")
        page.clock.run_for(20_000)
        assert not page.locator("dialog[open]").count(), "the session goes on"
        page.evaluate(LONG_AGO)
        page.clock.run_for(20_000)
        context.clear_cookies(name="sessionid")
        page.get_by_role("button", name="Stay signed in").click()
        page.get_by_role("heading", name="You are signed out").wait_for()
        assert faults(page, "signed out") == []
        page.get_by_role("button", name="Back to the page").click()
        assert page.locator("main [name=title]").input_value() == "Solar in Lopburi"

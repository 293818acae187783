"""Choosing another language takes nothing of what was typed away."""

from types import SimpleNamespace
from typing import Any

import pytest

from tests.factories.registry import two_holders
from tests.look.accessibility import session_cookie
from tests.look.chromium import chromium


@pytest.fixture
def it(transactional_db: None) -> SimpleNamespace:
    return two_holders()


@pytest.mark.browser
def test_a_form_and_its_check_keep_what_was_typed(it: SimpleNamespace, live_server: Any) -> None:
    cookie = session_cookie(it.participant, live_server)
    address = f"{live_server.url}/accounts/registry/{it.sender.number}/transfer/"
    with chromium() as browser:
        context = browser.new_context()
        context.add_cookies([cookie])
        page = context.new_page()
        page.goto(address)
        page.click("button[value=ja]")
        assert not page.locator(".govuk-notification-banner").count(), "nothing was typed"
        page.fill("main [name=receiver]", it.receiver.number)
        page.fill("main [name=quantity]", "１０")
        page.click("button[value=en]")
        page.get_by_text("Here is what you typed before you chose the language.").wait_for()
        assert page.locator("main [name=quantity]").input_value() == "１０"
        page.get_by_role("button", name="Show the exact units").click()
        page.get_by_role("heading", name="Check before you confirm").wait_for()
        page.click("button[value=ja]")
        page.locator("main [name=receiver]").wait_for()
        assert page.locator("main [name=receiver]").input_value() == it.receiver.number
        assert page.locator("html").get_attribute("lang") == "ja"

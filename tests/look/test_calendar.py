"""The browser's calendar stands beside the box of a day, and takes nothing from it."""

from typing import Any

import pytest

from tests.look.chromium import chromium

TYPED = "令和8年10月1日"


@pytest.mark.browser
def test_a_day_is_typed_or_chosen(pages: None, live_server: Any) -> None:
    with chromium() as browser:
        page = browser.new_page()
        page.goto(f"{live_server.url}/look/form/")
        box = page.locator("#id_starts_on")
        calendar = box.locator("xpath=following-sibling::*[@data-calendar]")
        assert calendar.get_by_role("button").is_visible()
        box.fill(TYPED)
        assert box.input_value() == TYPED
        page.evaluate(
            "() => { const day = document.querySelector('[data-calendar] input');"
            " day.value = '2026-04-15'; day.dispatchEvent(new Event('change')); }"
        )
        assert box.input_value() == "2026-04-15"
        plain = browser.new_context(java_script_enabled=False).new_page()
        plain.goto(f"{live_server.url}/look/form/")
        assert plain.locator("#id_starts_on").is_visible()
        assert not plain.locator("[data-calendar]").first.is_visible()

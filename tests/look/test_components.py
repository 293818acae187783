"""Every component renders, answers to its parameters, and is open to everybody (axe, WCAG 2.2 AA)."""

from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.test.signals import template_rendered
from playwright.sync_api import expect

from tests.look.accessibility import PHONE, faults, session_cookie
from tests.look.chromium import chromium
from tests.look.pages import EveryField

COMPONENTS = {
    str(path.relative_to(settings.BASE_DIR / "templates"))
    for path in (settings.BASE_DIR / "templates" / "components").rglob("*.html")
}


@pytest.fixture
def rendered() -> Any:
    names: set[str] = set()

    def note(template: Any, **others: Any) -> None:
        names.add(template.name)

    template_rendered.connect(note)
    yield names
    template_rendered.disconnect(note)


def test_every_component_is_rendered_by_the_pages(
    client: Client, pages: None, twelve_countries: list[Any], person: Any, rendered: set[str]
) -> None:
    client.force_login(person)
    for url in ("/look/gallery/", "/look/countries/", "/look/countries/?q=nowhere"):
        assert client.get(url).status_code == 200
    client.post("/look/form/", {})
    assert COMPONENTS - rendered == set()


def test_an_error_stands_in_the_summary_and_at_its_field(client: Client, pages: None, db: None) -> None:
    page = client.post("/look/form/", {"title": "Kept", "starts_on": "2026-02-30"}).content.decode()
    assert "<title>Error: Submit" in page.replace("\n", "")
    assert page.count("There is no day “2026-02-30” in the calendar") == 2
    assert 'href="#id_starts_on"' in page
    assert 'value="2026-02-30"' in page
    assert 'value="Kept"' in page
    assert 'href="#id_method_0"' in page
    assert 'id="id_method_0"' in page


@pytest.mark.parametrize("typed", ["2026-04-15", "2026/4/15", "2026.4.15", "2026年4月15日"])
def test_a_date_is_taken_as_people_write_it(typed: str) -> None:
    form = EveryField({"starts_on": typed})
    form.is_valid()
    assert form.cleaned_data["starts_on"].isoformat() == "2026-04-15"


@pytest.mark.parametrize(("typed", "taken"), [("1009", 1009), ("1,009", 1009), ("1 009", 1009), ("1\u202f009", 1009)])
def test_tonnes_are_taken_with_separators(typed: str, taken: int) -> None:
    form = EveryField({"amount": typed})
    form.is_valid()
    assert form.cleaned_data["amount"] == taken


@pytest.mark.parametrize("typed", ["0", "-3", "10.5", "many"])
def test_tonnes_are_whole_and_positive(typed: str) -> None:
    assert "amount" in EveryField({"amount": typed}).errors


def test_no_page_needs_what_the_content_policy_refuses(client: Client, pages: None, db: None) -> None:
    for url in ("/look/gallery/", "/look/form/"):
        page = client.get(url).content.decode()
        assert " style=" not in page
        assert "<style" not in page
        assert " onclick=" not in page
        assert all("src=" in script for script in page.split("<script")[1:])


@pytest.mark.browser
@pytest.mark.parametrize("width", [1280, 390])
def test_nothing_keeps_anybody_out(width: int, pages: None, twelve_countries: list[Any], live_server: Any) -> None:
    with chromium() as browser:
        page = browser.new_page(viewport={"width": width, "height": 900})
        refused: list[str] = []
        page.on("console", lambda message: refused.append(message.text) if "Content Security" in message.text else None)
        for url in ("/look/gallery/", "/look/form/", "/look/countries/", "/accounts/login/", "/nowhere/"):
            page.goto(live_server.url + url)
            if url == "/look/form/":
                page.get_by_role("button", name="Submit to JCMA").click()
                expect(page.locator(".govuk-error-summary")).to_be_visible()
            assert faults(page, url) == []
    assert refused == []


@pytest.mark.browser
def test_the_account_pages_keep_nobody_out(pages: None, person: Any, transactional_db: None, live_server: Any) -> None:
    session = session_cookie(person, live_server)
    with chromium() as browser:
        context = browser.new_context(viewport=PHONE)
        context.add_cookies([session])
        page = context.new_page()
        for name in ("2fa/", "2fa/totp/activate/", "2fa/webauthn/add/", "password/change/", "email/", "logout/"):
            page.goto(f"{live_server.url}/accounts/{name}")
            if "reauthenticate" in page.url:
                page.fill("#id_password", "a long enough secret")
                page.press("#id_password", "Enter")
                page.wait_for_url(f"**/accounts/{name}")
            assert faults(page, name) == []


@pytest.mark.browser
def test_the_language_switch_stays_on_the_page(pages: None, db: None, live_server: Any) -> None:
    with chromium() as browser:
        page = browser.new_page()
        page.goto(live_server.url + "/look/countries/?q=x")
        page.get_by_role("button", name="日本語").click()
        assert page.url.endswith("/look/countries/?q=x")
        assert page.locator("html").get_attribute("lang") == "ja"


@pytest.mark.browser
def test_the_summary_leads_to_its_field(pages: None, db: None, live_server: Any) -> None:
    with chromium() as browser:
        page = browser.new_page()
        page.goto(live_server.url + "/look/form/")
        page.get_by_role("button", name="Submit to JCMA").click()
        expect(page.locator(".govuk-error-summary")).to_be_focused()
        page.get_by_role("link", name="Start of procurement").click()
        expect(page.locator("#id_starts_on")).to_be_focused()


@pytest.mark.browser
def test_the_menu_opens_on_a_phone_without_javascript(pages: None, db: None, live_server: Any) -> None:
    with chromium() as browser:
        page = browser.new_context(viewport={"width": 390, "height": 900}, java_script_enabled=False).new_page()
        page.goto(live_server.url + "/look/gallery/")
        link = page.locator(".jcm-menu").get_by_text("Calls for inputs")
        assert not link.is_visible()
        page.locator(".jcm-menu summary").click()
        assert link.is_visible()


@pytest.mark.browser
def test_a_filter_answers_at_once_and_keeps_its_address(
    pages: None, twelve_countries: list[Any], live_server: Any
) -> None:
    with chromium() as browser:
        page = browser.new_page()
        page.goto(live_server.url + "/look/countries/?page=2")
        page.get_by_label("Region").select_option("Asia")
        page.wait_for_url("**/look/countries/?q=&region=Asia")
        page.get_by_text("4 records").wait_for()
        assert page.locator(".govuk-table__body tr").count() == 4
        assert "region=Asia" in (page.get_by_role("link", name="CSV").get_attribute("href") or "")


@pytest.mark.browser
def test_search_works_without_javascript(pages: None, twelve_countries: list[Any], live_server: Any) -> None:
    with chromium() as browser:
        page = browser.new_context(java_script_enabled=False).new_page()
        page.goto(live_server.url + "/look/countries/")
        page.get_by_role("searchbox", name="Search").fill("country b")
        page.get_by_role("button", name="Search").click()
        assert page.locator(".govuk-table__body tr").count() == 1

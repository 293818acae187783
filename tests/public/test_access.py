"""No public page and no page of partners keeps anybody out: axe at WCAG 2.2 AA, at a desk and on a phone.

A rule that finds nothing proves nothing: the first test shows that the check sees a bad page.
"""

from types import SimpleNamespace
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.test import Client
from django.urls import reverse

from jcm_platform.common import clock
from jcm_platform.public.listings import BY_NAME
from tests.conftest import NOON
from tests.factories import partners
from tests.look.chromium import chromium
from tests.public.conftest import publish

RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}
WIDTHS = [1280, 390]


def _public(it: SimpleNamespace) -> list[str]:
    lists = [reverse(f"public:{name}-list") for name in BY_NAME]
    return [
        "/", "/about/", "/accessibility/", "/contact/", "/downloads/", "/search/?q=TH", "/countries/th/", *lists,
        f"/tpes/{it.tpe.pk}/", "/methodologies/TH_AM001/", f"/decisions/{it.decision.number}/", "/projects/?q=zzz",
    ]  # fmt: skip


def _own(it: SimpleNamespace) -> dict[str, list[str]]:
    number = it.open_decision.number
    return {
        "japan_chair": ["/inbox/", "/profile/", "/desk/decisions/", f"/decisions/{number}/"],
        "officer": ["/people/", "/people/invite/", f"/people/{it.participant.pk}/", "/organisations/",
                    f"/people/{it.participant.pk}/suspend/", f"/organisations/{it.tpe.pk}/",
                    f"/decisions/{number}/reject/"],
    }  # fmt: skip


def _wrong(page: Any, address: str) -> list[str]:
    results = Axe().run(page, options=RULES).response["violations"]
    found = [f"{address}: {one['id']} {[node['html'][:120] for node in one['nodes'][:2]]}" for one in results]
    if page.evaluate("document.documentElement.scrollWidth > window.innerWidth"):
        found.append(f"{address}: wider than the screen")
    return found


def _cookie(user: Any, live_server: Any) -> Any:
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return {"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}


@pytest.mark.browser
def test_no_page_keeps_anybody_out(transactional_db: None, live_server: Any) -> None:
    with clock.at(NOON):
        it = publish(partners.a_country_in_operation())
        visits: list[tuple[Any, list[str]]] = [(None, _public(it))]
        visits += [(_cookie(getattr(it, who), live_server), pages) for who, pages in _own(it).items()]
        wrong, refused = _look(live_server, visits)
    assert wrong == []
    assert refused == []


def _look(live_server: Any, visits: list[tuple[Any, list[str]]]) -> tuple[list[str], list[str]]:
    wrong: list[str] = []
    refused: list[str] = []
    with chromium() as browser:
        for cookie, addresses in visits:
            context = browser.new_context()
            context.add_cookies([cookie] if cookie else [])
            page = context.new_page()
            page.on("console", lambda m: refused.append(m.text) if "Content Security" in m.text else None)
            for address in addresses:
                page.goto(live_server.url + address)
                for width in WIDTHS:
                    page.set_viewport_size({"width": width, "height": 900})
                    wrong += _wrong(page, f"{address} at {width}")
            context.close()
    return wrong, refused


@pytest.mark.browser
def test_the_check_sees_a_bad_page() -> None:
    with chromium() as browser:
        page = browser.new_page(viewport={"width": 390, "height": 900})
        page.set_content("<!DOCTYPE html><html><body><img src='x.png' width='900' height='9'><input></body></html>")
        found = _wrong(page, "bad")
    assert any("image-alt" in one for one in found)
    assert any("wider" in one for one in found)

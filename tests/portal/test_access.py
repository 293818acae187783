"""No public page and no page of partners keeps anybody out: axe at WCAG 2.2 AA, at a desk and on a phone.

A rule that finds nothing proves nothing: the first test shows that the check sees a bad page.
"""

from types import SimpleNamespace
from typing import Any

import pytest
from django.urls import reverse

from common import clock
from jcm_platform.portal.listings import BY_NAME
from tests.conftest import NOON
from tests.factories import partners
from tests.look.accessibility import PHONE, SIZES, faults, session_cookie
from tests.look.chromium import chromium
from tests.portal.conftest import publish


def _public(it: SimpleNamespace) -> list[str]:
    lists = [reverse(f"portal:{name}-list") for name in BY_NAME]
    return [
        "/",
        "/about/",
        "/accessibility/",
        "/privacy/",
        "/contact/",
        "/downloads/",
        "/search/?q=TH",
        "/countries/th/",
        *lists,
        f"/tpes/{it.tpe.pk}/",
        "/methodologies/TH_AM001/",
        f"/decisions/{it.decision.number}/",
        "/projects/?q=zzz",
    ]


def _own(it: SimpleNamespace) -> dict[str, list[str]]:
    number = it.open_decision.number
    return {
        "japan_chair": ["/inbox/", "/profile/", "/desk/decisions/", f"/decisions/{number}/"],
        "officer": [
            "/people/",
            "/people/invite/",
            f"/people/{it.participant.pk}/",
            "/organisations/",
            f"/people/{it.participant.pk}/suspend/",
            f"/organisations/{it.tpe.pk}/",
            f"/decisions/{number}/withdraw/",
        ],
    }


@pytest.mark.browser
def test_no_page_keeps_anybody_out(transactional_db: None, live_server: Any) -> None:
    with clock.at(NOON):
        it = publish(partners.a_country_in_operation())
        visits: list[tuple[Any, list[str]]] = [(None, _public(it))]
        visits += [(session_cookie(getattr(it, who), live_server), pages) for who, pages in _own(it).items()]
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
                for name, size in SIZES.items():
                    page.set_viewport_size(size)
                    wrong += faults(page, f"{address} at {name}")
            context.close()
    return wrong, refused


@pytest.mark.browser
def test_the_check_sees_a_bad_page() -> None:
    with chromium() as browser:
        page = browser.new_page(viewport=PHONE)
        page.set_content("<!DOCTYPE html><html><body><img src='x.png' width='900' height='9'><input></body></html>")
        found = faults(page, "bad")
    assert any("image-alt" in one for one in found)
    assert any("wider" in one for one in found)

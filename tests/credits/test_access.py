"""No page of credits keeps anybody out: axe at WCAG 2.2 AA, at a desk and on a phone, with nothing wider than it."""

import os
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.test import Client
from django.urls import reverse

from jcm_platform.common import clock
from tests.conftest import NOON
from tests.factories import credits as situations
from tests.factories.partners import a_country_in_operation
from tests.factories.projects import a_verified_report
from tests.look.chromium import chromium

RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}
WIDTHS = [1280, 390]
SHOTS = os.environ.get("SHOTS", "")


def _situation() -> tuple[SimpleNamespace, dict[str, list[str]]]:
    it = a_country_in_operation()
    done = situations.issued(it)
    report = a_verified_report(it, done.project, year=2022)
    draft = situations.a_request(it, to="submitted", report=report)
    revised, _partners = situations.authorise_all(it)
    certificate = situations.a_certificate(it, statement="For the report of 2025.")
    situations.a_use(it, purpose="gx_ets", year=2026)
    record = situations.a_published_record(it)
    retire = reverse("credits:use-start", args=[it.account_company.number])
    issuance = done.issuances.get(side="japan").get_absolute_url()
    pages = {
        "": [done.get_absolute_url(), issuance, certificate.get_absolute_url(), "/certificates/", "/authorisations/",
             record.get_absolute_url(), f"/projects/{done.project.slug}/issuances/"],
        "participant": [draft.get_absolute_url(), "/retire/", retire],
        "officer": ["/desk/issuance-requests/", f"{draft.get_absolute_url()}confirm-complete/"],
        "registry_officer": ["/desk/issuances/"],
        "government_japan_officer": [f"/authorisations/{revised.pk}/revise/"],
    }  # fmt: skip
    return it, pages


def _cookie(user: Any, live_server: Any) -> Any:
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return {"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}


def _wrong(page: Any, address: str, width: int) -> list[str]:
    if SHOTS:
        name = address.strip("/").replace("/", "_")
        page.screenshot(path=str(Path(SHOTS) / f"{name}-{width}.png"), full_page=True)
    results = Axe().run(page, options=RULES).response["violations"]
    found = [f"{address}: {one['id']} {[node['html'][:120] for node in one['nodes'][:2]]}" for one in results]
    if page.evaluate("document.documentElement.scrollWidth > window.innerWidth"):
        found.append(f"{address}: wider than {width}")
    return found


def _check_use(page: Any) -> None:
    """Fill in the wizard's form, so that its second page stands there."""
    page.fill("#id_quantity", "10")
    page.check("input[value=voluntary]")
    page.click("main button.govuk-button")


@pytest.mark.browser
@pytest.mark.slow
def test_no_page_of_credits_keeps_anybody_out(transactional_db: None, live_server: Any) -> None:
    with clock.at(NOON):
        it, pages = _situation()
        cookies = {name: _cookie(getattr(it, name), live_server) for name in pages if name}
        wrong: list[str] = []
        with chromium() as browser:
            for width in WIDTHS:
                for name, addresses in pages.items():
                    context = browser.new_context(viewport={"width": width, "height": 900})
                    context.add_cookies([cookies[name]] if name else [])
                    page = context.new_page()
                    for address in addresses:
                        answer = page.goto(live_server.url + address)
                        assert answer, address
                        assert answer.ok, address
                        wrong += _wrong(page, address, width)
                    if name == "participant":
                        _check_use(page)
                        wrong += _wrong(page, "retire/check", width)
                    context.close()
        assert wrong == []

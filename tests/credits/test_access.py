"""No page of credits keeps anybody out: axe at WCAG 2.2 AA, at a desk and on a phone, with nothing wider than it."""

from types import SimpleNamespace
from typing import Any

import pytest
from django.urls import reverse

from common import clock
from tests.conftest import NOON
from tests.factories import credits as situations
from tests.factories.partners import a_country_in_operation
from tests.factories.projects import a_verified_report
from tests.look.accessibility import SIZES, faults, session_cookie
from tests.look.chromium import chromium


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
        "": [
            done.get_absolute_url(),
            issuance,
            certificate.get_absolute_url(),
            "/certificates/",
            "/authorisations/",
            record.get_absolute_url(),
            f"/projects/{done.project.slug}/issuances/",
        ],
        "participant": [draft.get_absolute_url(), "/retire/", retire],
        "officer": ["/desk/issuance-requests/", f"{draft.get_absolute_url()}confirm-complete/"],
        "registry_officer": ["/desk/issuances/"],
        "government_japan_officer": [f"/authorisations/{revised.pk}/revise/"],
    }
    return it, pages


def _wrong(page: Any, address: str) -> list[str]:
    found: list[str] = []
    for name, size in SIZES.items():
        page.set_viewport_size(size)
        found += faults(page, f"{address} at {name}")
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
        cookies = {name: session_cookie(getattr(it, name), live_server) for name in pages if name}
        wrong: list[str] = []
        with chromium() as browser:
            for name, addresses in pages.items():
                context = browser.new_context()
                context.add_cookies([cookies[name]] if name else [])
                page = context.new_page()
                for address in addresses:
                    answer = page.goto(live_server.url + address)
                    assert answer, address
                    assert answer.ok, address
                    wrong += _wrong(page, address)
                if name == "participant":
                    _check_use(page)
                    wrong += _wrong(page, "retire/check")
                context.close()
        assert wrong == []

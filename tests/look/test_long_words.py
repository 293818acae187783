"""A word of 300 letters makes no page wider than a phone, and words of another direction keep to themselves."""

from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client

from committee.designations.models import Designation
from partners.organisations.models import Organisation
from projects.projects.models import Project
from tests.factories.partners import a_country_in_operation
from tests.look.accessibility import PHONE
from tests.look.chromium import chromium

LONG = "W" * 300
ARABIC = "شركة الطاقة (2026) 15"


def _published(title: str) -> SimpleNamespace:
    it = a_country_in_operation("TH")
    it.project = Project.objects.create(
        country=it.country,
        title=title,
        reference="TH001",
        state="registered",
        origin="imported",
        import_key="a",
        participants_as_published=title,
        technology=title,
    )
    Organisation.objects.filter(pk=Designation.objects.values_list("organisation", flat=True)[0]).update(name=title)
    return it


@pytest.mark.browser
def test_no_page_is_wider_than_a_phone(transactional_db: None, live_server: Any) -> None:
    _published(LONG)
    wide = {}
    with chromium() as browser:
        page = browser.new_page(viewport=PHONE)
        for address in ("/projects/", "/projects/TH001/", "/search/?q=WWW", "/tpes/", "/countries/th/"):
            page.goto(f"{live_server.url}{address}")
            wide[address] = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
            shown = page.evaluate("document.body.innerText.includes('WWWWW')")
            assert shown, address
    assert {address: pixels for address, pixels in wide.items() if pixels > 0} == {}


@pytest.mark.parametrize("address", ["/projects/", "/projects/TH001/", "/search/?q=TH001"])
def test_typed_words_stand_apart_from_the_sentence_around_them(db: None, client: Client, address: str) -> None:
    _published(ARABIC)
    shown = client.get(address).content.decode()
    before = shown.split(ARABIC)[0::1]
    assert len(before) > 1
    for part in before[:-1]:
        tag = part[part.rfind("<") :]
        assert 'dir="auto"' in tag or tag.startswith(("<bdi", "<title", "<option", "<input", "<meta")), tag

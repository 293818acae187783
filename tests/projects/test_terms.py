"""A country's own names of documents stand wherever the paper is written, read and handed in."""

from collections.abc import Iterator
from types import SimpleNamespace

import pytest
from django.conf import settings
from django.test import Client
from django.utils import translation

from projects.designs.forms import PDD_SECTIONS
from projects.papers.models.documents import slot_name
from tests.factories.partners import a_country_in_operation
from tests.factories.projects import a_design
from workflow.drafts.forms import sections

pytestmark = pytest.mark.django_db
PLAN = {"en": "Sustainable Development Contribution Plan", "ja": "持続可能な開発貢献計画"}
SHEET = {"en": "Percentage of Credit Allocation Form", "ja": "クレジット配分割合様式"}
USUAL = "Sustainable development implementation plan (SDIP)"


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    """A page that was read in Japanese leaves its language to nothing that follows."""
    with translation.override("en"):
        yield


@pytest.fixture(scope="module")
def made(lasting: None) -> SimpleNamespace:
    return a_country_in_operation("MN")


def with_terms(it: SimpleNamespace) -> None:
    it.rulebook.terms = {"sdip": PLAN, "allocation_form": SHEET, "pdd": {"en": "Design Paper"}}
    it.rulebook.save()


@pytest.mark.parametrize("named", [True, False])
def test_every_page_of_a_draft_calls_the_section_by_its_name(it: SimpleNamespace, client: Client, named: bool) -> None:
    if named:
        with_terms(it)
    design = a_design(it)
    client.force_login(it.participant)
    said, unsaid = (PLAN["en"], USUAL) if named else (USUAL, PLAN["en"])
    base = design.get_absolute_url()
    for address in (base, f"{base}edit/sdip/", f"{base}submit/"):
        page = client.get(address).content.decode()
        assert said in page, address
        assert unsaid not in page, address
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "ja"
    japanese = client.get(f"{base}edit/sdip/").content.decode()
    assert (PLAN["ja"] in japanese) == named


def test_the_slot_of_a_document_bears_the_name_too(it: SimpleNamespace, client: Client) -> None:
    assert slot_name("pdd", it.rulebook) == "Project design document (PDD)"
    with_terms(it)
    design = a_design(it)
    assert slot_name("allocation", design.rulebook) == SHEET["en"]
    assert slot_name("evidence", design.rulebook) == "Evidence"
    client.force_login(it.participant)
    assert "Design Paper" in client.get(f"/papers/projectdesign/{design.pk}/files/pdd/").content.decode()
    assert "Design Paper" in client.get(design.get_absolute_url()).content.decode()


def test_a_section_that_no_term_names_keeps_its_title(it: SimpleNamespace) -> None:
    with_terms(it)
    design = a_design(it)
    assert [sections.title_of(design, one) for one in PDD_SECTIONS if one.slug == "project"] == [
        "A. Project description"
    ]

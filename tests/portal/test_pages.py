"""The public pages tell what is known, where from, and nothing about who answered what."""

from types import SimpleNamespace

import pytest
from django.test import Client

from tests.factories.committee import not_adopted
from tests.portal.conftest import answer


def text(client: Client, address: str, **params: str) -> str:
    answered = client.get(address, params)
    assert answered.status_code == 200, answered.status_code
    return answered.content.decode()


def test_home_says_where_the_jcm_stands_and_that_targets_are_no_credits(it: SimpleNamespace, client: Client) -> None:
    page = text(client, "/")
    assert "Registered projects" in page
    assert "not the amount of credits" in page
    assert "Registration of TH001" in page


def test_a_country_shows_its_rules_projects_decisions_and_entities(it: SimpleNamespace, client: Client) -> None:
    page = text(client, "/countries/th/")
    for shown in ("Solar roof number 1", "Registration of TH001", "Validation Body A", "Rules are aligned"):
        assert shown in page


@pytest.mark.parametrize("address", ["/countries/xx/", "/tpes/0/", "/methodologies/m-0/", "/decisions/XX-JC-1/"])
def test_what_does_not_exist_is_not_found(address: str, it: SimpleNamespace, client: Client) -> None:
    assert client.get(address).status_code == 404


def test_an_imported_record_names_its_source(it: SimpleNamespace, client: Client) -> None:
    page = text(client, f"/decisions/{it.decision.number}/")
    assert "https://example.org/source" in page
    assert "Imported from published records" in page


def test_a_methodology_shows_the_projects_that_use_it(it: SimpleNamespace, client: Client) -> None:
    assert "Solar roof number 1" in text(client, "/methodologies/TH_AM001/")


def test_an_entity_shows_its_scopes_and_until_when(it: SimpleNamespace, client: Client) -> None:
    page = text(client, f"/tpes/{it.tpe.pk}/")
    assert "31 December 2030" in page
    assert "Scope 3" in page


def test_an_entity_whose_last_day_has_passed_is_marked(it: SimpleNamespace, client: Client) -> None:
    it.tpe.designations.update(scopes_until="2020-01-01")
    assert "last day has passed" in text(client, f"/tpes/{it.tpe.pk}/")


def test_the_public_sees_the_outcome_and_no_member_by_name(it: SimpleNamespace, client: Client) -> None:
    from tests.conftest import NOON

    answer(it, it.japan_member, "object", "The text is unclear.")
    not_adopted(it, it.open_decision.pk, "Both sides rework it.", at=NOON)
    page = text(client, f"/decisions/{it.open_decision.number}/")
    assert "Both sides rework it." in page
    assert "Not adopted" in page
    assert it.japan_member.name not in page
    assert "The text is unclear." not in page


def test_the_search_finds_in_every_list(it: SimpleNamespace, client: Client) -> None:
    page = text(client, "/search/", q="TH")
    assert "TH001" in page
    assert "TH_AM001" in page
    assert "TH-JC-2025-001" in page
    assert "Nothing found" in text(client, "/search/", q="zzzz")


@pytest.mark.parametrize("address", ["/about/", "/accessibility/", "/privacy/", "/contact/", "/downloads/", "/alive/"])
def test_the_pages_beside_answer(address: str, it: SimpleNamespace, client: Client) -> None:
    text(client, address)


def test_every_public_page_speaks_japanese_when_asked(it: SimpleNamespace, client: Client) -> None:
    client.cookies["jcm_language"] = "ja"
    assert '<html lang="ja"' in text(client, "/countries/th/")
    assert "国TH" in text(client, "/countries/th/")

"""Words are found however they are typed: in any width, decomposed, and by any name of a country."""

from types import SimpleNamespace

import pytest
from django.test import Client

from partners.countries.models import PartnerCountry
from tests.factories import partners
from tests.portal.conftest import publish


@pytest.fixture(scope="module")
def made(lasting: None) -> SimpleNamespace:
    it = publish(partners.a_country_in_operation("TH"))
    PartnerCountry.objects.filter(pk=it.country.pk).update(name="Viet Nam", name_ja="ベトナム")
    return it


@pytest.mark.parametrize("words", ["TH002", "th002", "ＴＨ００２", "Ｓｏｌａｒ roof ２", "solar\u3000roof 2"])
@pytest.mark.parametrize("address", ["/projects/", "/search/", "/api/v1/projects/"])
def test_a_project_is_found_in_any_width(it: SimpleNamespace, client: Client, words: str, address: str) -> None:
    shown = client.get(address, {"q": words}).content.decode()
    assert "TH002" in shown
    assert "TH003" not in shown


@pytest.mark.parametrize(
    "words", ["Viet Nam", "viet nam", "Vietnam", "Việt Nam", "ベトナム", "ﾍﾞﾄﾅﾑ", "ヘ\u3099トナム", "ヴェトナム"]
)
@pytest.mark.parametrize(
    ("address", "shows"), [("/countries/", "Viet Nam"), ("/projects/", "TH002"), ("/search/", "TH002")]
)
def test_a_country_is_found_by_any_of_its_names(
    it: SimpleNamespace, client: Client, words: str, address: str, shows: str
) -> None:
    assert shows in client.get(address, {"q": words}).content.decode()


def test_a_name_of_several_words_stands_beside_others(it: SimpleNamespace, client: Client) -> None:
    page = client.get("/projects/", {"q": "Vietnam roof 2"}).context["page"]
    assert [project.reference for project in page] == ["TH002"]
    assert client.get("/projects/", {"q": "Laos roof"}).context["page"].paginator.count == 0

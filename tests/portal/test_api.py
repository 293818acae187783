"""The API gives the same records as the pages; refusals are problem+json."""

from types import SimpleNamespace

import pytest
from django.test import Client
from django.urls import reverse

PAIRS = [
    ("countries", "country"),
    ("projects", "project"),
    ("decisions", "decision"),
    ("tpes", "tpe"),
    ("methodologies", "methodology"),
    ("issuances", "issuance"),
]


@pytest.mark.parametrize(("api", "page"), PAIRS)
def test_the_api_counts_what_the_page_counts(api: str, page: str, it: SimpleNamespace, client: Client) -> None:
    counted = client.get(reverse(f"portal:{page}-list")).context["page"].paginator.count
    answer = client.get(reverse(f"portal:api-{api}")).json()
    assert answer["count"] == counted == len(answer["results"])


def test_search_filter_sort_and_paging_work_together(it: SimpleNamespace, client: Client) -> None:
    answer = client.get(
        "/api/v1/projects/", {"q": "roof", "country": "TH", "sort": "-reference", "limit": "1", "offset": "1"}
    ).json()
    assert answer["count"] == 3
    assert [row["reference"] for row in answer["results"]] == ["TH002"]


def test_a_decision_names_what_was_decided(it: SimpleNamespace, client: Client) -> None:
    (decision,) = client.get(reverse("portal:api-decisions"), {"q": "TH-JC-2025-001"}).json()["results"]
    assert [item["title"] for item in decision["items"]] == ["Registration of TH001"]


def test_an_unknown_value_is_null_and_an_example_says_so(it: SimpleNamespace, client: Client) -> None:
    (unknown,) = client.get("/api/v1/projects/", {"q": "TH002"}).json()["results"]
    assert unknown["registered_on"] is None
    (example,) = client.get("/api/v1/projects/", {"q": "TH-EX900"}).json()["results"]
    assert example["origin"] == "example"


def test_a_wrong_filter_is_a_problem(it: SimpleNamespace, client: Client) -> None:
    answer = client.get("/api/v1/projects/", {"state": "nonsense"})
    assert answer.status_code == 400
    assert answer["Content-Type"] == "application/problem+json"
    assert "state" in answer.json()["errors"]


def test_nobody_writes_through_the_public_lists(it: SimpleNamespace, client: Client) -> None:
    assert client.post("/api/v1/projects/", {}).status_code in {401, 403, 405}


def test_the_schema_describes_every_public_list(it: SimpleNamespace, client: Client) -> None:
    described = client.get("/api/schema/", HTTP_ACCEPT="application/vnd.oai.openapi+json").content.decode()
    for api, _page in PAIRS:
        assert f"/api/v1/{api}/" in described

"""Lists: searched, filtered, sorted, paged, downloaded, at a bounded number of queries."""

import csv
import io
import json
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from openpyxl import load_workbook

from partners.countries.models import PartnerCountry

URL = "/look/countries/"
pytestmark = pytest.mark.usefixtures("pages", "twelve_countries")


def _body(client: Client, query: str) -> bytes:
    response: Any = client.get(f"{URL}?{query}")
    assert response.status_code == 200
    return b"".join(response.streaming_content)


def _page(client: Client, query: str = "") -> str:
    return client.get(f"{URL}?{query}").content.decode()


def test_a_page_shows_its_part_and_says_how_many_there_are(client: Client) -> None:
    page = _page(client, "page=3")
    assert "12 records" in page
    assert ">XK<" in page
    assert ">XA<" not in page
    assert "(page 3 of 3)" in page


def test_a_page_costs_two_queries(client: Client, django_assert_num_queries: Callable[[int], Any]) -> None:
    with django_assert_num_queries(2):
        client.get(URL)


@pytest.mark.parametrize(
    ("query", "codes"),
    [
        ("q=country+b", ["XB"]),
        ("q=xc", ["XC"]),
        ("q=nowhere", []),
        ("region=Asia", ["XA", "XB", "XC", "XD"]),
        ("region=Asia&q=country+d", ["XD"]),
        ("region=Atlantis&q=xc", ["XC"]),
    ],
)
def test_search_and_filters_narrow_the_list(client: Client, query: str, codes: list[str]) -> None:
    rows = json.loads(_body(client, f"{query}&format=json"))
    assert [row["iso2"] for row in rows] == codes


def test_a_nul_among_the_words_is_refused(client: Client) -> None:
    assert client.get("/countries/?q=%00xc").status_code == 400


@pytest.mark.parametrize(("sort", "first"), [("iso2", "XA"), ("-iso2", "XL"), ("source_url", "XA"), ("pk; drop", "XA")])
def test_only_declared_columns_sort(client: Client, sort: str, first: str) -> None:
    rows = json.loads(_body(client, f"sort={sort}&format=json"))
    assert rows[0]["iso2"] == first


def test_a_sorted_heading_turns_round(client: Client) -> None:
    page = _page(client, "sort=name&q=country")
    assert 'aria-sort="ascending"' in page
    assert "?sort=-name&amp;q=country" in page


def test_unknown_is_said_on_the_page_and_empty_in_the_data(client: Client) -> None:
    assert "Not published" in _page(client)
    assert json.loads(_body(client, "format=json"))[0]["signed_on"] is None


def test_the_downloads_hold_everything_found_and_the_same(client: Client) -> None:
    as_json = json.loads(_body(client, "format=json"))
    lines = list(csv.DictReader(io.StringIO(_body(client, "format=csv").decode("utf-8-sig"))))
    sheet = load_workbook(io.BytesIO(_body(client, "format=xlsx"))).active
    assert sheet is not None
    cells = list(sheet.iter_rows(values_only=True))
    assert len(as_json) == len(lines) == len(cells) - 1 == PartnerCountry.objects.count() == 12
    assert [row["name"] for row in as_json] == [row["name"] for row in lines] == [row[1] for row in cells[1:]]
    assert list(as_json[0]) == list(lines[0]) == list(cells[0])


def test_text_in_a_download_is_never_a_formula(client: Client) -> None:
    first = next(csv.DictReader(io.StringIO(_body(client, "format=csv").decode("utf-8-sig"))))
    assert first["source_url"] == "'=cmd()"
    sheet = load_workbook(io.BytesIO(_body(client, "format=xlsx"))).active
    assert sheet is not None
    assert sheet["E2"].data_type == "s"
    assert sheet["E2"].value == "=cmd()"

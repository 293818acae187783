"""Every public list can be searched, filtered, sorted, paged and taken as data, within its budget."""

import csv
import io
import json
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from jcm_platform.portal.listings import BY_NAME
from projects.projects.models import Project
from tests.portal.conftest import a_record

LISTS = sorted(BY_NAME)
FILLED = sorted(set(BY_NAME) - {"call"})


def body(answer: Any) -> bytes:
    return b"".join(answer.streaming_content) if answer.streaming else answer.content


@pytest.mark.parametrize("name", FILLED)
def test_a_list_and_its_downloads_hold_the_same_records(name: str, it: SimpleNamespace, client: Client) -> None:
    address = reverse(f"portal:{name}-list")
    shown = client.get(address).context["page"].paginator.count
    assert shown > 0
    rows = list(csv.DictReader(io.StringIO(body(client.get(address, {"format": "csv"})).decode("utf-8-sig"))))
    records = json.loads(body(client.get(address, {"format": "json"})))
    sheet: Any = load_workbook(io.BytesIO(body(client.get(address, {"format": "xlsx"})))).active
    assert len(rows) == len(records) == sheet.max_row - 1 == shown


@pytest.mark.parametrize("name", LISTS)
def test_each_heading_sorts_both_ways(name: str, it: SimpleNamespace, client: Client) -> None:
    address = reverse(f"portal:{name}-list")
    for column in BY_NAME[name].columns:
        if column.sort:
            assert client.get(address, {"sort": column.key}).status_code == 200
            assert client.get(address, {"sort": f"-{column.key}"}).status_code == 200


@pytest.mark.parametrize("name", FILLED)
def test_a_word_that_is_nowhere_finds_nothing(name: str, it: SimpleNamespace, client: Client) -> None:
    answer = client.get(reverse(f"portal:{name}-list"), {"q": "zzzz"})
    assert answer.context["page"].paginator.count == 0
    assert "Nothing found" in answer.content.decode()


def test_a_search_narrows_to_what_holds_every_word(it: SimpleNamespace, client: Client) -> None:
    page = client.get("/projects/", {"q": "roof 2"}).context["page"]
    assert [project.reference for project in page] == ["TH002"]


def test_a_decision_with_two_items_found_stands_once(it: SimpleNamespace, client: Client) -> None:
    it.decision.items.create(kind="pin", title="Registration again", outcome="approved")
    page = client.get("/decisions/", {"q": "Registration"}).context["page"]
    assert [decision.number for decision in page] == ["TH-JC-2025-001"]


def test_a_filter_narrows_by_country_and_an_unknown_one_is_ignored(it: SimpleNamespace, client: Client) -> None:
    assert client.get("/projects/", {"country": "TH"}).context["page"].paginator.count == 4
    assert client.get("/projects/", {"country": "XX"}).status_code == 200


def test_what_is_not_known_says_so(it: SimpleNamespace, client: Client) -> None:
    page = client.get("/projects/", {"q": "TH002"}).content.decode()
    assert "Not published" in page


def test_an_example_is_marked_and_counts_in_no_total(it: SimpleNamespace, client: Client) -> None:
    assert "Example" in client.get("/projects/", {"q": "TH-EX900"}).content.decode()
    assert client.get("/").context["standing"].projects == 3
    (country,) = client.get("/countries/").context["page"]
    assert country.project_count == 3


def test_what_is_open_before_a_committee_is_not_public(it: SimpleNamespace, client: Client) -> None:
    page = client.get("/decisions/").content.decode()
    assert it.decision.number in page
    assert it.open_decision.number not in page


@pytest.mark.parametrize("name", LISTS)
def test_a_full_page_keeps_to_eight_queries_and_sixty_kilobytes(name: str, it: SimpleNamespace, client: Client) -> None:
    for number in range(4, 41):
        a_record(it, number)
    with CaptureQueriesContext(connection) as captured:
        answer = client.get(reverse(f"portal:{name}-list"))
    assert len(captured) <= 8, [query["sql"][:120] for query in captured]
    assert len(answer.content) <= 60_000


@pytest.mark.parametrize("sign", ["\x01", "\x0b", "\x1b", "\x7f", "\u202e", "\ufffe", "\uffff", "\U0001f600"])
def test_a_workbook_is_whole_whatever_sign_is_stored(sign: str, it: SimpleNamespace, client: Client) -> None:
    Project.objects.filter(reference="TH001").update(technology=f"A{sign}B", location="＝HYPERLINK(1)")
    rows = list(load_workbook(io.BytesIO(body(client.get("/projects/?format=xlsx")))).worksheets[0].values)
    column = rows[0].index("technology")
    assert [str(row[column])[::2] for row in rows if str(row[column]).startswith("A")] == ["AB"]
    assert "'＝HYPERLINK(1)" in body(client.get("/projects/?format=csv")).decode()

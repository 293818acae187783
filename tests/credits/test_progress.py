"""Progress towards the targets: each column is what it says, and nothing that is not published becomes zero."""

import csv
import io
from decimal import Decimal
from types import SimpleNamespace

import pytest
from django.test import Client
from django.urls import reverse

from credits.selectors import progress
from projects.projects.models import Project
from tests.factories import credits as situations
from tests.factories.partners import a_country_in_operation
from tests.factories.projects import a_registered_project

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]


@pytest.fixture(scope="module")
def made(lasting: None) -> SimpleNamespace:
    return a_country_in_operation()


def test_each_column_says_what_it_is(it: SimpleNamespace) -> None:
    situations.issued(it)
    project = Project.objects.get()
    Project.objects.update(estimated_annual_tco2e=Decimal("1500.5"), operation_started_on="2024-04-01")
    (line,) = progress.by("country")
    assert (line.name, line.issued, line.verified, line.projects) == (project.country, 1009, 1009, 1)
    assert line.expected == {2030: 9003, 2040: 24008}
    for grouping in progress.GROUPINGS:
        total = progress.total(progress.by(grouping))
        assert (total.issued, total.verified, total.expected[2030]) == (1009, 1009, 9003)


def test_an_estimate_that_is_not_published_is_not_zero(it: SimpleNamespace) -> None:
    a_registered_project(it)
    Project.objects.update(estimated_annual_tco2e=None)
    (line,) = progress.by("country")
    assert (line.expected, line.without_estimate) == ({2030: None, 2040: None}, 1)
    page = Client().get(reverse("credits:progress-page")).content.decode()
    assert "Not published" in page


def test_examples_count_nowhere(it: SimpleNamespace) -> None:
    a_registered_project(it)
    Project.objects.update(origin="example", reference="TH-EX001")
    assert progress.by("country") == []


def test_a_record_of_several_projects_counts_for_no_sector_in_particular(it: SimpleNamespace) -> None:
    situations.a_published_record(it)
    (line,) = progress.by("sector")
    assert (line.name, line.issued) == (None, 300)
    assert progress.by("country")[0].issued == 300


def test_the_page_hands_out_its_data(it: SimpleNamespace) -> None:
    situations.a_published_record(it)
    address = reverse("credits:progress-page")
    rows = list(csv.DictReader(io.StringIO(Client().get(address, {"format": "csv"}).content.decode("utf-8-sig"))))
    assert [(row["issued_tco2e"], row["expected_by_2030_tco2e"]) for row in rows] == [("300", "")]
    assert Client().get(address, {"format": "json", "kind": "sector"}).json()[0]["issued_tco2e"] == 300
    for kind in ("country", "sector", "programme", "other"):
        assert Client().get(address, {"kind": kind}).status_code == 200

"""The public page of a project: its steps with their days, its files, and few questions to the database."""

from datetime import datetime
from typing import Any

import pytest
from django.test.utils import CaptureQueriesContext

from tests.factories.partners import a_country_in_operation
from tests.factories.projects import a_registered_project, a_verified_report

pytestmark = pytest.mark.django_db


def test_the_public_page_shows_every_step_with_its_day_and_the_decision(noon: datetime, client: Any) -> None:
    it = a_country_in_operation("TH")
    project = a_registered_project(it, reference="TH014")
    a_verified_report(it, project)
    page = client.get("/projects/TH014/").content.decode()
    for words in (
        "PIN answered: No objection", "Public inputs closed", "1 June 2026", "/decisions/TH-JC-2026-002/",
        "Monitoring period 1 January 2021 to 31 December 2021 verified",
        "Chao Phraya Water PCL",
    ):  # fmt: skip
        assert words in page, words
    assert "Modalities of communication" not in page


def test_a_whole_project_costs_eleven_queries_however_many_files_it_has(
    noon: datetime, client: Any, django_assert_max_num_queries: Any
) -> None:
    it = a_country_in_operation("TH")
    project = a_registered_project(it, reference="TH014")
    a_verified_report(it, project)
    a_verified_report(it, project, year=2022)
    with django_assert_max_num_queries(11) as asked:
        assert client.get("/projects/TH014/").status_code == 200
    assert isinstance(asked, CaptureQueriesContext)

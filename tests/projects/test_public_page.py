"""The public page of a project: its steps with their days, its files, and few questions to the database."""

import re
from datetime import datetime
from typing import Any

import pytest
from django.test.utils import CaptureQueriesContext

from tests.factories.partners import a_country_in_operation
from tests.factories.projects import a_registered_project, a_validated_project, a_verification, a_verified_report

pytestmark = pytest.mark.django_db


def test_the_public_page_shows_every_step_with_its_day_and_the_decision(noon: datetime, client: Any) -> None:
    it = a_country_in_operation("TH")
    project = a_registered_project(it, reference="TH014")
    a_verified_report(it, project)
    page = client.get("/projects/TH014/").content.decode()
    for words in (
        "PIN answered: No objection",
        "Public inputs closed",
        "1 June 2026",
        "/decisions/TH-JC-2026-002/",
        "Monitoring period 1 January 2021 to 31 December 2021 verified",
        "Chao Phraya Water PCL",
    ):
        assert words in page, words
    assert "Modalities of communication" not in page


def test_a_whole_project_costs_eight_queries_however_many_files_it_has(
    noon: datetime, client: Any, django_assert_max_num_queries: Any
) -> None:
    it = a_country_in_operation("TH")
    project = a_registered_project(it, reference="TH014")
    a_verified_report(it, project)
    a_verified_report(it, project, year=2022)
    with django_assert_max_num_queries(8) as asked:
        assert client.get("/projects/TH014/").status_code == 200
    assert isinstance(asked, CaptureQueriesContext)


def test_reports_of_the_entities_are_linked_and_open_to_everybody(noon: datetime, client: Any) -> None:
    it = a_country_in_operation("TH")
    project = a_registered_project(it, reference="TH014")
    report = a_verified_report(it, project)
    a_verification(it, project, year=2022)
    page = client.get("/projects/TH014/").content.decode()
    linked = re.findall(r'href="(/v\w+/\d+/report/public/pdf/)">(.*?) \(PDF\)', page)
    validation, verification = project.designs.get().validations.get(), report.verifications.get()
    assert linked == [
        (f"/validations/{validation.pk}/report/public/pdf/", "Validation report"),
        (f"/verifications/{verification.pk}/report/public/pdf/", "Verification report"),
    ]
    assert [client.get(url)["Content-Type"] for url, _words in linked] == ["application/pdf"] * 2
    japanese = client.get("/projects/TH014/", headers={"accept-language": "ja"}).content.decode()
    assert "妥当性確認報告書" in japanese
    assert "検証報告書" in japanese


def test_a_validation_report_is_not_linked_before_the_project_is_registered(noon: datetime, client: Any) -> None:
    it = a_country_in_operation("TH")
    project = a_validated_project(it)
    page = client.get(project.get_absolute_url()).content.decode()
    assert "PDD published" in page
    assert "/report/public/pdf/" not in page

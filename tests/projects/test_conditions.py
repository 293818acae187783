"""Conditions stand at the top with their days, and are the very questions that the deed asks."""

import re
from datetime import datetime
from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client

from common.refusals import Refused
from credits.checks import requests as issuance_checks
from projects.assessments import checks
from projects.assessments.forms.assessments import VALIDATION_SECTIONS, report_tasks
from projects.assessments.services import validations
from projects.assessments.states.assessments import REPORTED
from projects.registrations import checks as registration_checks
from tests.factories.partners import a_country_in_operation
from tests.factories.project_pages import a_finding
from tests.factories.projects import (
    DAY,
    REPORT,
    a_monitoring_report,
    a_registered_project,
    a_registration_request,
    a_validation,
    with_a_spare,
)
from workflow.papers import services as papers

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def made(lasting: None) -> SimpleNamespace:
    return with_a_spare(a_country_in_operation())


def words_of(page: str) -> str:
    """What a reader sees: without tags, each gap one blank."""
    return " ".join(re.sub(r"<[^>]+>", " ", page).split())


def unmet(outlook: Any) -> list[str]:
    return [one.refusal.number for one in outlook.unmet]


def test_the_opinion_tells_the_day_from_which_it_is_possible(
    it: SimpleNamespace, noon: datetime, client: Client
) -> None:
    validation = a_validation(it, inputs_closed=False)
    found = checks.opinion(validation, noon.date())
    assert unmet(found) == ["TPE-01", "VAL-01", "TPE-40"]
    assert found.earliest == validation.design.input_call.closes_on + DAY == noon.date() + 31 * DAY
    assert [one.url for one in found.unmet] == [
        f"{validation.get_absolute_url()}report/",
        validation.design.input_call.get_absolute_url(),
        f"{validation.get_absolute_url()}report/",
    ]
    client.force_login(it.auditor_of_tpe)
    for page in ("", "report/", "conclude/"):
        shown = words_of(client.get(f"{validation.get_absolute_url()}{page}").content.decode())
        assert "Possible from 2 July 2026 at the earliest; 4 of 7 conditions are met." in shown
        assert "VAL-01" in shown


def test_what_is_told_unmet_is_what_the_deed_refuses(it: SimpleNamespace, noon: datetime) -> None:
    finding = a_finding(it)
    validation = finding.assessment
    validations.save_report(validation_id=validation.pk, values=REPORT, by=it.auditor_of_tpe, at=noon)
    validation.refresh_from_db()
    for number in ("VAL-01", "TPE-08"):
        assert unmet(checks.opinion(validation, noon.date()))[0] == number
        with pytest.raises(Refused, match=number):
            validations.conclude(validation_id=validation.pk, positive=True, by=it.auditor_of_tpe, at=noon)
        type(validation.design).objects.filter(pk=validation.design_id).update(
            state="inputs_closed", inputs_closed_at=noon
        )
        validation.refresh_from_db()


def test_an_empty_part_of_a_report_is_not_called_completed(it: SimpleNamespace) -> None:
    validation = a_validation(it)
    said = {str(task["title"]): str(task["status"]) for task in report_tasks(validation, VALIDATION_SECTIONS, REPORTED)}
    assert said["Interviewees and documents"] == "Empty; may stay so"


def test_a_registration_request_tells_what_is_missing_before_it_is_submitted(
    it: SimpleNamespace, noon: datetime, client: Client
) -> None:
    request = a_registration_request(it, with_modalities=False)
    found = registration_checks.registration(request, noon.date(), is_officer=False)
    assert unmet(found) == ["REG-05"]
    with pytest.raises(Refused, match="REG-05"):
        papers.submit(paper=request, by=it.participant, at=noon)
    client.force_login(it.participant)
    assert "REG-05" in client.get(request.get_absolute_url()).content.decode()


def test_issuance_tells_what_is_missing_before_it_is_requested(
    it: SimpleNamespace, noon: datetime, client: Client
) -> None:
    report = a_monitoring_report(it, a_registered_project(it), submitted=True)
    with pytest.raises(Refused, match="ISS-02"):
        issuance_checks.may_start(report)
    client.force_login(it.participant)
    from django.urls import reverse

    assert "ISS-02" in client.get(reverse("credits:issuance-start", args=[report.pk])).content.decode()

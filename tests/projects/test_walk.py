"""The whole path of a project, from PIN to verified tonnes, and who holds it on the way."""

from datetime import datetime
from decimal import Decimal

import pytest

from projects.assessments.selectors import verifications
from projects.monitoring.models import MonitoringReport
from projects.projects.selectors import projects, timelines
from projects.registrations.selectors import allocations
from tests.factories.partners import a_country_in_operation
from tests.factories.projects import a_pin, a_registered_project, a_registration_request, a_verified_report
from workflow.steps.selectors import inbox

pytestmark = pytest.mark.django_db


def test_a_project_walks_from_pin_to_verified_tonnes(noon: datetime) -> None:
    it = a_country_in_operation("TH")
    project = a_registered_project(it, reference="TH014")
    report = a_verified_report(it, project)
    assert project.reference == "TH014"
    assert project.get_absolute_url() == "/projects/TH014/"
    assert (project.state, report.state) == ("registered", "verified")
    assert verifications.verified_amounts(report) == [(2021, 1009)]
    assert [(s.organisation.name, s.percentage) for s in allocations.shares(project)] == [
        ("Government of Japan", Decimal(50)),
        (it.government_partner.name, Decimal(10)),
        ("Sakura Engineering Co., Ltd.", Decimal(25)),
        ("Chao Phraya Water PCL", Decimal(15)),
    ]
    assert project in projects.public()
    assert [step.is_done for step in timelines.story(project).steps] == [True] * 7


def test_each_step_says_who_holds_it(noon: datetime) -> None:
    it = a_country_in_operation("TH")
    pin = a_pin(it, submitted=True)
    step = inbox.open_step(pin)
    assert step is not None
    assert step.role == "secretariat"
    assert step.due_on is not None
    request = a_registration_request(it, submitted=True)
    step = inbox.open_step(request)
    assert step is not None
    assert (step.role, step.limit_key) == ("secretariat", "registration.completeness")


def test_a_period_of_several_years_has_a_vintage_each(noon: datetime) -> None:
    it = a_country_in_operation("TH")
    report = a_verified_report(it, year=2021, last_year=2023, tonnes=10)
    assert verifications.verified_amounts(report) == [(2021, 10), (2022, 10), (2023, 10)]
    assert verifications.verified_total(MonitoringReport.objects.get(pk=report.pk)) == 30

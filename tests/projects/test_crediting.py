"""Crediting periods: the first with the registration, the next by renewal where the rules allow it."""

from datetime import date, datetime
from types import SimpleNamespace

import pytest
from django.db import connection
from django.test import Client

from projects.designs import selectors as design_selectors
from projects.designs.services import revisions
from projects.monitoring import services as monitoring
from projects.monitoring.models import MonitoringReport
from projects.projects.models import Project
from projects.renewals import selectors as crediting
from projects.renewals import services as renewals
from projects.renewals.models import CreditingPeriod, CreditingPeriodRenewal
from tests.factories.committee import not_adopted
from tests.factories.partners import a_country_in_operation
from tests.factories.projects import a_monitoring_report, a_registered_project, with_a_spare
from tests.factories.requests import a_change, a_renewal, a_revised_design, renew_periods
from tests.projects.refusals import broken, refused
from workflow.papers import services as papers

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def made(lasting: None) -> SimpleNamespace:
    return with_a_spare(a_country_in_operation())


LATER = datetime.fromisoformat("2041-01-15T12:00:00+00:00")


def _days(project: Project) -> list[tuple[date, date]]:
    return [(period.starts_on, period.ends_on) for period in crediting.periods_of(project)]


def test_registration_opens_the_first_period_as_long_as_the_rulebook_says(it: SimpleNamespace) -> None:
    assert _days(a_registered_project(it)) == [(date(2020, 12, 1), date(2030, 11, 30))]
    renew_periods(it)
    assert _days(a_registered_project(it)) == [(date(2020, 12, 1), date(2025, 11, 30))]


def test_a_period_from_29_february_ends_on_a_day_that_exists() -> None:
    assert crediting.later(date(2024, 2, 29), 5) == date(2029, 3, 1)
    assert crediting.later(date(2024, 2, 29), 4) == date(2028, 2, 29)


def test_a_fixed_period_is_not_renewed(it: SimpleNamespace, noon: datetime) -> None:
    project = a_registered_project(it)
    with refused("RNW-05", status=409):
        renewals.start(project_id=project.pk, by=it.participant, at=noon)
    page = Client()
    page.force_login(it.participant)
    assert "renewals/start" not in page.get(project.get_absolute_url()).content.decode()
    renew_periods(it)
    with refused("DRF-03", status=403):
        renewals.start(project_id=project.pk, by=it.outsider, at=noon)
    assert "renewals/start" in page.get(project.get_absolute_url()).content.decode()
    renewals.start(project_id=project.pk, by=it.participant, at=noon)
    with refused("RNW-07", status=409):
        renewals.start(project_id=project.pk, by=it.participant, at=noon)


def test_a_renewal_needs_words_on_the_ndc_and_a_validated_update(it: SimpleNamespace, noon: datetime) -> None:
    renewal = a_renewal(it, updated=False)
    for name, number in (("ndc_considered", "RNW-01"), ("reference_update", "RNW-02"), ("validity", "RNW-03")):
        before = getattr(renewal, name)
        papers.save_draft(paper=renewal, values={name: ""}, by=it.participant, at=noon)
        with refused(number, field=name):
            papers.submit(paper=renewal, by=it.participant, at=noon)
        papers.save_draft(paper=renewal, values={name: before}, by=it.participant, at=noon)
    with refused("RNW-10", status=409):
        papers.submit(paper=renewal, by=it.participant, at=noon)
    assert CreditingPeriodRenewal.objects.get(pk=renewal.pk).state == "draft"


def test_the_decision_opens_the_next_period_with_the_updated_pdd(it: SimpleNamespace, noon: datetime) -> None:
    renewal = a_renewal(it, with_committee=True)
    project = renewal.project
    updated = renewal.designs.get()
    assert updated.crediting_period_starts_on == date(2025, 12, 1)
    assert _days(project) == [(date(2020, 12, 1), date(2025, 11, 30))]
    renewed = a_renewal(it, approved=True)
    assert renewed.state == "in_force"
    assert _days(renewed.project)[1:] == [(date(2025, 12, 1), date(2030, 11, 30))]
    of_day = design_selectors.in_force
    assert of_day(renewed.project, date(2025, 11, 30)) == renewed.project.designs.get(version=1)
    assert of_day(renewed.project, date(2025, 12, 1)) == renewed.designs.get()
    with refused("RNW-08", status=409):
        revisions.start_for_renewal(renewal_id=renewed.pk, by=it.participant, at=noon)


def test_a_decision_against_opens_nothing(it: SimpleNamespace, noon: datetime) -> None:
    renewal = a_renewal(it, with_committee=True)
    assert renewal.decision_item is not None
    not_adopted(it, renewal.decision_item.decision_id, "Too late.", at=noon)
    renewal.refresh_from_db()
    assert (renewal.state, renewal.outcome_note) == ("not_approved", "Too late.")
    assert len(_days(renewal.project)) == 1
    assert design_selectors.newest_in_force(renewal.project) == renewal.project.designs.get(version=1)


def test_the_periods_together_reach_the_most_years_and_no_more(it: SimpleNamespace, noon: datetime) -> None:
    renew_periods(it, crediting_period__most_years=8)
    project = a_registered_project(it)
    it.rulebook.rules["crediting_period.most_years"] = 8
    assert crediting.next_span(Project.objects.get(pk=project.pk)) == crediting.Span(
        date(2025, 12, 1), date(2028, 11, 30)
    )
    renewal = a_renewal(it, project)
    it.rulebook.rules["crediting_period.most_years"] = 5
    it.rulebook.save()
    with refused("RNW-06", status=409):
        papers.submit(paper=renewal, by=it.participant, at=noon)


def test_monitoring_lies_within_one_crediting_period(it: SimpleNamespace) -> None:
    project = a_renewal(it, approved=True).project

    def start(first: date, last: date) -> MonitoringReport:
        return monitoring.start(
            project_id=project.pk, period_starts_on=first, period_ends_on=last, by=it.participant, at=LATER
        )

    with refused("MON-06"):
        start(date(2020, 1, 1), date(2020, 12, 31))
    with refused("MON-12"):
        start(date(2030, 1, 1), date(2030, 12, 31))
    with refused("MON-13"):
        start(date(2025, 1, 1), date(2025, 12, 31))
    assert start(date(2025, 1, 1), date(2025, 11, 30)).number == 1
    assert start(date(2025, 12, 1), date(2026, 11, 30)).number == 2


def test_the_database_keeps_monitoring_and_crediting_together(it: SimpleNamespace) -> None:
    project = a_registered_project(it)
    days = {"period_starts_on": date(2030, 6, 1), "period_ends_on": date(2030, 12, 31)}
    with broken("monitoring_within_a_crediting_period"):
        MonitoringReport.objects.create(project=project, number=1, **days)
    a_monitoring_report(it, project, year=2021)
    period = CreditingPeriod.objects.get(project=project)
    with broken("crediting_period_keeps_its_reports"):
        CreditingPeriod.objects.filter(pk=period.pk).update(starts_on=date(2021, 2, 1))
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    with broken("crediting_period_ends_after_start"):
        CreditingPeriod.objects.filter(pk=period.pk).update(ends_on=date(2020, 1, 1))
    with broken("further_crediting_period_has_renewal"):
        CreditingPeriod.objects.create(project=project, number=2, starts_on=date(2031, 1, 1), ends_on=date(2032, 1, 1))
    renewal = a_renewal(it, updated=False)
    with broken("crediting_periods_do_not_overlap"):
        CreditingPeriod.objects.create(
            project=renewal.project, number=2, renewal=renewal, starts_on=date(2025, 11, 30), ends_on=date(2026, 1, 1)
        )


def test_an_approved_first_day_moves_the_first_period(it: SimpleNamespace) -> None:
    change = a_change(it, kind="crediting_start", approved=True, new_crediting_start=date(2021, 3, 1))
    a_revised_design(it, change, validated=True)
    assert _days(change.project) == [(date(2021, 3, 1), date(2031, 2, 28))]

"""Monitoring: periods that are past and do not overlap, whole reports, and what the database refuses."""

from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from types import SimpleNamespace

import pytest
from django.db import connection

from committee.decisions.services import forwarding
from projects.designs.services.designs import YearAmounts
from projects.monitoring import services as monitoring
from projects.monitoring.models import MonitoringReport
from projects.papers.services import documents
from projects.projects.models import Project
from projects.registrations.models import AllocationShare
from tests.database import past_the_rights
from tests.factories.partners import a_country_in_operation
from tests.factories.projects import (
    a_file,
    a_monitoring_report,
    a_pin,
    a_registered_project,
    a_registration_request,
    a_validated_project,
    with_a_spare,
)
from tests.projects.refusals import broken, refused
from workflow.papers import services as papers

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def made(lasting: None) -> SimpleNamespace:
    return with_a_spare(a_country_in_operation())


@pytest.mark.parametrize(
    ("first", "last", "number"),
    [
        (date(2021, 12, 31), date(2021, 1, 1), "MON-04"),
        (date(2026, 1, 1), date(2026, 6, 1), "MON-05"),
        (date(2020, 11, 30), date(2020, 12, 31), "MON-06"),
        (date(2021, 12, 31), date(2022, 12, 31), "MON-07"),
        (date(2021, 6, 1), date(2021, 6, 1), "MON-07"),
        (date(221, 1, 1), date(2022, 12, 31), "FLD-03"),
        (date(2022, 1, 1), date(2022, 12, 31), None),
        (date(2020, 12, 1), date(2020, 12, 31), None),
    ],
)
def test_a_period_is_past_within_the_crediting_period_and_free(
    it: SimpleNamespace, noon: datetime, first: date, last: date, number: str | None
) -> None:
    project = a_registered_project(it)
    a_monitoring_report(it, project, year=2021)

    def start() -> MonitoringReport:
        return monitoring.start(
            project_id=project.pk, period_starts_on=first, period_ends_on=last, by=it.participant, at=noon
        )

    if number is None:
        assert start().number == 2
        return
    with refused(number):
        start()
    assert project.monitoring_reports.count() == 1


def test_the_database_lets_no_two_periods_of_a_project_overlap(it: SimpleNamespace) -> None:
    project = a_registered_project(it)
    a_monitoring_report(it, project, year=2021)
    days = {"period_starts_on": date(2021, 12, 31), "period_ends_on": date(2022, 1, 31)}
    with broken("monitoring_periods_do_not_overlap"):
        MonitoringReport.objects.create(project=project, number=9, **days)
    MonitoringReport.objects.create(project=a_registered_project(it), number=9, **days)


def test_a_withdrawn_report_frees_its_period(it: SimpleNamespace, noon: datetime) -> None:
    project = a_registered_project(it)
    report = a_monitoring_report(it, project, year=2021)
    forwarding.withdraw(paper=report, note="Wrong meter.", by=it.participant, at=noon)
    assert a_monitoring_report(it, project, year=2021).number == 2


def test_only_registered_projects_are_monitored(it: SimpleNamespace, noon: datetime) -> None:
    project = a_validated_project(it)
    with refused("MON-03", status=409):
        monitoring.start(
            project_id=project.pk,
            period_starts_on=date(2021, 1, 1),
            period_ends_on=date(2021, 12, 31),
            by=it.participant,
            at=noon,
        )


def test_a_whole_report_has_words_years_topics_and_the_sheet(it: SimpleNamespace, noon: datetime) -> None:
    project = a_registered_project(it)
    report = monitoring.start(
        project_id=project.pk,
        period_starts_on=date(2021, 7, 1),
        period_ends_on=date(2022, 6, 30),
        by=it.participant,
        at=noon,
    )

    def save(**more: object) -> None:
        values = more.pop("values", {})
        monitoring.save_draft(report_id=report.pk, values=values, by=it.participant, at=noon, **more)  # type: ignore[arg-type]

    def submit() -> MonitoringReport:
        return papers.submit(paper=report, by=it.participant, at=noon)

    with refused("MON-01", field="implementation"):
        submit()
    save(values={"implementation": "It ran."})
    with refused("MON-02", field="monitoring_method"):
        submit()
    save(values={"monitoring_method": "Meter."})
    with refused("MON-15", field="operating_status"):
        submit()
    save(values={"operating_status": "partly"})
    with refused("MON-16", field="events"):
        submit()
    save(values={"events": "A storm stopped the plant for a week."})
    with refused("MON-17", field="structure"):
        submit()
    save(structure=[monitoring.Responsibility("Plant manager", "Monitoring manager", "Reads the meter")])
    with refused("MON-18", field="parameters"):
        submit()
    meter = monitoring.Parameter("EG", "MWh/p", Decimal("2100.5"), "C", "Electricity meter", "")
    for wrong in (replace(meter, option="D"), replace(meter, source=" "), replace(meter, unit="")):
        with refused("MON-19"):
            save(parameters=[wrong])
    save(parameters=[meter], years=[YearAmounts(2021, Decimal(5), Decimal(1))])
    with refused("MON-08", field="years"):
        submit()
    save(years=[YearAmounts(2021, Decimal(5), Decimal(1)), YearAmounts(2022, Decimal(5), Decimal(6))])
    with refused("MON-09", field="achieved_safety"):
        submit()
    with refused("MON-20", field="achieved_economy"):
        save(achieved={"economy": "Jobs."})
    save(achieved={"safety": "Two trainings."})
    with refused("MON-10"):
        submit()
    documents.attach(paper=report, slot="monitoring_report", complete=a_file(), by=it.participant, at=noon)
    assert submit().state == "submitted"


def test_years_outside_of_the_period_are_not_kept(it: SimpleNamespace, noon: datetime) -> None:
    report = a_monitoring_report(it, a_registered_project(it), year=2021)
    for years in ([2022], [2021, 2021]):
        amounts = [YearAmounts(year, Decimal(1), Decimal(0)) for year in years]
        with refused("MON-11"):
            monitoring.save_draft(report_id=report.pk, values={}, years=amounts, by=it.participant, at=noon)


@pytest.mark.parametrize(
    ("constraint", "change"),
    [
        ("project_state_known", {"state": "issued"}),
        ("project_number_form", {"reference": "Thailand 1"}),
        ("project_has_rulebook", {"rulebook": None}),
        ("registered_project_has_reference_and_day", {"registered_on": None}),
    ],
)
def test_the_database_keeps_what_a_state_promises(
    it: SimpleNamespace, constraint: str, change: dict[str, object]
) -> None:
    project = a_registered_project(it)
    with broken(constraint):
        Project.objects.filter(pk=project.pk).update(**change)
    Project.objects.filter(pk=project.pk).update(origin="imported", rulebook=None, registered_on=None)


def test_the_database_keeps_what_a_sent_pin_promises(it: SimpleNamespace) -> None:
    pin = a_pin(it, with_committee=True)
    rows = type(pin).objects.filter(pk=pin.pk)
    for field in ("reference", "sent_to_partner_government_on", "decision_item"):
        with broken("pin_sent_has_reference_day_and_decision"):
            rows.update(**{field: None})
    with broken("pin_submitted_has_time"):
        rows.update(submitted_at=None)
    with broken("pin_unstated_is_imported"):
        rows.update(state="decided")


def test_the_database_sums_an_allocation_to_a_hundred(it: SimpleNamespace) -> None:
    request = a_registration_request(it)
    share = request.allocation.shares.first()
    assert share is not None
    with past_the_rights(AllocationShare), broken("allocation_sums_to_100"):
        AllocationShare.objects.filter(pk=share.pk).update(percentage=Decimal("49.9999"))
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    with past_the_rights(AllocationShare), broken("allocation_percentage_in_range"):
        AllocationShare.objects.filter(pk=share.pk).update(percentage=Decimal(101))

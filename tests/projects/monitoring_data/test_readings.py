"""Readings: taken in whole or not at all, judged, explained, calculated; the verified amount follows from them."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from hashlib import sha256
from io import BytesIO
from types import SimpleNamespace
from typing import Any

import pytest
import rfc8785
from django.db import ProgrammingError, transaction
from django.test import Client
from openpyxl import load_workbook

from credits.services import requests as issuances
from projects.assessments.models.assessments import VerifiedAmount
from projects.assessments.services import verifications
from projects.designs.services.designs import YearAmounts
from projects.monitoring import services as monitoring
from projects.monitoring.models import MonitoringReport
from projects.readings.models import Batch, Reading, ReadingCorrection, ReportCalculation
from projects.readings.selectors import calculations, findings
from projects.readings.services import meters
from projects.readings.services import readings as services
from projects.readings.services.readings import Given
from tests.factories.partners import a_country_in_operation
from tests.factories.projects import a_monitoring_report, a_registered_project, with_a_spare
from tests.factories.readings import (
    SAYS,
    a_full_report,
    a_meter,
    a_planned_project,
    a_report,
    a_verification_of_readings,
    months,
    taken,
    the_plan,
)
from tests.projects.refusals import refused
from workflow.papers import services as papers

pytestmark = pytest.mark.django_db


@pytest.fixture
def it(noon: datetime) -> SimpleNamespace:
    return with_a_spare(a_country_in_operation("TH"))


def numbers(report: MonitoringReport) -> list[str]:
    return [one.number for one in findings.of_report(report)]


def test_a_year_of_readings_becomes_the_amounts_of_the_report(it: SimpleNamespace, noon: datetime) -> None:
    report = a_full_report(it)
    assert numbers(report) == []
    year = report.years.get()
    assert (year.year, year.reference_tco2e, year.project_tco2e) == (2021, Decimal(1095), Decimal(0))
    kept = ReportCalculation.objects.filter(report=report).latest("pk")
    assert kept.tonnes_tco2e == 1095
    assert kept.answer["years"][0]["steps"][0]["value"] == "1095"
    assert papers.submit(paper=report, by=it.participant, at=noon).state == "submitted"


def test_kwh_and_mwh_come_to_the_same(it: SimpleNamespace) -> None:
    report = a_report(it)
    taken(it, report, [*months(report, "north", Decimal(4000), unit="kWh"), *months(report, "south", Decimal(2))])
    assert numbers(report) == []
    assert report.years.get().reference_tco2e == Decimal(1095)


def test_nobody_types_amounts_that_follow_from_readings(it: SimpleNamespace, noon: datetime, client: Client) -> None:
    report = a_full_report(it)
    with refused("RDG-54", status=409):
        monitoring.save_draft(
            report_id=report.pk,
            values={},
            years=[YearAmounts(2021, Decimal(9999), Decimal(0))],
            by=it.participant,
            at=noon,
        )
    client.force_login(it.participant)
    assert client.get(f"{report.get_absolute_url()}edit/years/").status_code == 404


def _with(rows: list[Given], at: int, **values: object) -> list[Given]:
    return [replace(row, **values) if number == at else row for number, row in enumerate(rows)]  # type: ignore[arg-type]  # of that row


ODD: dict[str, Callable[[list[Given]], list[Given]]] = {
    "twice": lambda rows: [*rows, rows[3]],
    "overlap": lambda rows: _with(rows, 3, first_at=rows[3].first_at - timedelta(days=2)),
    "gap": lambda rows: rows[:6] + rows[7:],
    "negative": lambda rows: _with(rows, 2, value=Decimal(-1)),
    "reset": lambda rows: _with(_with(rows, 2, counter=Decimal(9000)), 3, counter=Decimal(120)),
    "growth": lambda rows: _with(_with(rows, 2, counter=Decimal(9000)), 3, counter=Decimal(9100)),
    "thousand": lambda rows: _with(rows, 4, value=rows[4].value * 1000),
    "thirty times": lambda rows: _with(rows, 4, value=rows[4].value * 30),
}


@pytest.mark.parametrize(
    ("odd", "number", "is_error"),
    [
        ("twice", "RDG-21", True),
        ("overlap", "RDG-22", True),
        ("gap", "RDG-23", False),
        ("negative", "RDG-24", True),
        ("reset", "RDG-25", False),
        ("growth", "RDG-26", False),
        ("thousand", "RDG-29", True),
        ("thirty times", "RDG-30", False),
    ],
)
def test_what_is_odd_is_found_and_stands_in_the_way(
    it: SimpleNamespace, noon: datetime, odd: str, number: str, is_error: bool
) -> None:
    report = a_report(it)
    rows = ODD[odd](months(report, "north"))
    taken(it, report, [*rows, *months(report, "south", Decimal(2))])
    found = [one for one in findings.of_report(report) if one.number == number]
    assert found
    assert found[0].is_error == is_error
    assert found[0].text
    with refused("RDG-42"), transaction.atomic():
        papers.submit(paper=report, by=it.participant, at=noon)
    explain = {"report_id": report.pk, "mark": found[0].mark, "by": it.participant, "at": noon}
    if is_error:
        with refused("RDG-51", status=409):
            services.explain(text="It is right.", **explain)
        return
    with refused("RDG-52", field="text"):
        services.explain(text=" ", **explain)
    services.explain(text="The inverter stood still for repair.", **explain)
    assert not [one for one in findings.of_report(report) if one.is_open and one.number == number]
    assert papers.submit(paper=report, by=it.participant, at=noon).state == "submitted"


def test_the_published_wrong_unit_would_not_pass_here(it: SimpleNamespace, noon: datetime) -> None:
    """A verified sheet of a real project carries MWh where kWh was meant: a factor of a thousand."""
    report = a_report(it)
    taken(it, report, [*months(report, "north", Decimal(4000)), *months(report, "south", Decimal(2))])
    assert {one.number for one in findings.of_report(report)} == {"RDG-29"}
    with refused("RDG-42"), transaction.atomic():
        papers.submit(paper=report, by=it.participant, at=noon)


def test_a_period_is_compared_with_the_one_before(it: SimpleNamespace) -> None:
    project = a_planned_project(it)
    first = a_report(it, project)
    taken(it, first, [*months(first, "north", Decimal("0.3")), *months(first, "south", Decimal(2))])
    second = a_report(it, project, year=2022)
    taken(it, second, [*months(second, "north", Decimal(7)), *months(second, "south", Decimal(2))])
    assert set(numbers(second)) == {"RDG-30"}  # within twenty times the plan, not of the period before


def test_an_explanation_counts_for_what_was_found_only(it: SimpleNamespace, noon: datetime) -> None:
    report = a_report(it)
    batch = taken(it, report, [*months(report, "north", without=[5]), *months(report, "south", Decimal(2))])
    (gap,) = findings.of_report(report)
    services.explain(report_id=report.pk, mark=gap.mark, text="Repair.", by=it.participant, at=noon)
    services.remove(batch_id=batch.pk, by=it.participant, at=noon)
    taken(it, report, [*months(report, "north", without=[5, 6]), *months(report, "south", Decimal(2))])
    assert [one.is_open for one in findings.of_report(report)] == [True]


def test_readings_come_in_whole_or_not_at_all(it: SimpleNamespace, noon: datetime) -> None:
    report = a_report(it)
    rows = months(report, "north")
    rows[-1] = replace(rows[-1], last_at=rows[-1].last_at + timedelta(days=1))
    with refused("RDG-17"), transaction.atomic():
        taken(it, report, rows)
    assert not Reading.objects.exists()
    taken(it, report, months(report, "north"), digest="a" * 64)
    with refused("RDG-48", status=409), transaction.atomic():
        taken(it, report, months(report, "north"), digest="a" * 64)
    with refused("DRF-01", status=403):
        services.take(report_id=report.pk, plan_id=the_plan(report).pk, rows=rows, name="x", by=it.outsider, at=noon)


def test_what_was_taken_out_counts_no_longer_and_stays_on_record(it: SimpleNamespace, noon: datetime) -> None:
    report = a_full_report(it)
    batch = Batch.objects.get()
    services.remove(batch_id=batch.pk, by=it.participant, at=noon)
    assert set(numbers(report)) == {"RDG-28"}
    assert not report.years.exists()
    assert Reading.objects.count() == 24
    with refused("RDG-50", status=409):
        services.remove(batch_id=batch.pk, by=it.participant, at=noon)


def test_a_report_that_was_handed_in_takes_no_more(it: SimpleNamespace, noon: datetime) -> None:
    report = a_full_report(it)
    papers.submit(paper=report, by=it.participant, at=noon)
    with refused("RDG-40", status=409):
        taken(it, report, months(report, "north"))
    with refused("RDG-40", status=409):
        services.remove(batch_id=Batch.objects.get().pk, by=it.participant, at=noon)


def test_a_project_without_a_plan_goes_on_as_before(it: SimpleNamespace, noon: datetime, client: Client) -> None:
    report = a_monitoring_report(it, a_registered_project(it), submitted=True)
    assert report.years.get().reductions_tco2e > 1009
    client.force_login(it.participant)
    assert client.get(f"{report.get_absolute_url()}data/").status_code == 404


def test_the_database_lets_nobody_change_a_reading(it: SimpleNamespace) -> None:
    a_full_report(it)
    for change in (lambda: Reading.objects.update(value=1), lambda: Reading.objects.all().delete()):
        with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
            change()


def test_the_entity_corrects_a_reading_beside_it_and_the_amount_follows(
    it: SimpleNamespace, noon: datetime, client: Client
) -> None:
    verification = a_verification_of_readings(it)
    report = verification.report
    reading = Reading.objects.filter(item="north").earliest("first_at")
    with refused("RDG-52", field="reason"):
        services.correct(
            verification_id=verification.pk,
            reading_id=reading.pk,
            value=Decimal(1),
            reason=" ",
            by=it.auditor_of_tpe,
            at=noon,
        )
    with refused("TPE-11", status=403):
        services.correct(
            verification_id=verification.pk,
            reading_id=reading.pk,
            value=Decimal(1),
            reason="x",
            by=it.participant,
            at=noon,
        )
    client.force_login(it.auditor_of_tpe)
    answer = client.post(
        f"/verifications/{verification.pk}/readings/{reading.pk}/",
        {"value": "100", "reason": "The invoice says 100 MWh."},
    )
    assert answer.status_code == 302
    assert ReadingCorrection.objects.get().value == 100
    reading.refresh_from_db()
    assert reading.value == 124
    page = client.get(f"{report.get_absolute_url()}data/").content.decode()
    assert "<del>124</del>" in page
    assert report.years.get().reference_tco2e == Decimal(1095)  # what was reported stays
    with refused("VER-05", status=409), transaction.atomic():
        verifications.save_report(
            verification_id=verification.pk, values={}, amounts={2021: 2000}, by=it.auditor_of_tpe, at=noon
        )
    verifications.conclude(verification_id=verification.pk, positive=True, by=it.auditor_of_tpe, at=noon)
    assert list(VerifiedAmount.objects.values_list("year", "quantity_tco2e")) == [(2021, 1083)]
    request = issuances.start(report_id=report.pk, by=it.participant, at=noon)
    assert request.report_id == report.pk


def test_an_amount_on_values_without_a_source_is_verified_and_not_issued(it: SimpleNamespace, noon: datetime) -> None:
    unsourced = tuple(replace(one, sourced=False) for one in SAYS["formulas"])
    a_planned_project(it, formulas=unsourced)
    verification = a_verification_of_readings(it)
    verifications.conclude(verification_id=verification.pk, positive=True, by=it.auditor_of_tpe, at=noon)
    with refused("RDG-43", status=409):
        issuances.start(report_id=verification.report_id, by=it.participant, at=noon)


def test_a_calculation_can_be_made_again_from_what_is_stored(it: SimpleNamespace) -> None:
    report = a_full_report(it)
    plan = the_plan(report)
    calculation, made_of = calculations.with_document(report, plan)
    document: Any = made_of
    kept = ReportCalculation.objects.latest("pk")
    assert sha256(rfc8785.dumps(document)).hexdigest() == kept.inputs_sha256
    assert str(calculation.reduction.normalize()) == kept.answer["reduction_tco2e"].rstrip("0").rstrip(".")


def test_the_page_shows_sums_formulas_and_what_is_odd(it: SimpleNamespace, client: Client) -> None:
    report = a_report(it)
    taken(it, report, [*months(report, "north", without=[5]), *months(report, "south", Decimal(2))])
    client.force_login(it.participant)
    page = client.get(f"{report.get_absolute_url()}data/").content.decode()
    assert "<math" in page
    assert "RDG-23" in page
    assert "1 finding is open" in page
    client.logout()
    assert client.get(f"{report.get_absolute_url()}data/").status_code == 404


def test_readings_of_a_meter_count_in_their_period(it: SimpleNamespace, noon: datetime) -> None:
    report = a_report(it)
    told = a_meter(it, report.project, calibrated_until=date(2021, 6, 30))
    for row in months(report, "north"):
        meters.send(
            meter_id=told.meter.pk,
            first_at=row.first_at,
            last_at=row.last_at,
            value=row.value * 1000,
            counter=None,
            by=it.system,
            at=noon,
        )
    taken(it, report, months(report, "south", Decimal(2)))
    assert set(numbers(report)) == {"RDG-27"}
    assert report.years.get().reference_tco2e == Decimal(1095)


def test_a_report_comes_as_the_five_sheets(it: SimpleNamespace, client: Client) -> None:
    report = a_full_report(it)
    client.force_login(it.participant)
    address = f"{report.get_absolute_url()}data/plans/{the_plan(report).pk}/sheets.xlsx"
    book = load_workbook(BytesIO(client.get(address).content))
    sheet = book["MRS(input)"]
    assert sheet["A2"].value == f"Reference Number: {report.project.reference}"
    rows = [row for row in sheet.iter_rows(min_row=7, values_only=True) if row[2] == "E"]
    assert len(rows) == 24
    assert sum(Decimal(str(row[4])) for row in rows) == 2190
    assert book["MPS(input)"]["D7"].value == 1460
    taken_out = a_report(it, report.project, year=2022)
    assert client.get(f"{taken_out.get_absolute_url()}data/plans/{the_plan(report).pk}/sheets.xlsx").status_code == 422

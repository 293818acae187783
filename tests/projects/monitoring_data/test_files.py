"""Files of readings: each wrong cell with its number, its place and what to do; one of ten thousand keeps nothing."""

from datetime import date, datetime
from decimal import Decimal
from io import BytesIO
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from openpyxl import Workbook, load_workbook

from projects.monitoring.models import MonitoringReport
from projects.readings.models import Reading
from projects.readings.questions import COLUMNS
from projects.readings.selectors import findings
from tests.factories.partners import a_country_in_operation
from tests.factories.projects import with_a_spare
from tests.factories.readings import a_report, the_plan

pytestmark = pytest.mark.django_db
ROW = ["E", "north", "2021-01-01", "2021-12-31", "1460", "MWh", "C", ""]


@pytest.fixture
def it(noon: datetime, client: Client) -> SimpleNamespace:
    it = with_a_spare(a_country_in_operation("TH"))
    it.report = a_report(it)
    client.force_login(it.participant)
    return it


def address(report: MonitoringReport) -> str:
    return f"{report.get_absolute_url()}data/plans/{the_plan(report).pk}"


def sent(client: Client, report: MonitoringReport, content: bytes, name: str = "readings.csv") -> Any:
    return client.post(f"{address(report)}/file/", {"file": SimpleUploadedFile(name, content)})


def as_csv(*rows: list[str], heading: tuple[str, ...] = COLUMNS) -> bytes:
    return "\n".join(",".join(row) for row in [list(heading), *rows]).encode()


def workbook(*rows: list[Any]) -> bytes:
    book, written = Workbook(), BytesIO()
    for row in [list(COLUMNS), *rows]:
        book.worksheets[0].append(row)
    book.save(written)
    return written.getvalue()


def test_the_template_comes_back_filled_in(it: SimpleNamespace, client: Client) -> None:
    book = load_workbook(BytesIO(client.get(f"{address(it.report)}/template.xlsx").content))
    sheet = book.worksheets[0]
    assert [cell.value for cell in sheet[1]] == list(COLUMNS)
    assert sheet.max_row == 1 + 12 * 2
    rows: Any = sheet.iter_rows(min_row=2)
    for row in rows:
        days = (row[3].value - row[2].value).days + 1
        row[4].value = days * (4 if row[1].value == "north" else 2)
    written = BytesIO()
    book.save(written)
    assert sent(client, it.report, written.getvalue(), "readings.xlsx").status_code == 302
    assert Reading.objects.count() == 24
    assert findings.of_report(it.report) == []
    assert it.report.years.get().reference_tco2e == 1095


@pytest.mark.parametrize(
    ("cell", "value", "told"),
    [
        (0, "XX", "RDG-07 A"),
        (1, "east", "RDG-08 B"),
        (2, "31/12/2021", "RDG-06 C"),
        (2, "1 Jan 2021", "RDG-06 C"),
        (3, "2021年12月31日", "RDG-06 D"),
        (3, "2021-13-01", "RDG-06 D"),
        (4, "１４６０", "RDG-04 E"),
        (4, '"1460,5"', "RDG-05 E"),
        (4, "many", "RDG-03 E"),
        (4, "", "RDG-03 E"),
        (4, "1e9", "RDG-03 E"),
        (5, "kg", "RDG-09 F"),
        (5, "horse", "RDG-09 F"),
        (6, "A", "RDG-10 G"),
        (7, "x", "RDG-03 H"),
    ],
)
def test_a_wrong_cell_is_named_and_nothing_is_kept(
    it: SimpleNamespace, client: Client, cell: int, value: str, told: str
) -> None:
    number, place = told.split()
    wrong = [*ROW]
    wrong[cell] = value
    page = sent(client, it.report, as_csv(ROW, wrong))
    assert page.status_code == 422
    assert number in page.content.decode()
    assert f"Readings!{place}3" in page.content.decode()
    assert not Reading.objects.exists()


@pytest.mark.parametrize(
    ("heading", "number"),
    [
        ((*COLUMNS, "surprise"), "RDG-01"),
        (("parameter", "item", "first", "last"), "RDG-02"),
        ((*COLUMNS, "value"), "RDG-02"),
    ],
)
def test_unknown_and_missing_columns_are_named(
    it: SimpleNamespace, client: Client, heading: tuple[str, ...], number: str
) -> None:
    page = sent(client, it.report, as_csv(ROW, heading=heading))
    assert page.status_code == 422
    assert number in page.content.decode()


def test_one_wrong_row_of_ten_thousand_keeps_nothing(it: SimpleNamespace, client: Client) -> None:
    rows = [
        ["E", "north", f"2021-01-01T00:{at // 60 % 60:02d}:{at % 60:02d}", "2021-01-02", "1", "kWh", "C", ""]
        for at in range(9_999)
    ]
    page = sent(client, it.report, as_csv(*rows, [*ROW[:4], "one", *ROW[5:]]))
    assert page.status_code == 422
    assert "Readings!E10001" in page.content.decode()
    assert not Reading.objects.exists()


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\x00\x01\x02",
        b"PK\x03\x04broken",
        b"%PDF-1.7",
        b"parameter\n",
        b'parameter,"first',
        "パラメータ".encode("cp932"),
    ],
)
def test_what_is_no_table_of_readings_is_refused(it: SimpleNamespace, client: Client, content: bytes) -> None:
    assert sent(client, it.report, content).status_code == 422
    assert not Reading.objects.exists()


def test_numbers_and_days_of_a_workbook_are_exact(it: SimpleNamespace, client: Client) -> None:
    north = ["E", "north", date(2021, 1, 1), date(2021, 12, 31), 1460.1, "MWh", "C", None]
    south = ["E", "south", date(2021, 1, 1), date(2021, 12, 31), 730, None, None, None]
    assert sent(client, it.report, workbook(north, south), "readings.xlsx").status_code == 302
    assert str(it.report.years.get().reference_tco2e) == "1095.050"


def test_a_file_that_was_taken_in_is_refused_the_second_time(it: SimpleNamespace, client: Client) -> None:
    assert sent(client, it.report, as_csv(ROW)).status_code == 302
    page = sent(client, it.report, as_csv(ROW))
    assert page.status_code == 409
    assert "RDG-48" in page.content.decode()


def test_one_reading_is_entered_by_hand(it: SimpleNamespace, client: Client) -> None:
    typed = {
        "parameter": "E|north",
        "first": "2021-01-01",
        "last": "2021-12-31",
        "value": "1,460",
        "unit": "",
        "option": "C",
    }
    assert client.post(f"{address(it.report)}/enter/", typed).status_code == 302
    reading = Reading.objects.get()
    assert (reading.value, reading.unit, reading.first_at.isoformat()) == (
        Decimal(1460),
        "MWh",
        "2020-12-31T17:00:00+00:00",
    )
    page = client.post(f"{address(it.report)}/enter/", {**typed, "unit": "kg"})
    assert page.status_code == 422
    assert "RDG-09" in page.content.decode()

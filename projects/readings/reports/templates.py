"""The workbook that readings are typed into, made from a monitoring plan."""

from datetime import datetime, timedelta
from io import BytesIO

from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.worksheet.datavalidation import DataValidation

from projects.definitions.selectors import definitions
from projects.monitoring.models import MonitoringReport
from projects.readings.models import MonitoringPlan
from projects.readings.questions import COLUMNS, SHEET


def readings_template(report: MonitoringReport, plan: MonitoringPlan) -> bytes:
    """A row for each month, parameter and item, with the amounts left open, as .xlsx."""
    definition = definitions.read(plan.definition)
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = SHEET
    sheet.append(COLUMNS)
    for cell in sheet[1]:
        cell.font = Font(bold=True)
    for parameter in definition.monitored:
        items = [str(one["name"]) for one in plan.document["items"].get(parameter.per, [])] if parameter.per else [""]
        letters = [one.letter for one in parameter.options]
        for item in items:
            for first, last in _months(report):
                option = letters[0] if len(letters) == 1 else None
                sheet.append([parameter.symbol, item or None, first, last, None, parameter.unit, option, None])
    for column, width in zip("ABCDEFGH", (16, 20, 14, 14, 18, 14, 10, 18), strict=True):
        sheet.column_dimensions[column].width = width
    for row in sheet.iter_rows(min_row=2, min_col=3, max_col=4):
        for cell in row:
            cell.number_format = "yyyy-mm-dd"
    choice = DataValidation(type="list", formula1='"A,B,C"', allow_blank=True)
    sheet.add_data_validation(choice)
    choice.add(f"G2:G{sheet.max_row + 1000}")
    sheet.freeze_panes = "A2"
    written = BytesIO()
    book.save(written)
    return written.getvalue()


def _months(report: MonitoringReport) -> list[tuple[datetime, datetime]]:
    """The calendar months of a period, the first and last cut to it; both days belong to them."""
    found, first = [], report.period_starts_on
    while first <= report.period_ends_on:
        following = (first.replace(day=1) + timedelta(days=32)).replace(day=1)
        last = min(following - timedelta(days=1), report.period_ends_on)
        found.append((datetime(first.year, first.month, first.day), datetime(last.year, last.month, last.day)))  # noqa: DTZ001  a cell has no zone
        first = following
    return found

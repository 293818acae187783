"""The JCM's monitoring spreadsheet: plan (input, calculation), structure, report (input, calculation).

Every calculated cell is a live formula and locked; cells to fill in are open. A spreadsheet program recalculates them
to what the platform calculates.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from zipfile import ZipFile

from openpyxl import Workbook

from common.workbooks import part
from projects.definitions.reports.calculation_sheet import CalculationSheet
from projects.definitions.reports.input_sheet import InputSheet
from projects.definitions.reports.marks import head, open_cell, table_head
from projects.methodologies.calculation.definitions import Definition
from projects.methodologies.calculation.given import Inputs

PLAN, PLAN_CALCULATION = "MPS(input)", "MPS(calc_process)"
STRUCTURE = "MSS"
REPORT, REPORT_CALCULATION = "MRS(input)", "MRS(calc_process)"
_PROPERTIES = "docProps/core.xml"
_HOUR, _NO_HOUR = re.compile(rb"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:]{8}Z"), b"2000-01-01T00:00:00Z"
STRUCTURE_ROWS = 8
CALCULATED_FROM = 6  # rows of a calculation sheet above its first value


@dataclass(frozen=True)
class Responsible:
    """A line of the monitoring structure."""

    who: str = ""
    role: str = ""
    task: str = ""


def workbook(
    definition: Definition, plan: Inputs, report: Inputs, *, reference: str = "", structure: Sequence[Responsible] = ()
) -> bytes:
    """The five sheets as .xlsx; the same values give the same bytes.

    Args:
        plan: what the PDD estimates. `report`: what was monitored; of a template both are the same.
        reference: the number of the project; empty where there is none yet.
    """
    book = Workbook()
    book.remove(book.worksheets[0])
    pairs = ((PLAN, PLAN_CALCULATION, plan), (REPORT, REPORT_CALCULATION, report))
    for name, calculation, given in pairs:
        sheet = InputSheet(book.create_sheet(name), definition, given, reference, is_report=name == REPORT)
        sheet.write_tables()
        following = CalculationSheet(book.create_sheet(calculation), definition, given, sheet)
        following.write()
        sheet.write_results(following)
        if name == PLAN:
            _structure(book, definition, reference, structure)
    return _fixed(book)


def _structure(book: Workbook, definition: Definition, reference: str, lines: Sequence[Responsible]) -> None:
    sheet = book.create_sheet(STRUCTURE)
    row = head(sheet, definition, reference, "Monitoring Structure Sheet")
    row = table_head(
        sheet, row, "Responsible personnel", ("(a) Person or organisation", "(b) Role", "(c) Responsible for")
    )
    for number in range(max(STRUCTURE_ROWS, len(lines))):
        line = lines[number] if number < len(lines) else Responsible()
        for column, words in enumerate((line.who, line.role, line.task), 1):
            open_cell(sheet, row + number, column, words or None)
    sheet.protection.sheet = True


def _fixed(book: Workbook) -> bytes:
    """The workbook without the hour at which it was packed."""
    written, fixed = BytesIO(), BytesIO()
    book.save(written)
    with ZipFile(written) as made, ZipFile(fixed, "w") as packed:
        for name in made.namelist():
            packed.writestr(
                part(name), _HOUR.sub(_NO_HOUR, made.read(name)) if name == _PROPERTIES else made.read(name)
            )
    return fixed.getvalue()

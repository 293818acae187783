"""What all sheets look like: heads, tables, cells to fill in and cells that are calculated."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Font, PatternFill, Protection
from openpyxl.worksheet.worksheet import Worksheet

from projects.methodologies.calculation.definitions import Definition

BOLD, TITLE = Font(bold=True), Font(bold=True, size=14)
INPUT = PatternFill("solid", start_color="FFF7E0")
CALCULATED = PatternFill("solid", start_color="E8EEF4")
OPEN = Protection(locked=False)
NUMBER = "0.000000"

type Value = str | int | Decimal | date | None


def head(sheet: Worksheet, definition: Definition, reference: str, title: str) -> int:
    """The first rows of a sheet, as published sheets have them; returns the next free row."""
    whole, _stop, place = definition.version.partition(".")
    put(sheet, 1, 1, f"Monitoring Spreadsheet: JCM_{definition.reference}_ver{whole:0>2}.{place}")
    put(sheet, 2, 1, f"Reference Number: {reference or '-'}")
    put(sheet, 3, 1, title).font = TITLE
    return 5


def table_head(sheet: Worksheet, row: int, title: str, labels: Sequence[str]) -> int:
    """The title of a table and its labels; returns the first row below."""
    put(sheet, row, 1, title).font = BOLD
    for column, label in enumerate(labels, 1):
        cell = put(sheet, row + 1, column, label)
        cell.font, cell.alignment = BOLD, Alignment(wrap_text=True, vertical="top")
    return row + 2


def put(sheet: Worksheet, row: int, column: int, value: Value) -> Cell:
    """A cell that is locked; text is never a formula."""
    cell: Cell = sheet.cell(row, column)  # type: ignore[assignment]  # no merged cells here
    cell.value = value
    if isinstance(value, str):
        cell.data_type = "s"
    return cell


def open_cell(sheet: Worksheet, row: int, column: int, value: Value) -> Cell:
    """A cell to fill in."""
    cell = put(sheet, row, column, value)
    cell.fill, cell.protection = INPUT, OPEN
    return cell


def formula(sheet: Worksheet, row: int, column: int, text: str, shown_as: str = NUMBER) -> Cell:
    """A calculated cell: a live formula, locked."""
    cell: Cell = sheet.cell(row, column)  # type: ignore[assignment]  # no merged cells here
    cell.value, cell.fill, cell.number_format = f"={text}", CALCULATED, shown_as
    return cell

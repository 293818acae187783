"""A monitoring spreadsheet that comes back: what its input cells say, and what its calculated cells show."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from io import BytesIO
from typing import Any, override

from django import forms
from django.utils.translation import gettext_lazy as _
from openpyxl import load_workbook

from common import tables
from common.refusals import Refused
from common.text import Unreadable, shortened
from projects.definitions.reports import input_sheet, sheets
from projects.methodologies.calculation.definitions import Definition

MOST_BYTES = 10_000_000
_CODE = re.compile(r"Monitoring Spreadsheet: JCM_(\w+)_ver(\d+)\.(\d+)")
_POINT = re.compile(r"\([0-9]{1,6}\)")
_YEAR = re.compile(r"[0-9]{4}")

type Rows = Sequence[Sequence[Any]]  # cells, as the workbook has them


@dataclass(frozen=True)
class Returned:
    """What a sheet says: its inputs as a document, its calculated years, and the cells that were typed over."""

    document: dict[str, Any]
    shown: Mapping[int, Mapping[str, Decimal | None]]
    overwritten: Sequence[str]


def read(content: bytes, definition: Definition) -> Returned:
    """Read a workbook of ours that was filled in elsewhere.

    Raises: Unreadable where it is none, or too large; Refused SHT-01 (of another methodology), SHT-02 (a table is
    missing), SHT-03 (a cell that cannot be read, with its place).
    """
    values, formulas = _opened(content, values=True), _opened(content, values=False)
    report = values[sheets.REPORT]
    _same(report, definition)
    return Returned(
        document=_document(report, definition),
        shown=_shown(report),
        overwritten=list(_overwritten(formulas)),
    )


def _opened(content: bytes, *, values: bool) -> Mapping[str, Rows]:
    try:
        tables.weigh(BytesIO(content), tables.READINGS)
        book = load_workbook(BytesIO(content), read_only=True, data_only=values, keep_links=False)
        found = {sheet.title: list(sheet.iter_rows(values_only=True)) for sheet in book.worksheets}
    except Unreadable:
        raise
    except Exception as fault:  # whatever a broken workbook makes of its reader
        raise Unreadable(tables.NO_WORKBOOK) from fault
    if not {sheets.REPORT, sheets.REPORT_CALCULATION} <= set(found):
        raise Unreadable(tables.NO_WORKBOOK)
    return found


def _same(rows: Rows, definition: Definition) -> None:
    found = _CODE.fullmatch(str(rows[0][0])) if rows and rows[0] else None
    named = f"{found[1]} ver{found[2]}.{found[3]}" if found else ""
    if named != definition.code:
        raise Refused(
            "SHT-01",
            _("This sheet is of “%(named)s”, not of %(own)s. Choose the sheet of this methodology."),
            field="file",
            params={"named": named or "–", "own": definition.code},
        )


def _document(rows: Rows, definition: Definition) -> dict[str, Any]:
    """The input cells as a document of inputs; each row of table 1 is a reading."""
    readings = [_reading(number, row) for number, row in _table(rows, input_sheet.MONITORED)]
    values: dict[str, str] = {}
    items: dict[str, dict[str, dict[str, str]]] = {group.key: {} for group in definition.groups}
    for number, row in _table(rows, input_sheet.FIXED):
        parameter = definition.by_symbol.get(str(row[0]))
        if parameter is None or row[2] is None:
            continue
        text = f"{_number(row[2], number, 'C')} {'' if parameter.unit == '1' else parameter.unit}".strip()
        if parameter.value is not None:
            continue
        if parameter.per:
            items[parameter.per].setdefault(_words(row, 6), {})[parameter.symbol] = text
        else:
            values[parameter.symbol] = text
    for one in readings:
        parameter = definition.by_symbol.get(one["symbol"])
        if parameter is not None and parameter.per:
            items[parameter.per].setdefault(one["item"], {})
    deposits = [
        {"item": _words(row, 0), "year": row[1], "mass": f"{_number(row[2], number, 'C')} t"}
        for number, row in _table(rows, input_sheet.DEPOSITS)
    ]
    days = [one[end] for one in readings for end in ("first", "last")]
    if not days:
        raise Refused("SHT-02", _("The table of monitored parameters is missing or empty."), field="file")
    return {
        "first": min(days),
        "last": max(days),
        "values": values,
        "choices": {},
        "items": {key: [{"name": name, **given} for name, given in named.items()] for key, named in items.items()},
        "readings": readings,
        "deposits": deposits,
    }


def _table(rows: Rows, title: str) -> Iterator[tuple[int, Sequence[Any]]]:
    """The rows below the labels of a table, with their numbers, up to the first empty one."""
    begin = next((number for number, row in enumerate(rows) if row and row[0] == title), None)
    if begin is None:
        return
    for number, row in enumerate(rows[begin + 2 :], begin + 3):
        if not row or row[0] is None:
            return
        yield number, row


def _reading(number: int, row: Sequence[Any]) -> dict[str, str]:
    first, _sign, last = _words(row, 0).partition("/")
    if not _POINT.fullmatch(_words(row, 1)):
        raise _unreadable(number, "B", row[1])
    option = _words(row, 6).removeprefix("Option ")
    value = _number(row[4], number, "E")
    return {
        "symbol": _words(row, 2),
        "item": _words(row, 11),
        "first": first,
        "last": last,
        "value": value,
        "unit": _words(row, 5) if _words(row, 5) != "1" else "",
        "option": option,
    }


def _words(row: Sequence[Any], at: int) -> str:
    return str(row[at]).strip() if at < len(row) and row[at] is not None else ""


def _number(cell: object, number: int, column: str) -> str:
    """An amount as exact text; a text or nothing is refused with its place."""
    if isinstance(cell, bool) or not isinstance(cell, int | float | Decimal):
        raise _unreadable(number, column, cell)
    return f"{Decimal(repr(cell)):f}"


def _unreadable(number: int, column: str, cell: object) -> Refused:
    return Refused(
        "SHT-03",
        _("%(sheet)s!%(column)s%(number)s: “%(typed)s” cannot be read. Write a number in a number cell."),
        field="file",
        params={"sheet": sheets.REPORT, "column": column, "number": number, "typed": shortened(str(cell or ""))},
    )


def _shown(rows: Rows) -> Mapping[int, Mapping[str, Decimal | None]]:
    """Table 3 as the spreadsheet program has kept it; None where it never calculated."""
    return {
        row[0]: {symbol: _kept(row[at]) for symbol, at in (("RE", 1), ("PE", 2), ("ER", 3))}
        for _number_of, row in _table(rows, input_sheet.RESULTS)
        if _YEAR.fullmatch(str(row[0])) and isinstance(row[0], int)
    }


def _kept(cell: object) -> Decimal | None:
    return Decimal(repr(cell)) if isinstance(cell, int | float) and not isinstance(cell, bool) else None


def _overwritten(formulas: Mapping[str, Rows]) -> Iterator[str]:
    """Calculated cells in which no formula stands any more."""
    for number, row in enumerate(formulas[sheets.REPORT_CALCULATION], 1):
        if number > sheets.CALCULATED_FROM and row and row[0] is not None:
            for at, cell in enumerate(row[4:], 4):
                if cell is not None and not str(cell).startswith("="):
                    yield f"{sheets.REPORT_CALCULATION}!{chr(ord('A') + at % 26)}{number}"
    for number, row in _table(formulas[sheets.REPORT], input_sheet.RESULTS):
        for at in range(1, 5):
            if at < len(row) and row[at] is not None and not str(row[at]).startswith("="):
                yield f"{sheets.REPORT}!{chr(ord('A') + at)}{number}"


class ReturnedForm(forms.Form):
    """A filled-in monitoring spreadsheet."""

    file = forms.FileField(
        label=_("Monitoring spreadsheet (.xlsx)"),
        widget=forms.FileInput(attrs={"accept": ".xlsx"}),
        help_text=_("It is read and not kept."),
    )

    def __init__(self, definition: Definition, data: Any = None, files: Any = None) -> None:
        super().__init__(data, files)
        self.definition = definition
        self.returned: Returned | None = None

    @override
    def clean(self) -> dict[str, Any]:
        """Read the file; what is wrong with it stands beside it."""
        given = super().clean() or {}
        sent = given.get("file")
        if sent is None:
            return given
        if sent.size > MOST_BYTES:
            self.add_error("file", _("The file is too large. Split it."))
            return given
        try:
            self.returned = read(sent.read(), self.definition)
        except Unreadable as wrong:
            self.add_error("file", wrong.for_form())
        except Refused as refusal:
            self.add_error("file", f"{refusal.sentence} ({refusal.number})")
        return given

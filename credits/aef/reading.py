"""Another Party's workbook, read in whichever of the two ways it was written, with what is odd about it told."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import IO, Any

from openpyxl import load_workbook

from common import numbers
from credits.aef.profiles import CHECKER, IDENTIFIER
from credits.aef.submissions import Submission
from credits.aef.tables import INDEX, NOT_APPLICABLE, SUMMARY, TABLES, Column, Line, Table, Value

_DAY = re.compile(r"([0-9]{2})/([0-9]{2})/([0-9]{4})")
_ISO = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})(?:T[0-9:.]+Z?)?")
_YEARS = re.compile(r"([0-9]{4})\s*-\s*([0-9]{4})")
_OCCURRED = re.compile(r"Occurred: from (?:[0-9/]*/)?([0-9]{4}) to (?:[0-9/]*/)?([0-9]{4})(?:\. Use: .*)?")
_UNDO: Mapping[str, Mapping[str, str]] = {
    key: {written: meant for meant, written in words.items()}
    for key, words in CHECKER.words.items()
    if key != "ActionType"  # two types became one; which it was is not told
}


@dataclass(frozen=True)
class Odd:
    """Something odd about a file: the number of the rule, the sheet, the cell, and what stands there."""

    number: str
    sheet: str
    cell: str
    found: str = ""


@dataclass(frozen=True)
class Book:
    """A workbook as it was read."""

    submission: Submission
    odd: Sequence[Odd] = field(default=())


def read(file: IO[bytes], *, codes: Mapping[str, str]) -> Book:
    """Read a workbook.

    Args:
        codes: alpha-3 codes of Parties by their names, for files that name the Party.
    """
    book = load_workbook(file, read_only=True, data_only=True, keep_links=False)
    wanted = [INDEX, SUMMARY, *(table.sheet for table in TABLES.values())]
    odd = [Odd("AEF-101", name, "", "missing") for name in wanted if name not in book.sheetnames]
    odd += [Odd("AEF-101", name, "", "not one of the seven") for name in book.sheetnames if name not in wanted]
    tables: dict[int, list[Line]] = {}
    for number, table in TABLES.items():
        rows = book[table.sheet].iter_rows(values_only=True) if table.sheet in book.sheetnames else iter(())
        found = _vertical(table, list(rows), odd) if number == 1 else _horizontal(table, rows, odd)
        tables[number] = list(found)
    _summary(book, odd)
    return Book(_submission(tables, codes), odd)


def _summary(book: Any, odd: list[Odd]) -> None:
    if SUMMARY not in book.sheetnames:
        return
    said = [row[0] for row in book[SUMMARY].iter_rows(values_only=True) if row]
    for table in TABLES.values():
        labels = [table.heading, *(column.label for column in table.columns)]
        if not any(said[at : at + len(labels)] == labels for at, one in enumerate(said) if one == table.heading):
            odd.append(Odd("AEF-105", SUMMARY, "A1", table.heading))


def _submission(tables: Mapping[int, list[Line]], codes: Mapping[str, str]) -> Submission:
    head = tables[1][0] if tables[1] else [None] * len(TABLES[1].columns)
    party, version, year, on, _status, _result, first, last, _report = head
    name = str(party or "")
    period = (first, last) if isinstance(first, int) and isinstance(last, int) else None
    return Submission(
        codes.get(name, name),
        name,
        year if isinstance(year, int) else -1,
        str(version or ""),
        date.fromisoformat(on) if isinstance(on, str) and _ISO.fullmatch(on) else None,
        period,
        {number: lines for number, lines in tables.items() if number != 1},
    )


def _vertical(table: Table, rows: Sequence[Sequence[object]], odd: list[Odd]) -> list[Line]:
    """Table 1: labels down a column, values in the next."""
    cells = [(at, row) for at, row in enumerate(rows, 1) if len(row) > 1 and row[0] is not None]
    if not rows or not any(row and row[0] == table.heading for row in rows):
        odd.append(Odd("AEF-102", table.sheet, "A1", table.heading))
    by_label = {str(row[0]).strip(): (at, row[1]) for at, row in cells}
    line: Line = []
    for column in table.columns:
        if column.label not in by_label:
            odd.append(Odd("AEF-103", table.sheet, "A1", column.label))
        at, value = by_label.get(column.label, (1, None))
        line.append(_value(table, column, value, f"B{at}", odd))
        if column.carp and value != column.carp:
            odd.append(Odd("AEF-104", table.sheet, f"B{at}", column.label))
    return [line]


def _horizontal(table: Table, rows: Iterator[Sequence[object]], odd: list[Odd]) -> Iterator[Line]:
    """Tables 2 to 5: labels in a row under a heading, then lines until the first empty one."""
    at, labels = 0, []
    has_heading = False
    for at, row in enumerate(rows, 1):  # noqa: B007  where the labels stood is needed after
        texts = [str(cell).strip() for cell in row if cell is not None]
        has_heading = has_heading or table.heading.lower() in {text.lower() for text in texts}
        if table.columns[0].label in texts and len(texts) > 1:
            labels = [None if cell is None else str(cell).strip() for cell in row]
            break
    if not has_heading:
        odd.append(Odd("AEF-102", table.sheet, "A1", table.heading))
    wanted = [None if column is None else column.label for column in table.layout]
    while labels and labels[-1] is None:
        labels.pop()
    begins = next((place for place, label in enumerate(labels) if label is not None), 0)
    if labels[begins:] != wanted:
        odd.append(Odd("AEF-103", table.sheet, f"A{max(at, 1)}", ""))
    places = [labels.index(column.label) if column.label in labels else -1 for column in table.columns]
    for number, row in enumerate(rows):
        if all(cell is None for cell in row):
            return
        values = [None if place < 0 or place >= len(row) else row[place] for place in places]
        yield [
            _value(table, column, value, table.cell(number, column.key) if _is_odd(column, value) else "", odd)
            for column, value in zip(table.columns, values, strict=True)
        ]


def _is_odd(column: Column, value: object) -> bool:
    """Whether reading it may have something to tell: its place on the sheet is worked out only then."""
    if column.kind == "date":
        return not isinstance(value, datetime)
    return (column.kind in {"whole", "serial"} and not isinstance(value, int)) or isinstance(value, float)


def _value(table: Table, column: Column, value: object, cell: str, odd: list[Odd]) -> Value:
    if value is None or value == NOT_APPLICABLE:
        return None if value is None else NOT_APPLICABLE
    if column.kind == "date":
        return _day(table, value, cell, odd)
    if isinstance(value, float) and value.is_integer():
        odd.append(Odd("AEF-108", table.sheet, cell, str(value)))
        value = round(value)
    if column.kind == "whole":
        return _whole(table, value, cell, odd)
    if column.kind == "serial":
        return _serial(table, value, cell, odd)
    text = str(value).strip()
    if column.key == "AuthorizedTimeframe":
        found = _YEARS.fullmatch(text) or _OCCURRED.fullmatch(text)
        return f"{found[1]}/{found[2]}" if found else text
    return _UNDO.get(column.key, {}).get(text, text)


def _day(table: Table, value: object, cell: str, odd: list[Odd]) -> Value:
    if isinstance(value, datetime):
        return value.date().isoformat()
    text = str(value).strip()
    if found := _ISO.fullmatch(text):
        return found[1]
    odd.append(Odd("AEF-107", table.sheet, cell, text))
    found = _DAY.fullmatch(text)
    return f"{found[3]}-{found[2]}-{found[1]}" if found else text


def _whole(table: Table, value: object, cell: str, odd: list[Odd]) -> Value:
    if isinstance(value, int):
        return value
    text = str(value).strip()
    plain = numbers.whole(text.replace(",", ""))
    if plain is None:
        return text
    odd.append(Odd("AEF-108", table.sheet, cell, text))
    return plain


def _serial(table: Table, value: object, cell: str, odd: list[Odd]) -> Value:
    if isinstance(value, int):
        return value
    text = str(value).strip()
    found = IDENTIFIER.fullmatch(text)
    if found:
        if "," in text:
            odd.append(Odd("AEF-106", table.sheet, cell, text))
            return text.replace(",", "")
        return text
    plain = numbers.whole(text.replace(",", ""))
    if plain is not None and "," in text:
        odd.append(Odd("AEF-106", table.sheet, cell, text))
    return text if plain is None else plain

"""A submission as the seven-sheet workbook, JSON and CSV: the same submission gives the same bytes."""

import csv
import io
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from functools import partial
from typing import BinaryIO
from zipfile import ZipFile

from common import workbooks
from common.workbooks import Cell, Heading, Sheet
from credits.aef.profiles import Profile, identifier
from credits.aef.submissions import Submission
from credits.aef.tables import INDEX, SUMMARY, TABLES, Column, Line, Table, Value

type Written = Callable[[Line], list[Cell]]
type CellOf = Callable[[Value, Line], Cell]

_PLACE = {number: table.place for number, table in TABLES.items()}


def workbook(submission: Submission, profile: Profile, target: BinaryIO) -> None:
    """Write the seven sheets, row by row."""
    sheets = [Sheet(INDEX, _index(submission)), Sheet(SUMMARY, _summary(), [80])]
    sheets += [Sheet(table.sheet, _rows(submission, table, profile)) for table in TABLES.values()]
    workbooks.write(target, sheets)


def _index(submission: Submission) -> Iterator[Sequence[Cell | Heading]]:
    yield [Heading("Agreed electronic format (4/CMA.6, annex II)")]
    yield [f"{submission.party} {submission.year}, version {submission.version}"]
    yield []
    yield from ([name] for name in (INDEX, SUMMARY, *(table.sheet for table in TABLES.values())))


def _summary() -> Iterator[Sequence[Cell | Heading]]:
    """Headings and labels in one column, without a break within a table."""
    for table in TABLES.values():
        yield [Heading(table.heading)]
        yield from ([column.label] for column in table.columns)
        yield []


def _rows(submission: Submission, table: Table, profile: Profile) -> Iterator[Sequence[Cell | Heading]]:
    yield [Heading(table.heading)]
    yield []
    written = _writer(table, profile, submission.party_name)
    if table.number == 1:
        values = written(submission.first_table)
        yield from ([column.label, value] for column, value in zip(table.columns, values, strict=True))
        return
    yield [None if column is None else column.label for column in table.layout]
    order = [None if column is None else table.place[column.key] for column in table.layout]
    for line in submission.lines(table.number):
        values = written(line)
        yield [None if place is None else values[place] for place in order]


def _writer(table: Table, profile: Profile, party_name: str) -> Written:
    makers = [_maker(table, column, profile, party_name) for column in table.columns]
    return lambda line: [make(value, line) for make, value in zip(makers, line, strict=True)]


def _maker(table: Table, column: Column, profile: Profile, party_name: str) -> CellOf:
    if column.kind == "date":
        as_iso = not profile.real_dates and column.key == "ActionDateTime"
        return partial(_day, as_iso=as_iso)
    if column.kind == "serial":
        return partial(_serial, place=_PLACE[table.number], whole=profile.whole_identifier)
    if table.number == 1 and column.key == "ParticipatingParty" and profile.party_by_name:
        return lambda _value, _line: party_name
    if column.key == "AuthorizedTimeframe":
        return partial(_timeframe, form=profile.timeframe)
    words = profile.words.get(column.key)
    if words:
        return lambda value, _line: words.get(value, value) if isinstance(value, str) else value
    return lambda value, _line: value


def _day(value: Value, _line: Line, *, as_iso: bool) -> Cell:
    if not isinstance(value, str):
        return value
    try:
        on = date.fromisoformat(value)
    except ValueError:
        return value
    return f"{value}T00:00:00.000Z" if as_iso else on


def _serial(value: Value, line: Line, *, place: Mapping[str, int], whole: bool) -> Cell:
    if not isinstance(value, int) or not whole:
        return value
    parts = ("CooperativeApproachID", "PartyITMORegistryID", "FirstTransferringPartyID")
    approach, registry, party = (line[place[key]] for key in parts)
    return identifier(approach, registry, party, value, line[place["Vintage"]])


def _timeframe(value: Value, _line: Line, *, form: str) -> Cell:
    first, dash, last = value.partition("/") if isinstance(value, str) else ("", "", "")
    return form.format(first=first, last=last) if dash else value


def as_json(submission: Submission, target: BinaryIO) -> None:
    """Every line as an object by technical names, in plain values; one line of text each."""
    head = {
        "party": submission.party,
        "year": submission.year,
        "version": submission.version,
        "format": "AEF 4/CMA.6 annex II",
    }
    target.write(json.dumps(head, ensure_ascii=False).encode()[:-1])
    for number, table in TABLES.items():
        target.write(f',\n"table{number}": ['.encode())
        keys = [column.key for column in table.columns]
        for at, line in enumerate(submission.lines(number)):
            said = json.dumps(dict(zip(keys, line, strict=True)), ensure_ascii=False)
            target.write(f"{',' if at else ''}\n{said}".encode())
        target.write(b"\n]")
    target.write(b"}\n")


def as_csv(submission: Submission, profile: Profile, target: BinaryIO) -> None:
    """A zip file with a CSV file for each table, as the profile writes it; days are dd/mm/yyyy."""
    with ZipFile(target, "w") as archive:
        for number, table in TABLES.items():
            with archive.open(workbooks.part(f"table{number}.csv"), "w") as packed:
                text = io.TextIOWrapper(packed, encoding="utf-8-sig", newline="")
                writer = csv.writer(text)
                writer.writerow([column.label for column in table.columns])
                written = _writer(table, profile, submission.party_name)
                for line in submission.lines(number):
                    writer.writerow([_in_csv(cell) for cell in written(line)])
                text.flush()
                text.detach()


def _in_csv(cell: Cell) -> Cell:
    if isinstance(cell, date):
        return f"{cell:%d/%m/%Y}"
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(tuple("=+-@")) else cell

"""Tables that people hand in as files: read in whatever way a spreadsheet program writes them, or refused with how to.

Excel in Japan writes CSV in Shift_JIS, elsewhere with semicolons, and "Unicode text" in UTF-16 with tabs; what it keeps
itself is a workbook. All of them become one text with commas, which is what is judged and what is stored.
"""

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from typing import IO
from xml.parsers import expat

from django.utils.translation import gettext_lazy as _
from openpyxl import load_workbook

from common import packed
from common.text import Unreadable

SEPARATORS = (",", ";", "\t")
MOST_UNPACKED = 5_000_000  # bytes of a workbook: it is packed, and may be packed to do harm
MOST_CELLS = 20_000
_MOST_ELEMENTS = 10_000  # of one part: styles, names and whatever else the reader of workbooks reads before any cell
_MOST_IN_TABLES = 100_000  # of a sheet or of the texts of its cells: a cell is up to five elements
_TABLES = frozenset({"worksheet", "sst"})
_COUNTED = frozenset({"c", "si", "row"})  # cells, texts of cells, and rows: at most so many of each
_MOST_OF_NO_XML = 200_000  # bytes of a picture or the settings of a printer
_AT_ONCE = 65_536
_WORKBOOK = b"PK\x03\x04"
_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))

NOT_TEXT = _("The file is not a table that can be read here. Save it as “CSV UTF-8” or as an Excel workbook (.xlsx).")
NO_WORKBOOK = _("This workbook cannot be read. Save it anew as .xlsx, with one sheet, or as “CSV UTF-8”.")
TOO_LARGE = _("This workbook holds too much. Keep one sheet with the columns named here, and nothing else.")


@dataclass(frozen=True)
class Room:
    """How much a workbook may hold: bytes when unpacked, cells, and elements of a sheet (a cell is up to five)."""

    unpacked: int = MOST_UNPACKED
    cells: int = MOST_CELLS
    in_tables: int = _MOST_IN_TABLES


FORM = Room()  # a table that people fill in by hand
READINGS = Room(unpacked=100_000_000, cells=250_000, in_tables=1_500_000)  # a year of readings, minute by minute


def as_text(content: bytes) -> str:
    """The table of a file as text with commas.

    Raises: Unreadable where it is no table, or a workbook that is broken or too large.
    """
    if content.startswith(_WORKBOOK):
        return _joined([[_cell(value) for value in row] for row in _of_workbook(content, FORM)])
    return with_commas(_decoded(content))


def as_cells(content: bytes, room: Room) -> Sequence[Sequence[object]]:
    """The rows of a table with what stands in each cell: text, or of a workbook a number, a day or nothing.

    Raises: Unreadable as `as_text`, or where a quotation mark of a CSV file is not closed.
    """
    if content.startswith(_WORKBOOK):
        return _of_workbook(content, room)
    try:
        rows = list(csv.reader(io.StringIO(with_commas(_decoded(content)), newline=""), strict=True))
    except csv.Error as fault:
        raise Unreadable(NOT_TEXT) from fault
    if sum(map(len, rows)) > room.cells:
        raise Unreadable(TOO_LARGE)
    return rows


def _decoded(content: bytes) -> str:
    marked = [name for mark, name in _MARKS if content.startswith(mark)]
    for encoding in marked or ("utf-8", "cp932"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" not in text:
            return text
    raise Unreadable(NOT_TEXT)


def with_commas(text: str) -> str:
    """The same table with commas between its cells; the first line tells what stands there now."""
    plain = text.removeprefix("\ufeff")
    first, _end, rest = plain.partition("\n")
    if first.strip().lower() in {f"sep={mark}" for mark in SEPARATORS}:  # Excel's own remark
        plain, first = rest, rest.partition("\n")[0]
    mark = max(SEPARATORS, key=first.count)
    if mark == ",":
        return plain
    try:
        return _joined(list(csv.reader(io.StringIO(plain, newline=""), delimiter=mark, strict=True)))
    except csv.Error:
        return plain  # whoever reads it says where it breaks


def _joined(rows: Sequence[Sequence[str]]) -> str:
    written = io.StringIO(newline="")
    csv.writer(written).writerows(rows)
    return written.getvalue()


def _of_workbook(content: bytes, room: Room) -> list[Sequence[object]]:
    try:
        weigh(io.BytesIO(content), room)
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
        return list(_rows(book.worksheets[0].iter_rows(values_only=True), room))
    except Unreadable:
        raise
    except Exception as fault:  # whatever a broken workbook makes of its reader
        raise Unreadable(NO_WORKBOOK) from fault


def weigh(file: IO[bytes], room: Room = FORM) -> None:
    """Every part by itself, before the reader of workbooks makes objects of it, and the sum of all.

    Raises: Unreadable where it holds too much; `packed.NotPackedError` where it is no packed file.
    """
    with packed.opened(file) as archive:
        parts = archive.infolist()
        if sum(part.file_size for part in parts) > room.unpacked:
            raise Unreadable(TOO_LARGE)
        for part in parts:
            with archive.open(part) as opened:
                is_xml = _Weight(room).of(iter(partial(opened.read, _AT_ONCE), b""))
            if not is_xml and part.file_size > _MOST_OF_NO_XML:
                raise Unreadable(TOO_LARGE)


class _Weight:
    """Counts what stands in a part while it is read, and ends the reading where it is too much."""

    def __init__(self, room: Room) -> None:
        self.room, self.root, self.elements = room, "", 0
        self.counted = dict.fromkeys(_COUNTED, 0)
        self._parser = expat.ParserCreate(namespace_separator=" ")
        self._parser.StartElementHandler = self._element
        self._parser.StartDoctypeDeclHandler = self._doctype

    def of(self, chunks: Iterator[bytes]) -> bool:
        """Whether the part is XML: what is none, its reader refuses at the same place."""
        try:
            for chunk in chunks:
                self._parser.Parse(chunk, False)
            self._parser.Parse(b"", True)
        except expat.ExpatError:
            return False
        return True

    def _element(self, name: str, _attributes: Mapping[str, str]) -> None:
        kind = name.rpartition(" ")[2]
        self.root = self.root or kind
        self.elements += 1
        if kind in _COUNTED:
            self.counted[kind] += 1
            if self.counted[kind] > self.room.cells:
                raise Unreadable(TOO_LARGE)
        if self.elements > (self.room.in_tables if self.root in _TABLES else _MOST_ELEMENTS):
            raise Unreadable(TOO_LARGE)

    def _doctype(self, *_declared: object) -> None:
        raise Unreadable(NO_WORKBOOK)  # no spreadsheet program writes one


def _rows(rows: Iterator[Sequence[object]], room: Room) -> Iterator[Sequence[object]]:
    left = room.cells
    for row in rows:
        left -= len(row) or 1
        if left < 0:
            raise Unreadable(TOO_LARGE)
        yield row


def _cell(value: object) -> str:
    """A cell as somebody would have typed it."""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%d}"
    return value.isoformat() if isinstance(value, date) else "" if value is None else str(value)

"""Tables that people hand in as files: read in whatever way a spreadsheet program writes them, or refused with how to.

Excel in Japan writes CSV in Shift_JIS, elsewhere with semicolons, and "Unicode text" in UTF-16 with tabs; what it keeps
itself is a workbook. All of them become one text with commas, which is what is judged and what is stored.
"""

import csv
import io
import re
import zipfile
from collections.abc import Iterator, Sequence
from datetime import date, datetime

from django.utils.translation import gettext_lazy as _
from openpyxl import load_workbook

from common.text import Unreadable

SEPARATORS = (",", ";", "\t")
# Of a workbook's parts, unpacked: what holds the cells, and what only says how they look. The reader takes a part in
# whole, so a few kilobytes that unpack to millions of elements would hold it for long.
MOST_OF_CELLS, MOST_OF_LOOKS, MOST_PARTS = 1_000_000, 100_000, 100
OF_CELLS = re.compile(r"xl/(worksheets/[^/]+|sharedStrings)\.xml", re.IGNORECASE)
MOST_CELLS = 20_000
_WORKBOOK = b"PK\x03\x04"
_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))

NOT_TEXT = _("The file is not a table that can be read here. Save it as “CSV UTF-8” or as an Excel workbook (.xlsx).")
NO_WORKBOOK = _("This workbook cannot be read. Save it anew as .xlsx, with one sheet, or as “CSV UTF-8”.")
TOO_LARGE = _("This workbook holds too much. Keep one sheet with the columns named here, and nothing else.")


def as_text(content: bytes) -> str:
    """The table of a file as text with commas.

    Raises: Unreadable where it is no table, or a workbook that is broken or too large.
    """
    if content.startswith(_WORKBOOK):
        return _joined(_of_workbook(content))
    return with_commas(_decoded(content))


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


def _of_workbook(content: bytes) -> list[list[str]]:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            _bound(packed.infolist())
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
        return list(_rows(book.worksheets[0].iter_rows(values_only=True)))
    except Unreadable:
        raise
    except Exception as fault:  # whatever a broken workbook makes of its reader
        raise Unreadable(NO_WORKBOOK) from fault


def _bound(parts: Sequence[zipfile.ZipInfo]) -> None:
    """The sizes are those that the package tells; the library unpacks no more than it tells."""
    if len(parts) > MOST_PARTS:
        raise Unreadable(TOO_LARGE)
    for part in parts:
        if part.file_size > (MOST_OF_CELLS if OF_CELLS.fullmatch(part.filename) else MOST_OF_LOOKS):
            raise Unreadable(TOO_LARGE)


def _rows(rows: Iterator[Sequence[object]]) -> Iterator[list[str]]:
    left = MOST_CELLS
    for row in rows:
        left -= len(row) or 1
        if left < 0:
            raise Unreadable(TOO_LARGE)
        yield [_cell(value) for value in row]


def _cell(value: object) -> str:
    """A cell as somebody would have typed it."""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%d}"
    return value.isoformat() if isinstance(value, date) else "" if value is None else str(value)

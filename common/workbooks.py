"""Workbooks written row by row: the same cells give the same bytes, whenever and wherever they are written.

`openpyxl` stamps the hour into what it writes and keeps much in memory. What is filed with an office must be the same
file when it is made again, and may have a hundred thousand rows.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import BinaryIO
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

type Cell = str | int | Decimal | date | None

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")  # a workbook with one is broken
_FIRST_SERIAL = date(1899, 12, 30)  # day 0 of a spreadsheet, as all of them count
_WHEN = (1980, 1, 1, 0, 0, 0)  # the first instant that a zip file can tell
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_DOCUMENT = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_CHUNK = 500
DATE, BOLD = 1, 2  # places in the table of styles


@dataclass(frozen=True)
class Heading:
    """Text in bold."""

    text: str


@dataclass(frozen=True)
class Sheet:
    """A sheet: its name, and its rows from top to bottom; `widths` of its columns, in signs."""

    name: str
    rows: Iterable[Sequence[Cell | Heading]]
    widths: Sequence[int] = field(default=())


def write(target: BinaryIO, sheets: Sequence[Sheet]) -> None:
    """Write a workbook. Text is never a formula; days are real days, shown as dd/mm/yyyy; numbers are numbers."""
    with ZipFile(target, "w", ZIP_DEFLATED, compresslevel=6) as archive:
        for name, text in _frame(sheets):
            archive.writestr(part(name), text)
        for number, sheet in enumerate(sheets, start=1):
            with archive.open(part(f"xl/worksheets/sheet{number}.xml"), "w", force_zip64=True) as opened:
                opened.writelines(piece.encode() for piece in _sheet(sheet))


def part(name: str) -> ZipInfo:
    """A part of a zip file that says the same whenever and wherever it is written."""
    made = ZipInfo(name, _WHEN)
    made.compress_type = ZIP_DEFLATED
    made.create_system = 3  # not that of whichever machine writes it
    made.external_attr = 0o600 << 16
    return made


def _frame(sheets: Sequence[Sheet]) -> Iterator[tuple[str, str]]:
    numbers = range(1, len(sheets) + 1)
    parts = "".join(
        f'<Override PartName="/xl/worksheets/sheet{n}.xml" ContentType="{_OFFICE}.worksheet+xml"/>' for n in numbers
    )
    yield "[Content_Types].xml", _TYPES.format(parts=parts)
    yield "_rels/.rels", _RELATED
    named = "".join(
        f'<sheet name="{_attribute(sheet.name)}" sheetId="{n}" r:id="rId{n}"/>'
        for n, sheet in zip(numbers, sheets, strict=True)
    )
    book = f'<workbook xmlns="{_MAIN}" xmlns:r="{_DOCUMENT}"><sheets>{named}</sheets></workbook>'
    yield "xl/workbook.xml", _HEAD + book
    related = "".join(
        f'<Relationship Id="rId{n}" Type="{_DOCUMENT}/worksheet" Target="worksheets/sheet{n}.xml"/>' for n in numbers
    )
    yield "xl/_rels/workbook.xml.rels", _RELATED_SHEETS.format(related=related, styles=len(sheets) + 1)
    yield "xl/styles.xml", _STYLES


_TYPES = (
    f'{_HEAD}<Types xmlns="{_PACKAGE}/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    f'<Override PartName="/xl/workbook.xml" ContentType="{_OFFICE}.sheet.main+xml"/>'
    f'<Override PartName="/xl/styles.xml" ContentType="{_OFFICE}.styles+xml"/>{{parts}}</Types>'
)
_RELATED = (
    f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1" '
    f'Type="{_DOCUMENT}/officeDocument" Target="xl/workbook.xml"/></Relationships>'
)
_RELATED_SHEETS = (
    f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">{{related}}<Relationship Id="rId{{styles}}" '
    f'Type="{_DOCUMENT}/styles" Target="styles.xml"/></Relationships>'
)
_STYLES = (
    f'{_HEAD}<styleSheet xmlns="{_MAIN}"><numFmts count="1"><numFmt numFmtId="164" formatCode="dd/mm/yyyy"/></numFmts>'
    '<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/>'
    '</font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill>'
    '<patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/>'
    '<diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/>'
    '</cellStyleXfs><cellXfs count="4"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>'
    '<xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>'
    '<xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/>'
    '<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0" applyAlignment="1"><alignment wrapText="1"/></xf>'
    '</cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
)


def _sheet(sheet: Sheet) -> Iterator[str]:
    yield f'{_HEAD}<worksheet xmlns="{_MAIN}">'
    if sheet.widths:
        columns = "".join(
            f'<col min="{n}" max="{n}" width="{width}" customWidth="1"/>' for n, width in enumerate(sheet.widths, 1)
        )
        yield f"<cols>{columns}</cols>"
    yield "<sheetData>"
    letters: list[str] = []
    pieces: list[str] = []
    for number, row in enumerate(sheet.rows, start=1):
        letters += [letters_of(place) for place in range(len(letters) + 1, len(row) + 1)]
        cells = "".join(
            [
                _cell(f"{letter}{number}", value)
                for letter, value in zip(letters, row, strict=False)
                if value is not None
            ]
        )
        pieces.append(f'<row r="{number}">{cells}</row>')
        if len(pieces) == _CHUNK:
            yield "".join(pieces)
            pieces.clear()
    yield "".join(pieces)
    yield "</sheetData></worksheet>"


def _cell(place: str, value: Cell | Heading) -> str:
    if isinstance(value, str):
        return f'<c r="{place}" t="inlineStr"><is><t xml:space="preserve">{_text(value)}</t></is></c>'
    if isinstance(value, int | Decimal):
        return (
            f'<c r="{place}"><v>{value:d}</v></c>' if isinstance(value, int) else f'<c r="{place}"><v>{value:f}</v></c>'
        )
    if isinstance(value, date):
        return f'<c r="{place}" s="{DATE}"><v>{(value - _FIRST_SERIAL).days}</v></c>'
    text = value.text if isinstance(value, Heading) else ""
    return f'<c r="{place}" s="{BOLD}" t="inlineStr"><is><t xml:space="preserve">{_text(text)}</t></is></c>'


def _text(value: str) -> str:
    return escape(_NOT_IN_XML.sub("\ufffd", value))


def _attribute(value: str) -> str:
    return escape(value, {'"': "&quot;"})


def letters_of(column: int) -> str:
    """The letters of a column by its number from 1: A, Z, AA."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters

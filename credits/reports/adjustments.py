"""Corresponding adjustments as chart, CSV, JSON and workbook: the table's figures, never others."""

import csv
import io
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

from django.utils.translation import override

from common import workbooks
from common.workbooks import Heading, Sheet
from credits.adjustments.rows import LABELS, Figure, Row, written
from credits.adjustments.summary import Summary
from credits.selectors import adjustments
from credits.selectors.adjustments import Standing

INDETERMINATE = "indeterminate"
NOT_APPLICABLE = "NA"
MAGNITUDE = 22  # height of a chart's half, in its own units
BAR, GAP = 8, 4


def as_json(standing: Standing) -> bytes:
    """The snapshot, with keys in order: the same adjustments give the same bytes."""
    return json.dumps(adjustments.snapshot(standing), indent=2, sort_keys=True, ensure_ascii=False).encode() + b"\n"


def _table(summary: Summary) -> Iterator[list[str | int | Heading | Any]]:
    """Heading and rows: number, label, a cell a year."""
    with override("en"):
        yield [Heading("Row"), Heading("What"), *(Heading(str(year)) for year in summary.target.years)]
        for row in Row:
            yield [row.value, str(LABELS[row]), *(_written(figure) for figure in summary.row(row))]


def _written(figure: Figure) -> object:
    if figure.is_indeterminate:
        return INDETERMINATE
    return NOT_APPLICABLE if figure.shown is None else figure.shown


def as_csv(standing: Standing) -> bytes:
    """The twelve rows, a column a year; what is indeterminate says so and is followed by what is missing."""
    target = io.StringIO(newline="")
    writer = csv.writer(target)
    if standing.summary is not None:
        for line in _table(standing.summary):
            writer.writerow([cell.text if isinstance(cell, Heading) else cell for cell in line])
    writer.writerow([])
    writer.writerow(["missing", *standing.missing])
    return b"\xef\xbb\xbf" + target.getvalue().encode()  # spreadsheet programs know UTF-8 by the mark


def as_xlsx(standing: Standing) -> bytes:
    """The twelve rows and what is missing or outside, as a workbook with two sheets."""
    target = io.BytesIO()
    rows = [] if standing.summary is None else list(_table(standing.summary))
    sheets = [Sheet("Structured summary", rows, [6, 56]), Sheet("Notes", list(_notes(standing)), [28, 60])]
    workbooks.write(target, sheets)
    return target.getvalue()


def _notes(standing: Standing) -> Iterator[Sequence[str | int | Heading | None]]:
    yield [Heading("Party"), standing.party.code]
    for missing in standing.missing:
        yield [Heading("Missing"), str(missing)]
    if standing.summary is not None:
        yield [Heading("Method"), standing.summary.method.value]
        yield [Heading("NDC version"), standing.summary.target.version]
        for event in standing.summary.outside:
            yield [Heading("Outside the period"), event.key, event.quantity, event.adjusts_in]


WRITERS: Mapping[str, tuple[Any, str]] = {
    "json": (as_json, "application/json"),
    "csv": (as_csv, "text/csv; charset=utf-8"),
    "xlsx": (as_xlsx, workbooks.MEDIA_TYPE),
}


@dataclass(frozen=True)
class Bar:
    """One bar of the chart of row 10, in the chart's own units; `height` 0 with `is_open` where indeterminate."""

    year: int
    x: int
    y: float
    height: float
    middle: float
    kind: str
    figure: Figure


@dataclass(frozen=True)
class Chart:
    """Row 10 over the years: additions upwards, subtractions downwards, indeterminate years hatched."""

    bars: Sequence[Bar]
    width: int
    most: Decimal | int
    height: int = 2 * MAGNITUDE + 14
    zero: int = MAGNITUDE + 2


def chart(summary: Summary) -> Chart | None:
    """The bars of row 10; nothing where there is nothing to draw."""
    figures = summary.row(Row.ADJUSTMENT)
    most = max((abs(figure.value) for figure in figures if figure.value is not None), default=0)
    bars = [_bar(place, figure, float(most)) for place, figure in enumerate(figures)]
    if not any(bar.height for bar in bars):
        return None
    return Chart(bars, len(bars) * (BAR + GAP) + GAP, written(Fraction(most)))


def _bar(place: int, figure: Figure, most: float) -> Bar:
    x, zero = GAP + place * (BAR + GAP), MAGNITUDE + 2
    if figure.value is None:
        return Bar(figure.year, x, zero - MAGNITUDE / 2, MAGNITUDE, x + BAR / 2, "open", figure)
    height = round(MAGNITUDE * abs(figure.value) / most, 2) if most else 0.0
    is_added = figure.value >= 0
    return Bar(
        figure.year,
        x,
        zero - height if is_added else zero,
        height,
        x + BAR / 2,
        "added" if is_added else "used",
        figure,
    )

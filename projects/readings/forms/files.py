"""A file of readings: every row judged at the door, every fault with its cell and what to do; one fault keeps none."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, tzinfo
from decimal import Decimal
from string import ascii_uppercase

from django.utils.translation import gettext_lazy as _

from common import tables
from common.refusals import Refused, Sentence
from common.text import shortened
from projects.definitions.selectors import definitions
from projects.methodologies.calculation import units
from projects.methodologies.calculation.definitions import Definition, Parameter
from projects.methodologies.calculation.inputs import instant
from projects.methodologies.calculation.values import exact
from projects.readings.models import MonitoringPlan
from projects.readings.questions import COLUMNS, NEEDED, SHEET
from projects.readings.services.readings import Given

MOST_FAULTS = 50
MOST_BYTES = 10_000_000
_FULL_WIDTH = re.compile("[０-９．，－]")
_COMMA = re.compile(r"-?[0-9]+,[0-9]+")
_TEXT_DAY = re.compile(r"[0-9]{1,2}[./-][0-9]{1,2}[./-][0-9]{2,4}|.*[A-Za-z]{3}.*|.*[年月日].*")


@dataclass(frozen=True)
class Fault:
    """What is wrong with a cell. `place` is as a spreadsheet program names it, with its sheet: `Readings!E5`."""

    number: str
    place: str
    sentence: Sentence
    params: Mapping[str, str]

    @property
    def text(self) -> str:
        return str(self.sentence) % self.params if self.params else str(self.sentence)


@dataclass(frozen=True)
class Read:
    """What a file says: its rows, or what is wrong with them."""

    rows: Sequence[Given]
    faults: Sequence[Fault]


class _Wrong(Exception):  # noqa: N818  an answer to what stands in a cell
    def __init__(self, number: str, column: str, sentence: Sentence, **params: str) -> None:
        super().__init__(number)
        self.number, self.column, self.sentence, self.params = number, column, sentence, params


@dataclass(frozen=True)
class Asked:
    """What a file is read against: the methodology, the host's clock, and the names of the items of each group."""

    definition: Definition
    zone: tzinfo
    items: Mapping[str, Collection[str]]

    @classmethod
    def of(cls, plan: MonitoringPlan) -> "Asked":
        """What a monitoring plan asks for."""
        items = {key: {str(one["name"]) for one in rows} for key, rows in plan.document["items"].items()}
        return cls(definitions.read(plan.definition), plan.definition.methodology.country.zone, items)


def read(content: bytes, asked: Asked) -> Read:
    """Read a CSV file or workbook of readings.

    Raises: Unreadable where it is no table at all, or too large.
    """
    cells = tables.as_cells(content, tables.READINGS)
    rows = [(number, row) for number, row in enumerate(cells, 1) if any(value not in {None, ""} for value in row)]
    if not rows:
        return Read((), [Fault("RDG-02", f"{SHEET}!A1", _("The file is empty."), {})])
    heading = [str(value or "").strip().lower() for value in rows[0][1]]
    faults = list(_heading(heading))
    if faults:
        return Read((), faults)
    reader = _Reader(asked, heading)
    return reader.read(rows[1:])


def _heading(heading: Sequence[str]) -> Iterator[Fault]:
    for at, name in enumerate(heading):
        if name and name not in COLUMNS:
            yield Fault(
                "RDG-01",
                f"{SHEET}!{ascii_uppercase[at % 26]}1",
                _("“%(name)s” is not a column that is known here. Known are: %(known)s."),
                {"name": shortened(name), "known": ", ".join(COLUMNS)},
            )
    for name in NEEDED:
        if name not in heading:
            yield Fault("RDG-02", f"{SHEET}!A1", _("The column “%(name)s” is missing."), {"name": name})
    twice = {name for name in heading if name and heading.count(name) > 1}
    for name in sorted(twice):
        yield Fault("RDG-02", f"{SHEET}!A1", _("The column “%(name)s” stands twice."), {"name": shortened(name)})


class _Reader:
    """Reads the rows of one file."""

    def __init__(self, asked: Asked, heading: Sequence[str]) -> None:
        self.zone, self.items, self.heading = asked.zone, asked.items, heading
        self.monitored = {one.symbol: one for one in asked.definition.monitored}

    def read(self, rows: Sequence[tuple[int, Sequence[object]]]) -> Read:
        found, faults = [], []
        for number, row in rows:
            try:
                found.append(self.row(number, dict(zip(self.heading, row, strict=False))))
            except _Wrong as wrong:
                faults.append(Fault(wrong.number, self.place(wrong.column, number), wrong.sentence, wrong.params))
                if len(faults) >= MOST_FAULTS:
                    break
        if not rows:
            faults.append(Fault("RDG-02", f"{SHEET}!A2", _("No reading stands below the heading."), {}))
        return Read(found, faults)

    def place(self, column: str, number: int) -> str:
        at = self.heading.index(column) if column in self.heading else 0
        return f"{SHEET}!{ascii_uppercase[at % 26]}{number}"

    def row(self, number: int, cells: Mapping[str, object]) -> Given:
        parameter = self.parameter(cells)
        item = str(cells.get("item") or "").strip()
        if parameter.per and item not in self.items.get(parameter.per, set()):
            known = ", ".join(sorted(self.items.get(parameter.per, set())))
            raise _Wrong(
                "RDG-08",
                "item",
                _("“%(typed)s” is no item of the plan. Known: %(known)s."),
                typed=shortened(item),
                known=known,
            )
        return Given(
            symbol=parameter.symbol,
            item=item if parameter.per else "",
            first_at=self.instant(cells.get("first"), "first"),
            last_at=self.instant(cells.get("last"), "last", is_end=True),
            value=self.amount(cells.get("value"), "value"),
            unit=self.unit(cells.get("unit"), parameter),
            option=self.option(cells.get("option"), parameter),
            counter=None if cells.get("counter") in {None, ""} else self.amount(cells.get("counter"), "counter"),
            place=self.place("value", number),
        )

    def parameter(self, cells: Mapping[str, object]) -> Parameter:
        symbol = str(cells.get("parameter") or "").strip()
        if symbol not in self.monitored:
            raise _Wrong(
                "RDG-07",
                "parameter",
                _("“%(typed)s” is not monitored by this methodology. Known: %(known)s."),
                typed=shortened(symbol),
                known=", ".join(self.monitored),
            )
        return self.monitored[symbol]

    def amount(self, cell: object, column: str) -> Decimal:
        if isinstance(cell, bool) or cell is None or cell == "":
            raise _Wrong("RDG-03", column, _("Give a number here."))
        is_number = isinstance(cell, int | float | Decimal)
        text = f"{Decimal(repr(cell)):f}" if is_number else str(cell).strip()
        if _FULL_WIDTH.search(text):
            raise _Wrong(
                "RDG-04",
                column,
                _("“%(typed)s” is typed in full width. Type it in plain digits."),
                typed=shortened(text),
            )
        if _COMMA.fullmatch(text):
            raise _Wrong(
                "RDG-05",
                column,
                _("“%(typed)s” has a comma: write a stop as decimal mark, and no groups."),
                typed=shortened(text),
            )
        try:
            return exact(text, column)
        except Refused as refusal:
            raise _Wrong(
                "RDG-03",
                column,
                _("“%(typed)s” is not a number. Write digits with a stop as decimal mark."),
                typed=shortened(text),
            ) from refusal

    def instant(self, cell: object, column: str, *, is_end: bool = False) -> datetime:
        if isinstance(cell, datetime):
            is_day = is_end and (cell.hour, cell.minute, cell.second) == (0, 0, 0)
            return (cell + timedelta(days=is_day)).replace(tzinfo=self.zone).astimezone(UTC)
        if isinstance(cell, date):
            return datetime(cell.year, cell.month, cell.day, tzinfo=self.zone) + timedelta(days=is_end)
        text = str(cell or "").strip()
        try:
            return instant(text, self.zone, column, is_end=is_end)
        except Refused as refusal:
            if _TEXT_DAY.fullmatch(text):
                raise _Wrong(
                    "RDG-06",
                    column,
                    _("“%(typed)s” is a date written as text. Use a date cell, or write it as 2024-12-31."),
                    typed=shortened(text),
                ) from refusal
            raise _Wrong(
                "RDG-06",
                column,
                _("“%(typed)s” is not a day. Write it as 2024-12-31 or 2024-12-31T23:00."),
                typed=shortened(text),
            ) from refusal

    def unit(self, cell: object, parameter: Parameter) -> str:
        text = str(cell or "").strip() or parameter.unit
        try:
            fits = units.of(text).fits(units.of(parameter.unit))
        except Refused:
            fits = False
        if not fits:
            raise _Wrong(
                "RDG-09",
                "unit",
                _("“%(typed)s” does not measure what %(symbol)s is measured in (%(unit)s)."),
                typed=shortened(text),
                symbol=parameter.symbol,
                unit=parameter.unit,
            )
        return text

    @staticmethod
    def option(cell: object, parameter: Parameter) -> str:
        text = str(cell or "").strip().upper().removeprefix("OPTION ")
        allowed = [one.letter for one in parameter.options]
        if text and text not in (allowed or ["A", "B", "C"]):
            raise _Wrong(
                "RDG-10",
                "option",
                _("Option “%(typed)s” is not allowed for %(symbol)s: %(allowed)s."),
                typed=shortened(text),
                symbol=parameter.symbol,
                allowed=", ".join(allowed or ["A", "B", "C"]),
            )
        return text

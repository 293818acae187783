"""An input sheet: what is monitored, what is fixed ex ante, earlier deposits, and the reductions that follow."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from projects.definitions.reports.marks import Value, formula, head, open_cell, put, table_head
from projects.methodologies.calculation import shares
from projects.methodologies.calculation.definitions import Definition, Parameter
from projects.methodologies.calculation.given import Inputs

if TYPE_CHECKING:
    from projects.definitions.reports.calculation_sheet import CalculationSheet

MONITORED = "Table 1: Parameters monitored ex post"
FIXED = "Table 2: Project-specific parameters fixed ex ante"
RESULTS = "Table 3: Emission reductions"
DEPOSITS = "Table 4: Deposits of earlier years"
PERIOD = "Monitoring period"
LABELS = (
    "Monitoring point No.",
    "Parameter",
    "Description of data",
    "Value",
    "Unit",
    "Monitoring option",
    "Source of data",
    "Measurement methods and procedures",
    "Monitoring frequency",
    "Other comments",
)
HELP = ("Item", "Year", "Days")  # by which the calculation finds its rows
FIXED_LABELS = ("Parameter", "Description of data", "Value", "Unit", "Source of data", "Other comments", "Item")
DEPOSIT_LABELS = ("Item", "Year", "Mass (t)")
RESULT_LABELS = (
    "Year",
    "Reference emissions (tCO2)",
    "Project emissions (tCO2)",
    "Emission reductions (tCO2)",
    "Whole tonnes",
)
WIDTHS = (24, 16, 40, 18, 14, 14, 28, 40, 18, 24, 18, 10, 10, 10)


@dataclass(frozen=True)
class Monitored:
    """A row of table 1: an amount of a year, in the parameter's own unit."""

    parameter: Parameter
    item: str
    first: date
    last: date
    year: int
    days: Decimal
    value: Decimal
    option: str


class InputSheet:
    """Writes one input sheet and tells where its values stand."""

    def __init__(
        self, sheet: Worksheet, definition: Definition, given: Inputs, reference: str, *, is_report: bool
    ) -> None:
        self.sheet, self.definition, self.given, self.is_report = sheet, definition, given, is_report
        self.reference = reference
        self.fixed: dict[tuple[str, str], str] = {}
        self.deposits: dict[tuple[str, int], str] = {}
        self.cut = list(shares.parts(given.first, given.last))
        self._first = self._last = self._next = 0

    @property
    def shift(self) -> int:
        """The report has one column more in front: the period."""
        return 1 if self.is_report else 0

    def column(self, label: str) -> str:
        """The letter of a column of table 1."""
        return get_column_letter((*LABELS, *HELP).index(label) + 1 + self.shift)

    def range_of(self, label: str) -> str:
        """A column of table 1 from its first to its last row, as other sheets name it."""
        letter = self.column(label)
        return f"'{self.sheet.title}'!${letter}${self._first}:${letter}${self._last}"

    def write_tables(self) -> None:
        """Tables 1, 2 and 4, and the head."""
        title = "Monitoring Report Sheet (Input Sheet)" if self.is_report else "Monitoring Plan Sheet (Input Sheet)"
        row = head(self.sheet, self.definition, self.reference, title)
        row = self._monitored(row) + 1
        row = self._fixed(row) + 1
        if self.definition.decays:
            row = self._deposits(row) + 1
        self._next = row
        for at, width in enumerate(WIDTHS, 1):
            self.sheet.column_dimensions[get_column_letter(at)].width = width
        self.sheet.freeze_panes = "A4"
        self.sheet.protection.sheet = True

    def _monitored(self, row: int) -> int:
        letters = "abcdefghijk"
        names = ([PERIOD] if self.is_report else []) + list(LABELS)
        labels = [f"({letter}) {name}" for letter, name in zip(letters, names, strict=False)]
        self._first = row = table_head(self.sheet, row, MONITORED, [*labels, *HELP])
        points: dict[tuple[str, str], int] = {}
        for one in rows_of(self.definition, self.given):
            point = points.setdefault((one.parameter.symbol, one.item), len(points) + 1)
            self._monitored_row(row, one, point)
            row += 1
        self._last = row - 1
        return row

    def _monitored_row(self, row: int, one: Monitored, point: int) -> None:
        sheet, shift, parameter = self.sheet, self.shift, one.parameter
        if self.is_report:
            put(sheet, row, 1, f"{one.first.isoformat()}/{one.last.isoformat()}")
        evidence = next((option.evidence for option in parameter.options if option.letter == one.option), "")
        cells: Sequence[Value] = (f"({point})", parameter.symbol, f"{parameter.meaning} {one.item}".strip())
        for at, value in enumerate(cells, 1 + shift):
            put(sheet, row, at, value)
        open_cell(sheet, row, 4 + shift, one.value)
        put(sheet, row, 5 + shift, parameter.unit)
        open_cell(sheet, row, 6 + shift, f"Option {one.option}" if one.option else None)
        for at, words in enumerate((parameter.source, evidence, parameter.frequency, ""), 7 + shift):
            open_cell(sheet, row, at, words or None)
        helps: Sequence[Value] = (one.item, one.year, one.days)
        for at, value in enumerate(helps, 11 + shift):
            put(sheet, row, at, value)

    def _fixed(self, row: int) -> int:
        row = table_head(self.sheet, row, FIXED, FIXED_LABELS)
        for parameter in self.definition.parameters:
            for item, value in self._values(parameter):
                put(self.sheet, row, 1, parameter.symbol)
                put(self.sheet, row, 2, f"{parameter.meaning} {item}".strip())
                (put if parameter.value is not None else open_cell)(self.sheet, row, 3, value)
                put(self.sheet, row, 4, parameter.unit)
                open_cell(self.sheet, row, 5, parameter.source or None)
                open_cell(self.sheet, row, 6, None)
                put(self.sheet, row, 7, item or None)
                self.fixed[parameter.symbol, item] = f"'{self.sheet.title}'!$C${row}"
                row += 1
        return row

    def _values(self, parameter: Parameter) -> Iterator[tuple[str, Decimal]]:
        """What is not monitored, for the project or each item."""
        if parameter.kind == "monitored":
            return
        rows = (
            [("", self.given.values)]
            if not parameter.per
            else [(i.name, i.values) for i in self.given.items[parameter.per]]
        )
        for item, values in rows:
            chosen = self.given.choices.get(parameter.symbol)
            if parameter.symbol in values:
                yield item, values[parameter.symbol]
            elif chosen is not None:
                yield item, parameter.choices[chosen].value
            elif parameter.value is not None:
                yield item, parameter.value

    def _deposits(self, row: int) -> int:
        row = table_head(self.sheet, row, DEPOSITS, DEPOSIT_LABELS)
        for item, laid in self.given.deposited.items():
            for year, mass in sorted(laid.items()):
                put(self.sheet, row, 1, item)
                put(self.sheet, row, 2, year)
                open_cell(self.sheet, row, 3, mass)
                self.deposits[item, year] = f"'{self.sheet.title}'!$C${row}"
                row += 1
        return row

    def write_results(self, calculation: "CalculationSheet") -> None:
        """Table 3: the calculated years, and the total in whole tonnes by the definition's rule."""
        row = first = table_head(self.sheet, self._next, RESULTS, RESULT_LABELS)
        for number, (begin, _end) in enumerate(self.cut):
            put(self.sheet, row, 1, begin.year)
            for at, symbol in enumerate(("RE", "PE", "ER"), 2):
                formula(self.sheet, row, at, calculation.cell(symbol, "", number, outside=True))
            formula(self.sheet, row, 5, self._whole(first, row), "0")
            row += 1
        put(self.sheet, row, 1, "Total")
        for at in range(2, 6):
            letter = get_column_letter(at)
            formula(self.sheet, row, at, f"SUM({letter}{first}:{letter}{row - 1})", "0" if at == 5 else "0.000000")

    def _whole(self, first: int, row: int) -> str:
        rule = self.definition.rounding
        half = "+0.5" if rule.how == "nearest" else ""
        if rule.where == "parts":
            return f"INT(ROUND(D{row},6){half})"
        upto = f"INT(ROUND(SUM(D${first}:D{row}),6){half})"
        before = f"SUM(E${first}:E{row - 1})" if row > first else "0"
        return f"{upto}-{before}"


def rows_of(definition: Definition, given: Inputs) -> Iterator[Monitored]:
    """The rows of table 1: each reading, cut at the year's end; where there is none, the amount of each year."""
    read = {(one.symbol, one.item) for one in given.readings}
    for one in given.readings:
        parameter = definition.parameter(one.symbol)
        for year, begin, end, part in shares.cut(one, given):
            days = round((end - begin).total_seconds()) / Decimal(86400)
            is_mean = parameter.adds == "mean"
            local = begin.astimezone(given.zone).date(), end.astimezone(given.zone).date()
            yield Monitored(parameter, one.item, *local, year, days, one.value if is_mean else part, one.option)
    monitored = shares.of_period(definition, given)
    for (symbol, item), amounts in monitored.items():
        if (symbol, item) in read:
            continue
        parameter = definition.parameter(symbol)
        option = parameter.options[0].letter if parameter.options else ""
        for first, last in shares.parts(given.first, given.last):
            days = Decimal((last - first).days + 1)
            yield Monitored(parameter, item, first, last, first.year, days, amounts[first.year], option)

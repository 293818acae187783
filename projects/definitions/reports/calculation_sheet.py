"""A calculation sheet: every parameter and formula, a row each, a column a year; nothing in it is typed."""

from collections.abc import Iterator, Sequence

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from projects.definitions.reports.formulas import translated
from projects.definitions.reports.input_sheet import InputSheet
from projects.definitions.reports.marks import formula, head, put, table_head
from projects.methodologies.calculation import ordering
from projects.methodologies.calculation.definitions import Decay, Definition, Formula, Parameter
from projects.methodologies.calculation.given import Inputs
from projects.methodologies.calculation.grammar import Expression, Extreme, Name, Power, Product, Sum, Total

LABELS = ("Symbol", "Item", "Description", "Unit")
FIRST_YEAR = len(LABELS) + 1


class CalculationSheet:
    """Writes the calculation that belongs to an input sheet."""

    def __init__(self, sheet: Worksheet, definition: Definition, given: Inputs, source: InputSheet) -> None:
        self.sheet, self.definition, self.given, self.source = sheet, definition, given, source
        self.rows: dict[tuple[str, str], int] = {}
        self.row = 0

    def cell(self, symbol: str, item: str, year: int, *, outside: bool = False) -> str:
        """Where a value of a year stands; `outside` as other sheets name it."""
        here = f"{get_column_letter(FIRST_YEAR + year)}{self.rows[symbol, item]}"
        return f"'{self.sheet.title}'!{here}" if outside else here

    def write(self) -> None:
        """Parameters first, then what is calculated, each behind what it needs."""
        kind = "Report" if self.source.is_report else "Plan"
        row = head(
            self.sheet, self.definition, self.source.reference, f"Monitoring {kind} Sheet (Calculation Process Sheet)"
        )
        years = [str(first.year) for first, _last in self.source.cut]
        self.row = table_head(self.sheet, row, "Calculation", [*LABELS, *years])
        for parameter in self.definition.parameters:
            for item in self._items(parameter.per):
                self._parameter(parameter, item)
        for one in ordering.ordered(self.definition):
            if isinstance(one, Decay):
                self._decay(one)
            else:
                for item in self._items(one.per):
                    self._formula(one, item)
        for letter, width in zip("ABCD", (18, 18, 48, 14), strict=True):
            self.sheet.column_dimensions[letter].width = width
        self.sheet.freeze_panes = f"{get_column_letter(FIRST_YEAR)}{row + 2}"
        self.sheet.protection.sheet = True

    def _items(self, group: str) -> Iterator[str]:
        yield from (one.name for one in self.given.items[group]) if group else ("",)

    def _labels(self, symbol: str, item: str, meaning: str, unit: str) -> None:
        for column, words in enumerate((symbol, item or None, meaning, unit), 1):
            put(self.sheet, self.row, column, words)

    def _parameter(self, parameter: Parameter, item: str) -> None:
        self._labels(parameter.symbol, item, parameter.meaning, parameter.unit)
        self.rows[parameter.symbol, item] = self.row
        for year, (first, _last) in enumerate(self.source.cut):
            text = self.source.fixed.get((parameter.symbol, item)) or self._monitored(parameter, item, first.year)
            formula(self.sheet, self.row, FIRST_YEAR + year, text, "General")
        self.row += 1

    def _monitored(self, parameter: Parameter, item: str, year: int) -> str:
        """The rows of table 1 of a parameter, item and year: added up, or as an average weighted by days."""
        source = self.source
        names = [f'{source.range_of("Parameter")},"{parameter.symbol}"', f"{source.range_of('Year')},{year}"]
        if parameter.per:
            names.append(f"{source.range_of('Item')},$B{self.row}")
        criteria = ",".join(names)
        if parameter.adds == "sum":
            return f"SUMIFS({source.range_of('Value')},{criteria})"
        fits = "*".join(f"({name.rpartition(',')[0]}={name.rpartition(',')[2]})" for name in names)
        weighed = f"SUMPRODUCT({fits}*{source.range_of('Value')}*{source.range_of('Days')})"
        return f"{weighed}/SUMIFS({source.range_of('Days')},{criteria})"

    def _formula(self, one: Formula, item: str) -> None:
        sums = {id(node): self._terms(one, item, node) for node in _sums(one.expression)}
        self._labels(one.symbol, item, one.meaning, one.unit)
        self.rows[one.symbol, item] = self.row
        for year in range(len(self.source.cut)):
            self._write(year, one.expression, item, sums)
        self.row += 1

    def _write(self, year: int, expression: Expression, item: str, sums: dict[int, tuple[int, int]]) -> None:
        letter = get_column_letter(FIRST_YEAR + year)

        def terms(node: Sum) -> str:
            first, last = sums[id(node)]
            return f"{letter}{first}:{letter}{last}"

        text = translated(expression, lambda name: self._place(name, item, year), terms)
        formula(self.sheet, self.row, FIRST_YEAR + year, text)

    def _place(self, name: Name, item: str, year: int) -> str:
        key = (name.symbol, item) if (name.symbol, item) in self.rows else (name.symbol, "")
        return self.cell(*key, year)

    def _terms(self, one: Formula | Decay, item: str, node: Sum) -> tuple[int, int]:
        """A row for each term of a sum; returns the first and the last."""
        first = self.row
        for each in self._items(node.group):
            self._labels(f"{one.symbol}: term", each, "", "")
            self._write(0, node.inner, each, {})
            for year in range(1, len(self.source.cut)):
                self._write(year, node.inner, each, {})
            self.row += 1
        return first, self.row - 1

    def _decay(self, one: Decay) -> None:
        """A row for each item and year of deposit, their sum, and the factor (IPCC 2006, equations 3.4 and 3.5)."""
        first = self.row
        laid_in = sorted({year for _item, year in self.source.deposits})
        inside = [begin.year for begin, _end in self.source.cut]
        for item in self._items(one.group):
            told = {year for year in laid_in if (item, year) in self.source.deposits}
            for laid in sorted(told.union(inside)):
                self._deposit(one, item, laid)
        last = self.row - 1
        sums = {id(node): self._terms(one, "", node) for node in _sums(one.expression)}
        self._labels(one.symbol, "", one.meaning, one.unit)
        self.rows[one.symbol, ""] = self.row
        for year in range(len(self.source.cut)):
            self._write(year, one.expression, "", sums)
            cell = self.sheet.cell(self.row, FIRST_YEAR + year)
            letter = get_column_letter(FIRST_YEAR + year)
            cell.value = f"{cell.value}*SUM({letter}{first}:{letter}{last})"
        self.row += 1

    def _deposit(self, one: Decay, item: str, laid: int) -> None:
        self._labels(f"{one.symbol}: decayed of {laid}", item, one.meaning, "t")
        for number, (begin, end) in enumerate(self.source.cut):
            year = begin.year
            if laid > year:
                formula(self.sheet, self.row, FIRST_YEAR + number, "0")
                continue
            content, rate = (self.cell(symbol, item, number) for symbol in (one.content, one.rate))
            days = (end - begin).days + 1
            whole = 366 if year % 4 == 0 and (year % 100 != 0 or year % 400 == 0) else 365
            share = "1" if laid == year else f"{days}/{whole}"
            mass = self._mass(one, item, laid, is_new=laid == year)
            aged = f"EXP(-{rate}*{year - laid})*(1-EXP(-{rate}))"
            formula(self.sheet, self.row, FIRST_YEAR + number, f"{share}*{mass}*{content}*{aged}")
        self.row += 1

    def _mass(self, one: Decay, item: str, laid: int, *, is_new: bool) -> str:
        """What was laid in a year: told among the earlier deposits, or monitored in a year of the period."""
        years = [begin.year for begin, _end in self.source.cut]
        told = None if is_new else self.source.deposits.get((item, laid))
        inside = self.cell(one.mass, item, years.index(laid)) if laid in years else None
        if inside is not None and self.definition.parameter(one.mass).kind != "monitored":
            begin, end = self.source.cut[years.index(laid)]
            whole = 366 if laid % 4 == 0 and (laid % 100 != 0 or laid % 400 == 0) else 365
            inside = f"{inside}*{(end - begin).days + 1}/{whole}"
        return f"({'+'.join(filter(None, [told, inside]))})"


def _sums(expression: Expression) -> Iterator[Sum]:
    """The sums of a formula; a sum holds no other."""
    if isinstance(expression, Sum):
        yield expression
    for inner in _inside(expression):
        yield from _sums(inner)


def _inside(expression: Expression) -> Sequence[Expression]:
    match expression:
        case Total(terms=signed) | Product(factors=signed):
            return [part for _sign, part in signed]
        case Extreme():
            return expression.parts
        case Power():
            return [expression.base]
        case _:
            return ()

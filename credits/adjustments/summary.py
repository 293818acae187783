"""From events, NDC, inventory and method to the twelve rows: the one place where adjustments are computed."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from credits.adjustments import methods
from credits.adjustments.facts import (
    Event,
    FirstTransferred,
    Inventory,
    Method,
    RunningTotal,
    Target,
    TargetKind,
    Used,
    of_party,
)
from credits.adjustments.rows import Figure, Missing, Row

type Cells = dict[tuple[Row, int], Figure]


@dataclass(frozen=True)
class Summary:
    """The structured summary of one Party over its NDC implementation period.

    Attributes:
        outside: first transfers and uses that adjust a year outside the period: in no row 10, and not forgotten.
        unplaced: those of which the year is not known; every row that needs it is indeterminate.
        apart: those in another metric than tonnes of CO2 equivalent.
    """

    target: Target
    method: Method
    running_total: RunningTotal
    figures: Cells
    outside: Sequence[Event]
    unplaced: Sequence[Event]
    apart: Sequence[Event]

    def figure(self, row: Row, year: int) -> Figure:
        """One figure. Raises: KeyError for a year outside the period."""
        return self.figures[row, year]

    def row(self, row: Row) -> list[Figure]:
        """A row over the years of the period."""
        return [self.figures[row, year] for year in self.target.years]

    @property
    def missing(self) -> Sequence[Missing]:
        """Everything that is not known and something depends on, once each, in order."""
        return list(dict.fromkeys(each for figure in self.figures.values() for each in figure.missing))


def summarise(
    events: Sequence[Event],
    *,
    target: Target,
    inventory: Inventory,
    method: Method,
    running_total: RunningTotal = RunningTotal.ADJUSTMENT_YEAR,
) -> Summary:
    """Compute the twelve rows of a Party for each year of its NDC implementation period.

    Args:
        events: first transfers and uses of all Parties; those of others are passed over.
        target: the version of the NDC that counts; it names the Party.
        inventory: emissions by year; a missing year makes the balance indeterminate.

    Raises: Refused ADJ-02 to ADJ-05 (target and method do not go together).
    Source: 2/CMA.3 annex, paragraphs 7 and 8; 5/CMA.3 table 4.
    """
    methods.judge_method(target, method)
    counted, apart = methods.judge_metric(of_party(events, target.party))
    placed = [event for event in counted if event.adjusts_in is not None]
    unplaced = [event for event in counted if event.adjusts_in is None]
    rows = _Rows(target, inventory, running_total, counted, unplaced)
    return Summary(
        target=target,
        method=method,
        running_total=running_total,
        figures=rows.all(),
        outside=[event for event in placed if event.adjusts_in not in target.years],
        unplaced=unplaced,
        apart=apart,
    )


def signed(event: Event) -> int:
    """What an event does to the balance: a first transfer adds, a use subtracts (paragraph 8)."""
    return event.quantity if isinstance(event, FirstTransferred) else -event.quantity


class _Rows:
    """The rows of one Party, each from those before it."""

    def __init__(
        self,
        target: Target,
        inventory: Inventory,
        running_total: RunningTotal,
        events: Sequence[Event],
        unplaced: Sequence[Event],
    ) -> None:
        self.target, self.inventory, self.running_total = target, inventory, running_total
        self.unplaced = [
            Missing(f"{'vintage' if isinstance(event, FirstTransferred) else 'year'}:{event.key}") for event in unplaced
        ]
        self.in_year: dict[int, list[Event]] = {}
        self.adjusting: dict[int, list[Event]] = {}
        for event in events:
            self.in_year.setdefault(event.year, []).append(event)
            if event.adjusts_in is not None:
                self.adjusting.setdefault(event.adjusts_in, []).append(event)

    def all(self) -> Cells:
        cells: Cells = {}
        running, net = Fraction(0), Fraction(0)
        for year in self.target.years:
            cells |= self._targets(year) | self._emissions(year) | self._happened(year)
            net += sum(map(signed, self.in_year.get(year, [])))
            applied = self.adjusting.get(year, [])
            running += sum(map(signed, applied))
            cells[Row.AVERAGE, year] = self._average(year, running, net)
            cells[Row.ADJUSTMENT, year] = self._adjustment(cells[Row.AVERAGE, year], applied)
            cells[Row.CUMULATIVE, year] = self._known(Row.CUMULATIVE, year, running)
            cells[Row.BALANCE, year] = self._balance(year, cells)
        return cells

    def _targets(self, year: int) -> Cells:
        by_path = self.target.method != Method.AVERAGING
        asked = Row.TRAJECTORY_SINGLE if self.target.kind == TargetKind.SINGLE_YEAR else Row.TRAJECTORY_MULTI
        cells = {(row, year): Figure(row, year, None) for row in (Row.TRAJECTORY_SINGLE, Row.TRAJECTORY_MULTI)}
        if by_path:
            cells[asked, year] = _or_missing(asked, year, self.target.path.get(year), f"path:{year}")
        return cells

    def _emissions(self, year: int) -> Cells:
        covered = _or_missing(Row.EMISSIONS, year, self.inventory.covered.get(year), f"inventory:{year}")
        portion = Figure(Row.EMISSIONS_PORTION, year, None)
        if not self.target.covers_all:
            known = self.inventory.portion.get(year)
            portion = _or_missing(Row.EMISSIONS_PORTION, year, known, f"portion:{year}")
        return {(Row.EMISSIONS, year): covered, (Row.EMISSIONS_PORTION, year): portion}

    def _happened(self, year: int) -> Cells:
        events = self.in_year.get(year, [])
        transferred = [event for event in events if isinstance(event, FirstTransferred)]
        of_row: dict[Row, Sequence[Event]] = {
            Row.FIRST_TRANSFERRED: [event for event in transferred if event.for_ndc],
            Row.OTHER_PURPOSES: [event for event in transferred if not event.for_ndc],
            Row.USED: [event for event in events if isinstance(event, Used)],
        }
        cells = {(row, year): _sum(row, year, rows, lambda event: event.quantity) for row, rows in of_row.items()}
        return {**cells, (Row.NET, year): _sum(Row.NET, year, events, signed)}

    def _average(self, year: int, running: Fraction, net: Fraction) -> Figure:
        if self.target.method != Method.AVERAGING:
            return Figure(Row.AVERAGE, year, None)
        elapsed = year - self.target.first_year + 1  # in the last year, all years of the period
        if self.running_total == RunningTotal.EVENT_YEAR:
            return Figure(Row.AVERAGE, year, net / elapsed, keys=self._until(year, self.in_year))
        return self._known(Row.AVERAGE, year, running / elapsed, self._until(year, self.adjusting))

    def _until(self, year: int, by_year: dict[int, list[Event]]) -> list[tuple[str, int]]:
        until = range(self.target.first_year, year + 1)
        return [(event.key, signed(event)) for each in until for event in by_year.get(each, [])]

    def _adjustment(self, average: Figure, applied: Sequence[Event]) -> Figure:
        if self.target.method == Method.AVERAGING:
            return Figure(Row.ADJUSTMENT, average.year, average.value, average.missing, average.keys)
        figure = _sum(Row.ADJUSTMENT, average.year, applied, signed)
        return self._known(figure.row, figure.year, figure.value, figure.keys)

    def _known(self, row: Row, year: int, value: Fraction | None, keys: Sequence[tuple[str, int]] = ()) -> Figure:
        """The figure, or indeterminate while the year of any event is not known: it might be this one."""
        return Figure(row, year, None if self.unplaced else value, self.unplaced, keys)

    def _balance(self, year: int, cells: Cells) -> Figure:
        begins = cells[Row.EMISSIONS if self.target.covers_all else Row.EMISSIONS_PORTION, year]
        adjustment = cells[Row.ADJUSTMENT, year]
        missing = [*begins.missing, *adjustment.missing]
        if missing or begins.value is None or adjustment.value is None:
            return Figure(Row.BALANCE, year, None, missing)
        return Figure(Row.BALANCE, year, begins.value + adjustment.value, keys=adjustment.keys)


def _sum(row: Row, year: int, events: Sequence[Event], of: Callable[[Event], int]) -> Figure:
    keys = [(event.key, of(event)) for event in events]
    return Figure(row, year, Fraction(sum(tonnes for _key, tonnes in keys)), keys=keys)


def _or_missing(row: Row, year: int, known: int | None, name: str) -> Figure:
    return Figure(row, year, None, [Missing(name)]) if known is None else Figure(row, year, Fraction(known))

"""One calendar year of a calculation on its way."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from projects.methodologies.calculation import decay, grammar, judgement, ordering
from projects.methodologies.calculation.definitions import Criterion, Decay, Definition, Formula, Parameter
from projects.methodologies.calculation.evaluation import NONE, Evaluation, Values
from projects.methodologies.calculation.given import Inputs, Item
from projects.methodologies.calculation.results import Decayed, Step, Verdict, YearResult
from projects.methodologies.calculation.shares import Shares

HOLDS = {
    "above": lambda left, right: left > right,
    "at least": lambda left, right: left >= right,
    "below": lambda left, right: left < right,
    "at most": lambda left, right: left <= right,
}


@dataclass(frozen=True)
class Year:
    """A year, or the part of it that lies in the period; the values of the project and of every item grow with it."""

    definition: Definition
    given: Inputs
    first: date
    last: date
    monitored: Shares
    project: dict[str, Decimal]
    items: Mapping[str, Sequence[dict[str, Decimal]]]

    @classmethod
    def of(cls, definition: Definition, given: Inputs, first: date, last: date, monitored: Shares) -> "Year":
        """The year with everything that is given for it."""

        def value(parameter: Parameter, item: str, values: Values) -> Decimal:
            if (parameter.symbol, item) in monitored:
                return monitored[parameter.symbol, item][first.year]
            if parameter.symbol in values:
                return values[parameter.symbol]
            if parameter.symbol in given.choices:
                return parameter.choices[given.choices[parameter.symbol]].value
            if parameter.value is None:  # `fitting.judge` has asked for it
                raise ValueError(f"{parameter.symbol} has no value")
            return parameter.value

        project = {one.symbol: value(one, "", given.values) for one in definition.of_project}
        items = {
            group.key: [
                {one.symbol: value(one, item.name, item.values) for one in definition.of_group(group.key)}
                for item in given.items[group.key]
            ]
            for group in definition.groups
        }
        return cls(definition, given, first, last, monitored, project, items)

    def named(self, group: str) -> Iterator[tuple[Item, dict[str, Decimal]]]:
        """The items of a group with their values."""
        yield from zip(self.given.items[group], self.items[group], strict=True)

    def calculated(self, rows: Sequence[Formula | Decay]) -> YearResult:
        """Every step, in the order of `rows`; later ones find what earlier ones gave."""
        steps = [step for row in rows for step in self._steps(row)]
        return YearResult(self.first.year, self.first, self.last, steps)

    def _steps(self, row: Formula | Decay) -> Iterator[Step]:
        evaluation = Evaluation(row.symbol, self.project, self.items)
        found = [(name.symbol, summed) for name, summed in grammar.names(row.expression)]
        names = [symbol for symbol, summed in found if not summed or symbol in self.project]
        sums = {summed: self.items[summed] for _symbol, summed in found if summed}
        if isinstance(row, Formula) and row.per:
            for item, values in self.named(row.per):
                value = evaluation.value(row.expression, values)
                numbers = {symbol: values.get(symbol, self.project.get(symbol, value)) for symbol in names}
                values[row.symbol] = value
                yield Step(row.symbol, item.name, row, numbers, sums, value)
            return
        value, decayed = evaluation.value(row.expression), list[Decayed]()
        if isinstance(row, Decay):
            decayed = [self._decayed(row, item, values) for item, values in self.named(row.group)]
            value *= sum((one.tonnes for one in decayed), Decimal(0))
        numbers = {symbol: self.project[symbol] for symbol in names}
        self.project[row.symbol] = value
        yield Step(row.symbol, "", row, numbers, sums, value, decayed)

    def _decayed(self, row: Decay, item: Item, values: Values) -> Decayed:
        """What decays of one kind of waste, in tonnes.

        Of the year only a part may lie in the period: what was laid in earlier years counts by days, what is laid in
        the part counts whole. So the parts of a year sum to the year, whoever cuts it.
        """
        year = self.first.year
        content, rate = values[row.content], values[row.rate]
        earlier = self._laid_before(row, item.name, values[row.mass])
        share = Decimal(1) * ((self.last - self.first).days + 1) / (date(year + 1, 1, 1) - date(year, 1, 1)).days
        new = values[row.mass] * (share if self.definition.parameter(row.mass).kind != "monitored" else 1)
        tonnes = share * decay.decomposed(earlier, year, content, rate)
        tonnes += decay.decomposed({year: new}, year, content, rate)
        return Decayed(item.name, {**earlier, year: new}, content, rate, share, tonnes)

    def _laid_before(self, row: Decay, item: str, each_year: Decimal) -> Mapping[int, Decimal]:
        """Tonnes by year: those deposited before the period, and those of its earlier years."""
        year, begin = self.first.year, self.given.first
        found = {at: mass for at, mass in self.given.deposited.get(item, {}).items() if at < year}
        inside = self.monitored.get((row.mass, item))
        for at in range(begin.year, year):
            days = (date(at + 1, 1, 1) - max(begin, date(at, 1, 1))).days
            part = each_year * days / (date(at + 1, 1, 1) - date(at, 1, 1)).days
            found[at] = found.get(at, Decimal(0)) + (part if inside is None else inside[at])
        return dict(sorted(found.items()))

    def verdicts(self) -> Iterator[Verdict]:
        """Calculated criteria, once `calculated` was asked."""
        for criterion in self.definition.criteria:
            if criterion.comparison:
                owner = judgement.owner_of(self.definition, criterion)
                for name, values in (
                    [(item.name, values) for item, values in self.named(owner)] if owner else [("", NONE)]
                ):
                    yield self._verdict(criterion, name, values)

    def _verdict(self, criterion: Criterion, item: str, values: Values) -> Verdict:
        evaluation = Evaluation(f"criterion {criterion.number}", self.project, self.items)
        left, right = (
            evaluation.value(ordering.read(side, evaluation.symbol), values)
            for side in (criterion.left, criterion.right)
        )
        holds = HOLDS[criterion.comparison](left, right)
        return Verdict(criterion, item, left, right, holds, self.first.year)

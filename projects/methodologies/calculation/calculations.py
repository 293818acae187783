"""Calculation: from a definition and inputs to reductions, year by year, with every intermediate value."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, localcontext

from django.utils.translation import gettext_lazy as _

from projects.methodologies.calculation import decay, judgement, rounding, shares
from projects.methodologies.calculation.definitions import Criterion, Decay, Definition, Formula, Parameter, Rounding
from projects.methodologies.calculation.evaluation import Env, evaluate
from projects.methodologies.calculation.grammar import names, parse
from projects.methodologies.calculation.inputs import Inputs
from projects.methodologies.calculation.shares import Shares, parts
from projects.methodologies.calculation.units import PRECISION


@dataclass(frozen=True)
class Step:
    """One formula with what went in and what came out; `item` is empty for the whole project."""

    symbol: str
    item: str
    row: Formula | Decay
    numbers: Mapping[str, Decimal]
    items: Mapping[str, Sequence[Mapping[str, Decimal]]]
    value: Decimal

    @property
    def unit(self) -> str:
        return self.row.unit

    @property
    def meaning(self) -> str:
        return self.row.meaning


@dataclass(frozen=True)
class YearResult:
    """One calendar year of the host, or the part of it that lies in the period; amounts in t CO2 eq."""

    year: int
    first: date
    last: date
    steps: Sequence[Step]

    def value(self, symbol: str) -> Decimal:
        """What a formula of the whole project gave."""
        return next(step.value for step in self.steps if step.symbol == symbol and not step.item)

    @property
    def reference(self) -> Decimal:
        return self.value("RE")

    @property
    def project(self) -> Decimal:
        return self.value("PE")

    @property
    def reduction(self) -> Decimal:
        return self.value("ER")


@dataclass(frozen=True)
class Verdict:
    """Whether a calculated criterion is met, for the project or an item."""

    criterion: Criterion
    item: str
    left: Decimal
    right: Decimal
    holds: bool


@dataclass(frozen=True)
class Doubt:
    """A value or formula that no source gives."""

    symbol: str
    meaning: str


@dataclass(frozen=True)
class Calculation:
    """What came out: amounts exact, in t CO2 eq; `tonnes` whole, by the definition's rule, and perhaps negative."""

    definition: Definition
    inputs: Inputs
    years: Sequence[YearResult]
    verdicts: Sequence[Verdict] = ()
    not_sourced: Sequence[Doubt] = ()
    _totals: Mapping[str, Decimal] = field(default_factory=dict)

    @property
    def reference(self) -> Decimal:
        return self._totals["RE"]

    @property
    def project(self) -> Decimal:
        return self._totals["PE"]

    @property
    def reduction(self) -> Decimal:
        return self._totals["ER"]

    @property
    def tonnes_by_year(self) -> Mapping[int, int]:
        """Whole tonnes of each year; they sum to `tonnes`."""
        return rounding.by_year({year.year: year.reduction for year in self.years}, self.definition.rounding)

    @property
    def tonnes(self) -> int:
        return sum(self.tonnes_by_year.values())

    @property
    def is_issuable(self) -> bool:
        """False for a result that is nought or negative, or rests on a value without a source."""
        return self.tonnes > 0 and not self.not_sourced


def calculate(definition: Definition, given: Inputs) -> Calculation:
    """Calculate reductions for a period, cut at the host's local years; the parts sum to the total.

    Raises: Refused MTH-70 (a division by nought).
    """
    with localcontext(prec=PRECISION):
        monitored = shares.of_period(definition, given)
        cut = [_Year.of(definition, given, first, last, monitored) for first, last in parts(given.first, given.last)]
        years = [one.calculated() for one in cut]
        totals = {symbol: sum((year.value(symbol) for year in years), Decimal(0)) for symbol in judgement.RESULTS}
        verdicts = list(cut[0].verdicts())
    return Calculation(definition, given, years, verdicts, list(_doubts(definition, given)), totals)


def together(calculations: Sequence[Calculation]) -> tuple[Mapping[int, Decimal], Mapping[int, int]]:
    """Several methodologies of one project: exact reductions by year, and whole tonnes by year, rounded once.

    Where their rules differ the careful one counts: down before nearest, each year before the total.
    """
    rule = Rounding(
        where="parts" if any(one.definition.rounding.where == "parts" for one in calculations) else "total",
        how="down" if any(one.definition.rounding.how == "down" for one in calculations) else "nearest",
    )
    exact: dict[int, Decimal] = {}
    with localcontext(prec=PRECISION):
        for one in calculations:
            for year in one.years:
                exact[year.year] = exact.get(year.year, Decimal(0)) + year.reduction
    ordered = dict(sorted(exact.items()))
    return ordered, rounding.by_year(ordered, rule)


type ItemValues = dict[str, list[dict[str, Decimal]]]


@dataclass(frozen=True)
class _Year:
    """One year of a calculation on its way: the values of the project and of every item."""

    definition: Definition
    given: Inputs
    first: date
    last: date
    project: Env
    items: ItemValues

    @classmethod
    def of(cls, definition: Definition, given: Inputs, first: date, last: date, monitored: Shares) -> "_Year":
        def value(parameter: Parameter, item: str, values: Mapping[str, Decimal]) -> Decimal:
            if (parameter.symbol, item) in monitored:
                return monitored[parameter.symbol, item][first.year]
            if parameter.symbol in values:
                return values[parameter.symbol]
            if parameter.symbol in given.choices:
                return parameter.choices[given.choices[parameter.symbol]].value
            if parameter.value is None:  # `inputs.judge` has asked for it
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
        return cls(definition, given, first, last, project, items)

    def named(self, group: str) -> Iterator[tuple[str, dict[str, Decimal]]]:
        """The items of a group: name and values."""
        for item, values in zip(self.given.items[group], self.items[group], strict=True):
            yield item.name, values

    def calculated(self) -> YearResult:
        steps = [step for row in judgement.ordered(self.definition) for step in self.steps(row)]
        return YearResult(self.first.year, self.first, self.last, steps)

    def steps(self, row: Formula | Decay) -> Iterator[Step]:
        """What a row gives, once or for every item; later rows find it among the values."""
        if isinstance(row, Formula) and row.per:
            for item, values in self.named(row.per):
                around = {**self.project, **values}
                values[row.symbol] = evaluate(row.expression, around, self.items, row.symbol)
                yield Step(row.symbol, item, row, _used(row, around), {}, values[row.symbol])
            return
        value = evaluate(row.expression, self.project, self.items, row.symbol)
        if isinstance(row, Decay):
            value *= self.decomposed(row)
        self.project[row.symbol] = value
        yield Step(row.symbol, "", row, _used(row, self.project), self.items, value)

    def decomposed(self, row: Decay) -> Decimal:
        """What decays in the year, or in the part of it that lies in the period, in tonnes."""
        year, found = self.first.year, Decimal(0)
        for name, values in self.named(row.group):
            laid = {at: mass for (item, at), mass in self.given.deposits.items() if item == name and at < year}
            found += decay.decomposed({**laid, year: values[row.mass]}, year, values[row.content], values[row.rate])
        days = (self.last - self.first).days + 1
        return found * days / (date(year + 1, 1, 1) - date(year, 1, 1)).days

    def verdicts(self) -> Iterator[Verdict]:
        """Calculated criteria; what needs a formula's result is judged by people."""
        per = {one.symbol: one.per for one in self.definition.parameters}
        for criterion in self.definition.criteria:
            if not criterion.left:
                continue
            left, right = parse(criterion.left), parse(criterion.right)
            needed = {name.symbol for side in (left, right) for name, group in names(side) if not group}
            key = next((per[symbol] for symbol in needed if per.get(symbol)), "")
            for item, values in self.named(key) if key else [("", {})]:
                around = {**self.project, **values}
                if needed <= set(around):
                    sides = [evaluate(side, around, self.items, str(criterion.number)) for side in (left, right)]
                    yield Verdict(criterion, item, sides[0], sides[1], _holds(criterion.comparison, *sides))


def _used(row: Formula | Decay, values: Env) -> Mapping[str, Decimal]:
    return {name.symbol: values[name.symbol] for name, _group in names(row.expression) if name.symbol in values}


def _holds(comparison: str, left: Decimal, right: Decimal) -> bool:
    return {"above": left > right, "at least": left >= right, "below": left < right, "at most": left <= right}[
        comparison
    ]


def _doubts(definition: Definition, given: Inputs) -> Iterator[Doubt]:
    """What this calculation rests on that no source gives."""
    if definition.state == "not-sourced":
        yield Doubt(definition.code, str(_("The formulas of this definition were not found in a source.")))
    for row in definition.made:
        if not row.sourced and definition.state != "not-sourced":
            yield Doubt(row.symbol, row.meaning)
    for parameter in definition.parameters:
        chosen = given.choices.get(parameter.symbol)
        if chosen is not None and not parameter.choices[chosen].sourced:
            yield Doubt(parameter.symbol, parameter.choices[chosen].label)
        elif chosen is None and parameter.kind == "default" and parameter.value is None:
            yield Doubt(parameter.symbol, parameter.meaning)

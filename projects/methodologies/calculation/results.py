"""What comes out of a calculation, and every step on the way."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from projects.methodologies.calculation import rounding
from projects.methodologies.calculation.definitions import Criterion, Decay, Definition, Formula
from projects.methodologies.calculation.given import Inputs


@dataclass(frozen=True)
class Decayed:
    """What decays of one kind of waste in a year: tonnes by year of deposit, this year's among them."""

    item: str
    laid: Mapping[int, Decimal]
    content: Decimal
    rate: Decimal
    share: Decimal
    tonnes: Decimal


@dataclass(frozen=True)
class Step:
    """One formula with what went in and what came out; `item` is empty for the whole project.

    `numbers` are what its names stand for, those in sums in `items`, by group; `decayed` are the kinds of waste of a
    decay, whose `row.factor` is multiplied with the sum of their tonnes.
    """

    symbol: str
    item: str
    row: Formula | Decay
    numbers: Mapping[str, Decimal]
    items: Mapping[str, Sequence[Mapping[str, Decimal]]]
    value: Decimal
    decayed: Sequence[Decayed] = ()

    @property
    def unit(self) -> str:
        """The unit of the value."""
        return self.row.unit

    @property
    def meaning(self) -> str:
        """What the value is."""
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
        """Reference emissions."""
        return self.value("RE")

    @property
    def project(self) -> Decimal:
        """Project emissions."""
        return self.value("PE")

    @property
    def reduction(self) -> Decimal:
        """Emission reductions; negative where the project emits more."""
        return self.value("ER")


@dataclass(frozen=True)
class Verdict:
    """Whether a calculated criterion is met in a year, for the project or an item."""

    criterion: Criterion
    item: str
    left: Decimal
    right: Decimal
    holds: bool
    year: int = 0


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
        """Reference emissions: the exact sum of the years."""
        return self._totals["RE"]

    @property
    def project(self) -> Decimal:
        """Project emissions: the exact sum of the years."""
        return self._totals["PE"]

    @property
    def reduction(self) -> Decimal:
        """Emission reductions: the exact sum of the years."""
        return self._totals["ER"]

    @property
    def tonnes_by_year(self) -> Mapping[int, int]:
        """Whole tonnes of each year; they sum to `tonnes`."""
        return rounding.by_year({year.year: year.reduction for year in self.years}, self.definition.rounding)

    @property
    def tonnes(self) -> int:
        """Whole tonnes of the period."""
        return sum(self.tonnes_by_year.values())

    @property
    def is_issuable(self) -> bool:
        """False for a result that is nought or negative, or rests on a value without a source."""
        return self.tonnes > 0 and not self.not_sourced

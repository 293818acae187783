"""What a definition is: frozen values, as its text says them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cached_property

from projects.methodologies.calculation import grammar
from projects.methodologies.calculation.grammar import Expression

SIGNS = {"above": ">", "at least": "≥", "below": "<", "at most": "≤"}


@dataclass(frozen=True)
class Rounding:
    """Where whole tonnes are made: of each calendar year ("parts") or of the total; "down" or to the "nearest"."""

    where: str
    how: str
    source: str = ""


@dataclass(frozen=True)
class Emission:
    """An emission source of one side."""

    side: str
    name: str
    gases: Sequence[str] = ()


@dataclass(frozen=True)
class Criterion:
    """An eligibility criterion; with `left` and `right` it is calculated: `left` is "above" (or so) `right`."""

    number: int
    text: str
    sourced: bool = True
    left: str = ""
    comparison: str = ""
    right: str = ""
    differs: str = ""

    @property
    def sign(self) -> str:
        """The comparison as a sign."""
        return SIGNS.get(self.comparison, "")


@dataclass(frozen=True)
class Group:
    """What is counted one by one: chillers, buildings, kinds of waste."""

    key: str
    name: str
    index: str = "i"


@dataclass(frozen=True)
class Option:
    """A way to monitor: A public data, B invoices, C own measurement; with the evidence it wants."""

    letter: str
    evidence: str


@dataclass(frozen=True)
class Choice:
    """One of several values, by case."""

    label: str
    value: Decimal
    source: str = ""
    sourced: bool = True


@dataclass(frozen=True)
class Parameter:
    """A value that goes into formulas.

    `kind` is "default", "fixed" or "monitored"; `per` the group whose every item has its own; `adds` how readings of a
    period come together ("sum", or "mean" by time); `better` where better project technology lies ("higher", "lower").
    """

    symbol: str
    meaning: str
    unit: str
    kind: str
    per: str = ""
    frequency: str = ""
    adds: str = "sum"
    better: str = ""
    sourced: bool = True
    source: str = ""
    value: Decimal | None = None
    least: Decimal | None = None
    most: Decimal | None = None
    options: Sequence[Option] = ()
    choices: Sequence[Choice] = ()


@dataclass(frozen=True)
class Formula:
    """What is calculated: for the whole project, or for every item of the group `per`."""

    symbol: str
    meaning: str
    unit: str
    text: str
    per: str = ""
    sourced: bool = True

    @cached_property
    def expression(self) -> Expression:
        """The formula as it was read."""
        return grammar.parse(self.text)


@dataclass(frozen=True)
class Decay:
    """First-order decay of what was deposited: the methane of a year from all earlier ones (IPCC 2006, 3.1 to 3.6).

    `mass`, `content` and `rate` are parameters of the items of `group`: tonnes deposited a year, degradable part, and
    decay rate a year; `factor` is a formula of the whole project that turns the decomposed mass into t CO2 eq.
    """

    symbol: str
    meaning: str
    unit: str
    group: str
    mass: str
    content: str
    rate: str
    factor: str
    sourced: bool = True

    @cached_property
    def expression(self) -> Expression:
        """The factor as it was read."""
        return grammar.parse(self.factor)


@dataclass(frozen=True)
class ExampleItem:
    """An item of a worked example: its values as exact text."""

    group: str
    name: str
    values: dict[str, str]


@dataclass(frozen=True)
class Deposit:
    """What was deposited of a kind of waste in a year, as exact text with its unit."""

    item: str
    year: int
    mass: str


@dataclass(frozen=True)
class Example:
    """A worked example: what goes in and what must come out, as exact text."""

    name: str
    published: bool = False
    source: str = ""
    first: date = date(2024, 1, 1)
    last: date = date(2024, 12, 31)
    values: dict[str, str] = field(default_factory=dict)
    choices: dict[str, int] = field(default_factory=dict)
    items: Sequence[ExampleItem] = ()
    deposits: Sequence[Deposit] = ()
    expect: dict[str, str] = field(default_factory=dict)
    tonnes: int | None = None


@dataclass(frozen=True)
class Definition:
    """A methodology version as data."""

    reference: str
    version: str
    country: str
    title: str
    state: str
    family: str
    source: str
    rounding: Rounding
    scopes: Sequence[int] = ()
    approved_on: date | None = None
    note: str = ""
    gases: Sequence[str] = ()
    emissions: Sequence[Emission] = ()
    criteria: Sequence[Criterion] = ()
    groups: Sequence[Group] = ()
    parameters: Sequence[Parameter] = ()
    formulas: Sequence[Formula] = ()
    decays: Sequence[Decay] = ()
    examples: Sequence[Example] = ()

    @property
    def code(self) -> str:
        """The version as people name it: `TH_AM005 ver03.0`."""
        whole, _point, part = self.version.partition(".")
        return f"{self.reference} ver{whole:0>2}.{part}"

    @cached_property
    def by_symbol(self) -> dict[str, Parameter]:
        """The parameters by their symbols."""
        return {parameter.symbol: parameter for parameter in self.parameters}

    def parameter(self, symbol: str) -> Parameter:
        """The parameter of a symbol. Raises: KeyError where there is none."""
        return self.by_symbol[symbol]

    def of_group(self, key: str) -> Sequence[Parameter]:
        """What each item of a group gives."""
        return [parameter for parameter in self.parameters if parameter.per == key]

    @property
    def of_project(self) -> Sequence[Parameter]:
        """What is given once for the whole project."""
        return self.of_group("")

    @property
    def made(self) -> "Sequence[Formula | Decay]":
        """Everything that is calculated."""
        return [*self.formulas, *self.decays]

    @cached_property
    def monitored(self) -> Sequence[Parameter]:
        """What is monitored in each period."""
        return [parameter for parameter in self.parameters if parameter.kind == "monitored"]

    def work(self, counts: Mapping[str, int]) -> int:
        """How many steps a year takes, with so many items of each group."""
        found = 0
        for row in self.made:
            own = counts.get(row.per, 0) if isinstance(row, Formula) and row.per else 1
            sizes = grammar.sizes(row.expression)
            found += sum(size * (counts.get(group, 0) if group else own) for group, size in sizes.items())
            found += own + (counts.get(row.group, 0) if isinstance(row, Decay) else 0)
        return found

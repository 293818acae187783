"""What goes into corresponding adjustments: first transfers and uses, an NDC target, an inventory, a method."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

GHG = "GHG"


class Method(StrEnum):
    """How adjustments are applied over an NDC implementation period (2/CMA.3 annex, paragraph 7)."""

    TRAJECTORY = "trajectory"  # 7(a)(i)
    AVERAGING = "averaging"  # 7(a)(ii)
    MULTI_YEAR = "multi_year"  # 7(b)


class TargetKind(StrEnum):
    """Whether an NDC names one year or a budget over several."""

    SINGLE_YEAR = "single_year"
    MULTI_YEAR = "multi_year"


class RunningTotal(StrEnum):
    """By which year averaging sums what was first transferred and used.

    `ADJUSTMENT_YEAR`: the vintage year and the year of use (Japan's Ministry of the Environment, questions and answers
    of 26 December 2025: what counts is the year of the reduction). `EVENT_YEAR`: the year in which it happened, as row
    8 of the structured summary stands.
    """

    ADJUSTMENT_YEAR = "adjustment_year"
    EVENT_YEAR = "event_year"


@dataclass(frozen=True)
class FirstTransferred:
    """Outcomes that a Party first transferred: an addition for it, in their vintage year.

    Attributes:
        key: names the record behind it, for the page that opens a figure.
        party: alpha-3 code of the first transferring Party.
        to: alpha-3 code of the Party that acquired them, or is authorised to use them; empty where it is none.
        year: calendar year in which it happened.
        vintage: calendar year in which the outcome occurred; None where it is not known.
        for_ndc, for_other: what they are authorised for, an NDC or other international mitigation purposes.
    """

    key: str
    party: str
    to: str
    quantity: int
    year: int
    vintage: int | None
    for_ndc: bool = True
    for_other: bool = False
    metric: str = GHG

    @property
    def adjusts_in(self) -> int | None:
        """The year in which it is added (paragraph 8)."""
        return self.vintage


@dataclass(frozen=True)
class Used:
    """Outcomes that a Party used towards its NDC: a subtraction for it, in the year of use.

    `ndc_year` is the calendar year for which they are used; None where it is not known.
    """

    key: str
    party: str
    of: str
    quantity: int
    year: int
    ndc_year: int | None
    vintage: int | None = None
    metric: str = GHG

    @property
    def adjusts_in(self) -> int | None:
        """The year in which it is subtracted (paragraph 8)."""
        return self.ndc_year


type Event = FirstTransferred | Used


@dataclass(frozen=True)
class Target:
    """One version of a Party's NDC, as far as adjustments need it.

    Attributes:
        level: tonnes of the target year (single-year), or of the whole budget (multi-year); None where not recorded.
        path: the indicative trajectory (single-year) or the yearly budget (multi-year) by year, in tonnes.
        covers_all: False where the NDC covers a portion of emissions, so that row 4 is what the balance begins with.
    """

    party: str
    version: int
    kind: TargetKind
    first_year: int
    last_year: int
    method: Method
    level: int | None = None
    path: Mapping[int, int] = field(default_factory=dict)
    covers_all: bool = True

    @property
    def years(self) -> range:
        """The years of the NDC implementation period."""
        return range(self.first_year, self.last_year + 1)


@dataclass(frozen=True)
class Inventory:
    """Emissions by year, in tonnes: of everything that the NDC covers, and of the portion where it covers one.

    A year that is not there is not known; it is never zero.
    """

    covered: Mapping[int, int] = field(default_factory=dict)
    portion: Mapping[int, int] = field(default_factory=dict)


def of_party(events: Sequence[Event], party: str) -> list[Event]:
    """The first transfers and uses of one Party."""
    return [event for event in events if event.party == party]

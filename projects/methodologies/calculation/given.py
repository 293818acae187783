"""What a calculation is given: a period on the host's clock, values, items, readings, earlier deposits."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from decimal import Decimal
from functools import cached_property


@dataclass(frozen=True)
class Item:
    """One of what is counted one by one: its name and its values, in the units of the parameters."""

    name: str
    values: Mapping[str, Decimal]


@dataclass(frozen=True)
class Reading:
    """What a meter or an invoice says: an amount between two instants, the second one not included.

    `value` is in the unit of the parameter; `item` is empty for a parameter of the whole project.
    """

    symbol: str
    item: str
    first: datetime
    last: datetime
    value: Decimal
    option: str = ""


@dataclass(frozen=True)
class Inputs:
    """Everything that a calculation is made from. Both days belong to the period; `zone` is the host's own."""

    first: date
    last: date
    values: Mapping[str, Decimal] = field(default_factory=dict)
    items: Mapping[str, Sequence[Item]] = field(default_factory=dict)
    choices: Mapping[str, int] = field(default_factory=dict)
    readings: Sequence[Reading] = ()
    deposits: Mapping[tuple[str, int], Decimal] = field(default_factory=dict)
    zone: tzinfo = UTC

    @cached_property
    def deposited(self) -> Mapping[str, Mapping[int, Decimal]]:
        """Earlier deposits by item and year."""
        found: dict[str, dict[int, Decimal]] = {}
        for (item, year), mass in self.deposits.items():
            found.setdefault(item, {})[year] = mass
        return found


def bounds(inputs: Inputs) -> tuple[datetime, datetime]:
    """The instants at which the period begins, and at which it is over, on the host's clock."""
    return midnight(inputs.first, inputs.zone), midnight(inputs.last + timedelta(days=1), inputs.zone)


def midnight(day: date, zone: tzinfo) -> datetime:
    """The begin of a day on the host's clock."""
    return datetime.combine(day, time(), zone)

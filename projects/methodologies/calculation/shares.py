"""What is monitored, shared out to the host's local years: readings cut at midnight of 31 December, nothing lost."""

from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from common.refusals import Refused
from projects.methodologies.calculation import precision
from projects.methodologies.calculation.definitions import Definition, Parameter
from projects.methodologies.calculation.given import Inputs, Reading, midnight
from projects.methodologies.calculation.precision import SHARE

type Shares = Mapping[tuple[str, str], Mapping[int, Decimal]]
TICK = timedelta(microseconds=1)


def parts(first: date, last: date) -> Iterator[tuple[date, date]]:
    """A period cut at the end of each calendar year."""
    while first.year < last.year:
        yield first, date(first.year, 12, 31)
        first = date(first.year + 1, 1, 1)
    yield first, last


def of_period(definition: Definition, given: Inputs) -> Shares:
    """What is monitored, by symbol and item, for each year of the period: exact, and the years sum to the whole.

    Raises: Refused MTH-74 where a year has no reading of what has readings.
    """
    found: dict[tuple[str, str], dict[int, Decimal]] = {}
    with precision.sums():
        for parameter in definition.monitored:
            per = parameter.per
            rows = [("", given.values)] if not per else [(item.name, item.values) for item in given.items[per]]
            for item, values in rows:
                if parameter.symbol in values:
                    found[parameter.symbol, item] = _split(parameter, values[parameter.symbol], given)
        found.update(_collected(definition, given))
    return found


def _split(parameter: Parameter, value: Decimal, given: Inputs) -> dict[int, Decimal]:
    """One amount for the period, by days; an average stays what it is."""
    cut = list(parts(given.first, given.last))
    if parameter.adds == "mean":
        return {first.year: value for first, _last in cut}
    days = (given.last - given.first).days + 1
    found = {first.year: _share(value, (last - first).days + 1, days) for first, last in cut[:-1]}
    return {**found, cut[-1][0].year: value - sum(found.values(), Decimal(0))}


def _share(value: Decimal, part: int, whole: int) -> Decimal:
    return (value * part / whole).quantize(SHARE)


def _collected(definition: Definition, given: Inputs) -> dict[tuple[str, str], dict[int, Decimal]]:
    """Readings come together: added up, or as an average weighted by time."""
    found: dict[tuple[str, str], dict[int, Decimal]] = {}
    weights: dict[tuple[str, str], dict[int, int]] = {}
    ends = {year: midnight(date(year + 1, 1, 1), given.zone) for year in range(given.first.year, given.last.year + 1)}
    for reading in given.readings:
        key = (reading.symbol, reading.item)
        if key not in found:
            found[key], weights[key] = dict.fromkeys(ends, Decimal(0)), dict.fromkeys(ends, 0)
        is_mean = definition.by_symbol[reading.symbol].adds == "mean"
        for year, ticks, part in _cut(reading, given, ends):
            found[key][year] += reading.value * ticks if is_mean else part
            weights[key][year] += ticks
    for (symbol, item), amounts in found.items():
        for year, ticks in weights[symbol, item].items():
            if not ticks:
                raise _without_reading(symbol, item, year)
            if definition.by_symbol[symbol].adds == "mean":
                amounts[year] = precision.product(amounts[year], 1, ticks)
    return found


def cut(reading: Reading, given: Inputs) -> Iterator[tuple[int, datetime, datetime, Decimal]]:
    """A reading by the years that it lies in: year, begin, end, and its share of the amount."""
    ends = {year: midnight(date(year + 1, 1, 1), given.zone) for year in range(given.first.year, given.last.year + 1)}
    first = reading.first
    for year, ticks, part in _cut(reading, given, ends):
        last = (first.astimezone(UTC) + ticks * TICK).astimezone(first.tzinfo)
        yield year, first, last, part
        first = last


def _without_reading(symbol: str, item: str, year: int) -> Refused:
    return Refused(
        "MTH-74",
        _("%(symbol)s %(item)s has readings, and none in %(year)s. Add one; where there was nothing, 0."),
        field="readings",
        params={"symbol": symbol, "item": item, "year": year},
    )


def _cut(reading: Reading, given: Inputs, ends: Mapping[int, datetime]) -> Iterator[tuple[int, int, Decimal]]:
    """The years that a reading lies in: time and share of each; the last share is what is left."""
    first, last = reading.first.astimezone(UTC), reading.last.astimezone(UTC)
    year = reading.first.astimezone(given.zone).year
    whole, left = (last - first) // TICK, reading.value
    while (end := ends[year].astimezone(UTC)) < last:
        ticks = (end - first) // TICK
        part = _share(reading.value, ticks, whole)
        left -= part
        yield year, ticks, part
        year, first = year + 1, end
    yield year, (last - first) // TICK, left

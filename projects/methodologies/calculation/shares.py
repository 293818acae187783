"""What is monitored, shared out to the host's local years: readings cut at midnight of 31 December."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta
from decimal import Decimal

from projects.methodologies.calculation import inputs
from projects.methodologies.calculation.definitions import Definition, Parameter
from projects.methodologies.calculation.inputs import Inputs

type Shares = Mapping[tuple[str, str], Mapping[int, Decimal]]


def parts(first: date, last: date) -> Iterator[tuple[date, date]]:
    """A period cut at the end of each calendar year."""
    while first.year < last.year:
        yield first, date(first.year, 12, 31)
        first = date(first.year + 1, 1, 1)
    yield first, last


def of_period(definition: Definition, given: Inputs) -> Shares:
    """What is monitored, by symbol and item, for each year of the period."""
    found: dict[tuple[str, str], dict[int, Decimal]] = {}
    for parameter in definition.monitored:
        rows = [("", given.values)] if not parameter.per else [(i.name, i.values) for i in given.items[parameter.per]]
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
    found = {first.year: value * ((last - first).days + 1) / days for first, last in cut[:-1]}
    return {**found, cut[-1][0].year: value - sum(found.values())}


def _collected(definition: Definition, given: Inputs) -> Mapping[tuple[str, str], dict[int, Decimal]]:
    """Readings come together: added up, or as an average weighted by time."""
    found: dict[tuple[str, str], dict[int, Decimal]] = {}
    weights: dict[tuple[str, str], dict[int, int]] = {}
    years = [first.year for first, _last in parts(given.first, given.last)]
    for reading in given.readings:
        key = (reading.symbol, reading.item)
        if key not in found:
            found[key], weights[key] = dict.fromkeys(years, Decimal(0)), dict.fromkeys(years, 0)
        is_mean = definition.by_symbol[reading.symbol].adds == "mean"
        for year, seconds, part in _cut(reading, given):
            found[key][year] += reading.value * seconds if is_mean else part
            weights[key][year] += seconds
    for (symbol, item), amounts in found.items():
        if definition.by_symbol[symbol].adds == "mean":
            for year, seconds in weights[symbol, item].items():
                amounts[year] = amounts[year] / seconds if seconds else Decimal(0)
    return found


def _cut(reading: inputs.Reading, given: Inputs) -> Iterator[tuple[int, int, Decimal]]:
    """The years that a reading lies in: seconds and share of each; the last share is what is left."""
    first = reading.first.astimezone(given.zone)
    last = reading.last.astimezone(given.zone)
    whole = _seconds(reading.first, reading.last)
    end = last - timedelta(microseconds=1)
    if first.year == end.year:
        yield first.year, whole, reading.value
        return
    left = reading.value
    for year in range(first.year, end.year):
        upto = inputs.midnight(date(year + 1, 1, 1), given.zone)
        seconds = _seconds(first, upto)
        part = reading.value * seconds / whole
        left -= part
        yield year, seconds, part
        first = upto
    yield end.year, _seconds(first, last), left


def _seconds(first: datetime, last: datetime) -> int:
    """Whole seconds between two instants, whatever a clock was put forward or back between them."""
    return round(last.timestamp() - first.timestamp())

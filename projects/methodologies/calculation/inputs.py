"""What a calculation is given: a period, values, items, readings; read from a document and judged once."""

import re
from collections import Counter
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from common.refusals import Refused, Sentence
from common.text import shortened
from projects.methodologies.calculation import values
from projects.methodologies.calculation.definitions import Definition, Parameter

MOST_ITEMS = 1_000
MOST_READINGS = 200_000
MOST_YEARS = 30
LONGEST_NAME = 100
KEYS = ("first", "last", "values", "choices", "items", "readings", "deposits")
_INSTANT = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}(?:[T ][0-9]{2}:[0-9]{2}(?::[0-9]{2})?(?:Z|[+-][0-9]{2}:[0-9]{2})?)?")


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


def from_json(definition: Definition, document: object, zone: tzinfo = UTC) -> Inputs:
    """Read inputs as the command, the API and the calculator send them, and judge them against the definition.

    Numbers are text, a unit may stand behind them: `"1200 kWh"`. Raises: Refused MTH-60 to MTH-69, MTH-30, MTH-31,
    MTH-10, MTH-11; `field` names the place, as `chiller.2.EC_PJ`.
    """
    given = _table(document, KEYS, "")
    first, last = (values.plain_day(_text(given.get(name, ""), name), name) for name in ("first", "last"))
    inputs = Inputs(
        first=first,
        last=last,
        values=_values(definition.of_project, given.get("values", {}), "values"),
        items=_items(definition, given.get("items", {})),
        choices=_choices(definition, given.get("choices", {})),
        readings=_readings(definition, given.get("readings", []), zone),
        deposits=_deposits(definition, given.get("deposits", [])),
        zone=zone,
    )
    judge(definition, inputs)
    return inputs


def to_json(definition: Definition, inputs: Inputs) -> dict[str, object]:
    """The same as a document: reading it again gives the same inputs."""
    return {
        "first": inputs.first.isoformat(),
        "last": inputs.last.isoformat(),
        "values": _with_units(definition, inputs.values),
        "choices": dict(inputs.choices),
        "items": {
            key: [{"name": item.name, **_with_units(definition, item.values)} for item in items]
            for key, items in inputs.items.items()
        },
        "readings": [
            {
                "symbol": reading.symbol,
                "item": reading.item,
                "first": reading.first.isoformat(),
                "last": reading.last.isoformat(),
                "value": values.said(reading.value),
                "option": reading.option,
            }
            for reading in inputs.readings
        ],
        "deposits": [
            {"item": item, "year": year, "mass": f"{values.said(mass)} t"}
            for (item, year), mass in inputs.deposits.items()
        ],
    }


def judge(definition: Definition, inputs: Inputs) -> None:
    """Whether a calculation can be made of these. Raises: Refused MTH-61 to MTH-69."""
    if inputs.last < inputs.first:
        raise _refused("MTH-61", _("The last day lies before the first day."), "last")
    if inputs.last.year - inputs.first.year >= MOST_YEARS:
        raise _refused("MTH-61", _("A period has at most %(most)s years."), "last", most=MOST_YEARS)
    read = {(reading.symbol, reading.item) for reading in inputs.readings}
    for parameter in definition.of_project:
        _given(parameter, inputs.values, parameter.symbol, inputs, has_readings=(parameter.symbol, "") in read)
    _items_fit(definition, inputs, read)
    _readings_fit(definition, inputs)


def _items_fit(definition: Definition, inputs: Inputs, read: Container[tuple[str, str]]) -> None:
    for group in definition.groups:
        items = inputs.items.get(group.key, ())
        if not 1 <= len(items) <= MOST_ITEMS:
            raise _refused(
                "MTH-68",
                _("Give at least one item and at most %(most)s of: %(group)s."),
                group.key,
                most=f"{MOST_ITEMS:,}",
                group=group.name,
            )
        twice = [name for name, times in Counter(item.name for item in items).items() if times > 1]
        if twice:
            raise _refused(
                "MTH-68", _("Two items are called “%(name)s”. Give each a name of its own."), group.key, name=twice[0]
            )
        for number, item in enumerate(items, 1):
            for parameter in definition.of_group(group.key):
                where = f"{group.key}.{number}.{parameter.symbol}"
                _given(parameter, item.values, where, inputs, has_readings=(parameter.symbol, item.name) in read)


def _refused(number: str, sentence: Sentence, where: str, /, **params: object) -> Refused:
    return Refused(number, sentence, field=where, params=params)


def _given(
    parameter: Parameter, given: Mapping[str, Decimal], where: str, inputs: Inputs, *, has_readings: bool
) -> None:
    value, chosen = given.get(parameter.symbol), inputs.choices.get(parameter.symbol)
    if parameter.value is not None and value is not None and value != parameter.value:
        raise _refused(
            "MTH-65",
            _("%(symbol)s is set by the methodology: %(value)s. Leave it out."),
            where,
            symbol=parameter.symbol,
            value=values.said(parameter.value),
        )
    if has_readings and value is not None:
        raise _refused(
            "MTH-69", _("%(symbol)s has readings: give no total beside them."), where, symbol=parameter.symbol
        )
    if value is None and chosen is None and parameter.value is None and not has_readings:
        raise _refused(
            "MTH-62",
            _("Give %(symbol)s: %(meaning)s (%(unit)s)."),
            where,
            symbol=parameter.symbol,
            meaning=parameter.meaning,
            unit=parameter.unit,
        )
    if value is not None:
        _within(parameter, value, where)


def _within(parameter: Parameter, value: Decimal, where: str) -> None:
    if parameter.least is not None and value < parameter.least:
        raise _refused(
            "MTH-63",
            _("%(symbol)s is %(value)s: it is at least %(bound)s."),
            where,
            symbol=parameter.symbol,
            value=values.said(value),
            bound=values.said(parameter.least),
        )
    if parameter.most is not None and value > parameter.most:
        raise _refused(
            "MTH-63",
            _("%(symbol)s is %(value)s: it is at most %(bound)s."),
            where,
            symbol=parameter.symbol,
            value=values.said(value),
            bound=values.said(parameter.most),
        )


def _readings_fit(definition: Definition, inputs: Inputs) -> None:
    start, end = bounds(inputs)
    items = {(key, item.name) for key, rows in inputs.items.items() for item in rows}
    for number, reading in enumerate(inputs.readings, 1):
        parameter = definition.by_symbol[reading.symbol]
        where = f"readings.{number}"
        if parameter.per and (parameter.per, reading.item) not in items:
            raise _refused(
                "MTH-66",
                _("Reading %(number)s is of “%(item)s”, which is no item here."),
                where,
                number=number,
                item=shortened(reading.item),
            )
        if not start <= reading.first < reading.last <= end:
            raise _refused(
                "MTH-67",
                _("Reading %(number)s does not lie within the period, or ends before it begins."),
                where,
                number=number,
            )


def bounds(inputs: Inputs) -> tuple[datetime, datetime]:
    """The instants at which the period begins, and at which it is over, on the host's clock."""
    return midnight(inputs.first, inputs.zone), midnight(inputs.last + timedelta(days=1), inputs.zone)


def midnight(day: date, zone: tzinfo) -> datetime:
    """The begin of a day on the host's clock."""
    return datetime.combine(day, time(), zone)


def _table(document: object, known: Sequence[str], where: str) -> Mapping[str, object]:
    if not isinstance(document, dict):
        raise _refused(
            "MTH-60",
            _("%(where)s: write an object with %(known)s."),
            where,
            where=where or "{}",
            known=", ".join(known),
        )
    unknown = [str(key) for key in document if key not in known]
    if unknown:
        raise _refused(
            "MTH-60",
            _("“%(key)s” is not known here. Known: %(known)s."),
            where,
            key=shortened(unknown[0]),
            known=", ".join(known),
        )
    return document


def _text(value: object, where: str) -> str:
    if not isinstance(value, str) or len(value) > LONGEST_NAME:
        raise _refused(
            "MTH-60",
            _("%(where)s: write text in quotation marks, of %(most)s signs at most."),
            where,
            where=where,
            most=LONGEST_NAME,
        )
    return value


def _rows(value: object, most: int, where: str) -> Sequence[object]:
    if not isinstance(value, list) or len(value) > most:
        raise _refused(
            "MTH-60", _("%(where)s: write a list of at most %(most)s."), where, where=where, most=f"{most:,}"
        )
    return value


def _values(parameters: Sequence[Parameter], document: object, where: str) -> Mapping[str, Decimal]:
    by_symbol = {parameter.symbol: parameter for parameter in parameters}
    table = _table(document, tuple(by_symbol), where)
    prefix = "" if where == "values" else f"{where}."
    return {
        symbol: values.amount(_text(value, f"{prefix}{symbol}"), by_symbol[symbol].unit, f"{prefix}{symbol}")
        for symbol, value in table.items()
    }


def _items(definition: Definition, document: object) -> Mapping[str, Sequence[Item]]:
    table = _table(document, tuple(group.key for group in definition.groups), "items")
    found = {}
    for key, rows in table.items():
        items = []
        for number, row in enumerate(_rows(rows, MOST_ITEMS, f"items.{key}"), 1):
            where = f"{key}.{number}"
            known = ("name", *(parameter.symbol for parameter in definition.of_group(key)))
            given = dict(_table(row, known, where))
            name = _text(given.pop("name", str(number)), f"{where}.name")
            items.append(Item(name, _values(definition.of_group(key), given, where)))
        found[key] = tuple(items)
    return found


def _choices(definition: Definition, document: object) -> Mapping[str, int]:
    able = {parameter.symbol: parameter for parameter in definition.parameters if parameter.choices}
    found = {}
    for symbol, chosen in _table(document, tuple(able), "choices").items():
        if type(chosen) is not int or not 0 <= chosen < len(able[symbol].choices):
            raise _refused(
                "MTH-64",
                _("%(symbol)s: choose one of 0 to %(most)s."),
                symbol,
                symbol=symbol,
                most=len(able[symbol].choices) - 1,
            )
        found[symbol] = chosen
    return found


def _readings(definition: Definition, document: object, zone: tzinfo) -> Sequence[Reading]:
    known = ("symbol", "item", "first", "last", "value", "unit", "option")
    monitored = {parameter.symbol: parameter for parameter in definition.monitored}
    found = []
    for number, row in enumerate(_rows(document, MOST_READINGS, "readings"), 1):
        where = f"readings.{number}"
        given = _table(row, known, where)
        parameter = monitored.get(_text(given.get("symbol", ""), where))
        if parameter is None:
            raise _refused(
                "MTH-66", _("Reading %(number)s is of no parameter that is monitored here."), where, number=number
            )
        text = f"{_text(given.get('value', ''), where)} {_text(given.get('unit', ''), where)}"
        found.append(
            Reading(
                symbol=parameter.symbol,
                item=_text(given.get("item", ""), where),
                first=instant(_text(given.get("first", ""), where), zone, where),
                last=instant(_text(given.get("last", ""), where), zone, where, is_end=True),
                value=values.amount(text, parameter.unit, where),
                option=_text(given.get("option", ""), where),
            )
        )
    return tuple(found)


def instant(text: str, zone: tzinfo, where: str, *, is_end: bool = False) -> datetime:
    """An instant, on the host's clock where no other is named; a day alone means its begin, or its end.

    Raises: Refused MTH-31.
    """
    try:
        if _INSTANT.fullmatch(text):
            if len(text) == len("2024-12-31"):
                return midnight(date.fromisoformat(text) + timedelta(days=is_end), zone)
            found = datetime.fromisoformat(text)
            return found if found.tzinfo is not None else found.replace(tzinfo=zone)
    except (ValueError, OverflowError):
        pass
    raise _refused(
        "MTH-31",
        _("“%(typed)s” is not a day or an instant. Write it as 2024-12-31 or 2024-12-31T23:00."),
        where,
        typed=shortened(text),
    )


def _deposits(definition: Definition, document: object) -> Mapping[tuple[str, int], Decimal]:
    found: dict[tuple[str, int], Decimal] = {}
    for number, row in enumerate(_rows(document, MOST_ITEMS * 10, "deposits"), 1):
        where = f"deposits.{number}"
        if not definition.decays:
            raise _refused("MTH-66", _("This methodology knows no earlier deposits."), where)
        given = _table(row, ("item", "year", "mass"), where)
        year = given.get("year")
        if type(year) is not int or not 1900 <= year <= 2200:
            raise _refused("MTH-60", _("%(where)s: write the year as a whole number."), where, where=where)
        key = (_text(given.get("item", ""), where), year)
        found[key] = values.amount(_text(given.get("mass", ""), where), "t", where)
    return found


def _with_units(definition: Definition, given: Mapping[str, Decimal]) -> dict[str, str]:
    return {
        symbol: values.said(value)
        if definition.by_symbol[symbol].unit == "1"
        else f"{values.said(value)} {definition.by_symbol[symbol].unit}"
        for symbol, value in given.items()
    }

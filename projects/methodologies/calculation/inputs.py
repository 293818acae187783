"""What a calculation is given: a period, values, items, readings; read from a document and judged once."""

import re
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from decimal import Decimal
from zoneinfo import ZoneInfo

from django.utils.translation import gettext_lazy as _

from common import text as signs
from common import zones
from common.refusals import Refused, Sentence
from common.text import shortened
from projects.methodologies.calculation import values
from projects.methodologies.calculation.definitions import Definition, Parameter
from projects.methodologies.calculation.fitting import MOST_ITEMS, judge, monitored
from projects.methodologies.calculation.given import Inputs, Item, Reading, bounds, midnight

__all__ = ["Inputs", "Item", "Reading", "bounds", "from_json", "instant", "judge", "midnight", "to_json"]

MOST_READINGS = 200_000
LONGEST_NAME = 150
KEYS = ("first", "last", "zone", "values", "choices", "items", "readings", "deposits")
_OFFSET = re.compile(r"UTC(?:(?P<sign>[+-])(?P<hours>[01][0-9]):(?P<minutes>[0-5][0-9]))?")
_INSTANT = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}(?:[T ][0-9]{2}:[0-9]{2}(?::[0-9]{2})?(?:Z|[+-][0-9]{2}:[0-9]{2})?)?")


def from_json(definition: Definition, document: object, zone: tzinfo = UTC) -> Inputs:
    """Read inputs as the command, the API and the calculator send them, and judge them against the definition.

    Numbers are text, a unit may stand behind them: `"1200 kWh"`.

    Args:
        zone: the host's clock, unless the document names one: years are cut by it.
    Raises: Refused MTH-60, MTH-10, MTH-11, MTH-30 to MTH-32, and what `fitting.judge` says; `field` names the place,
    as `chiller.2.EC_PJ`.
    """
    given = _table(document, KEYS, "")
    zone = _zone(given["zone"]) if "zone" in given else zone
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
        "zone": str(inputs.zone),
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
                "unit": definition.parameter(reading.symbol).unit,
                "option": reading.option,
            }
            for reading in inputs.readings
        ],
        "deposits": [
            {"item": item, "year": year, "mass": f"{values.said(mass)} {_unit_of_deposits(definition)}"}
            for (item, year), mass in inputs.deposits.items()
        ],
    }


def _refused(number: str, sentence: Sentence, where: str, /, **params: object) -> Refused:
    return Refused(number, sentence, field=where, params=params)


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
    if not isinstance(value, str) or len(value) > LONGEST_NAME or signs.fault(value, line=True) is not None:
        raise _refused(
            "MTH-60",
            _("%(where)s: write text in quotation marks, in one line of %(most)s signs at most."),
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
    able = tuple(parameter.symbol for parameter in definition.parameters if parameter.choices)
    table = _table(document, able, "choices")
    for symbol, chosen in table.items():
        if type(chosen) is not int:
            raise _refused("MTH-64", _("%(symbol)s: write the number of the choice, from 0 on."), symbol, symbol=symbol)
    return {symbol: chosen for symbol, chosen in table.items() if isinstance(chosen, int)}


def _zone(value: object) -> tzinfo:
    name = _text(value, "zone")
    offset = _OFFSET.fullmatch(name)
    if name == "UTC":
        return UTC
    if offset is not None:
        apart = timedelta(hours=int(offset["hours"]), minutes=int(offset["minutes"]))
        return timezone(-apart if offset["sign"] == "-" else apart)
    if not zones.is_known(name):
        raise _refused(
            "MTH-32",
            _("“%(typed)s” is no time zone. Write it as Asia/Bangkok, or as UTC+07:00."),
            "zone",
            typed=shortened(name),
        )
    return ZoneInfo(name)


def _readings(definition: Definition, document: object, zone: tzinfo) -> Sequence[Reading]:
    known = ("symbol", "item", "first", "last", "value", "unit", "option")
    found = []
    for number, row in enumerate(_rows(document, MOST_READINGS, "readings"), 1):
        where = f"readings.{number}"
        given = _table(row, known, where)
        parameter = monitored(definition, _text(given.get("symbol", ""), where), number)
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
                return midnight(values.plain_day(text, where) + timedelta(days=is_end), zone)
            values.plain_day(text[:10], where)
            found = datetime.fromisoformat(text)
            return found if found.tzinfo is not None else found.replace(tzinfo=zone)
    except (ValueError, OverflowError):
        pass
    raise _refused(
        "MTH-31",
        _("“%(typed)s” in %(where)s is not a day or an instant. Write it as 2024-12-31 or 2024-12-31T23:00."),
        where,
        where=where,
        typed=shortened(text),
    )


def _deposits(definition: Definition, document: object) -> Mapping[tuple[str, int], Decimal]:
    found: dict[tuple[str, int], Decimal] = {}
    for number, row in enumerate(_rows(document, MOST_ITEMS * 10, "deposits"), 1):
        where = f"deposits.{number}"
        given = _table(row, ("item", "year", "mass"), where)
        year = given.get("year")
        if type(year) is not int or not 1900 <= year <= 2200:
            raise _refused("MTH-60", _("%(where)s: write the year as a whole number."), where, where=where)
        key = (_text(given.get("item", ""), where), year)
        if key in found:
            raise _refused(
                "MTH-76",
                _("Deposit %(number)s: “%(item)s” has one of %(year)s already. Add them up to one."),
                where,
                number=number,
                item=shortened(key[0]),
                year=year,
            )
        found[key] = values.amount(_text(given.get("mass", ""), where), _unit_of_deposits(definition), where)
    return found


def _unit_of_deposits(definition: Definition) -> str:
    return definition.parameter(definition.decays[0].mass).unit if definition.decays else "t"


def _with_units(definition: Definition, given: Mapping[str, Decimal]) -> dict[str, str]:
    return {
        symbol: values.said(value)
        if definition.by_symbol[symbol].unit == "1"
        else f"{values.said(value)} {definition.by_symbol[symbol].unit}"
        for symbol, value in given.items()
    }

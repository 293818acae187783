"""Exact values as definitions and inputs write them: bounded before they are converted."""

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from common.refusals import Refused
from common.text import shortened
from projects.methodologies.calculation import precision, units

PLACES = 60
LARGEST = Decimal("1e40")
_EXACT = re.compile(rf"-?[0-9]{{1,{PLACES}}}(?:\.[0-9]{{1,{PLACES}}})?")
FIRST_YEAR, LAST_YEAR = 1900, 2200
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def exact(text: str, where: str) -> Decimal:
    """A number as definitions and files of inputs write it: digits, a stop as decimal mark, no groups.

    Raises: Refused MTH-30.
    """
    if not _EXACT.fullmatch(text):
        raise Refused(
            "MTH-30",
            _("“%(typed)s” in %(where)s is not a number. Write digits with a stop as decimal mark, as 1009.5."),
            field=where,
            params={"typed": shortened(text), "where": where},
        )
    return Decimal(text)


def amount(text: str, unit: str, where: str) -> Decimal:
    """A number, with a unit behind it where that is not the parameter's own: `1200 kWh`; in the parameter's unit.

    Raises: Refused MTH-30, MTH-10, MTH-11.
    """
    number, _blank, given = text.strip().partition(" ")
    value = exact(number, where)
    try:
        value = units.convert(value, given.strip(), unit) if given.strip() else value
    except Refused as refusal:
        raise refusal.about(where) from refusal
    if abs(value) >= LARGEST:
        raise Refused(
            "MTH-30",
            _("“%(typed)s” in %(where)s is larger than anything that is measured. Check its digits and its unit."),
            field=where,
            params={"typed": shortened(text), "where": where},
        )
    return precision.to_places(value, PLACES)


def plain_day(text: str, where: str) -> date:
    """A day as ISO 8601 writes it. Raises: Refused MTH-31."""
    try:
        if _DAY.fullmatch(text) and FIRST_YEAR <= int(text[:4]) <= LAST_YEAR:
            return date.fromisoformat(text)
    except ValueError:
        pass
    raise Refused(
        "MTH-31",
        _("“%(typed)s” in %(where)s is not a day. Write it as 2024-12-31, from %(first)s to %(last)s."),
        field=where,
        params={"typed": shortened(text), "where": where, "first": FIRST_YEAR, "last": LAST_YEAR},
    )


def said(value: Decimal) -> str:
    """A value as exact text, without an exponent or trailing noughts."""
    text = f"{value:f}" if value else "0"  # -0 says nothing more
    return text.rstrip("0").rstrip(".") if "." in text else text


def as_text(values: Mapping[str, Decimal]) -> dict[str, str]:
    """Values by symbol as exact text."""
    return {symbol: said(value) for symbol, value in values.items()}

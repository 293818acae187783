"""Exact values as definitions and inputs write them: bounded before they are converted."""

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from common.refusals import Refused
from common.text import shortened
from projects.methodologies.calculation import units

_EXACT = re.compile(r"-?[0-9]{1,24}(?:\.[0-9]{1,24})?")
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
        return units.convert(value, given.strip(), unit) if given.strip() else value
    except Refused as refusal:
        raise refusal.about(where) from refusal


def plain_day(text: str, where: str) -> date:
    """A day as ISO 8601 writes it. Raises: Refused MTH-31."""
    try:
        if _DAY.fullmatch(text):
            return date.fromisoformat(text)
    except ValueError:
        pass
    raise Refused(
        "MTH-31",
        _("“%(typed)s” in %(where)s is not a day. Write it as 2024-12-31."),
        field=where,
        params={"typed": shortened(text), "where": where},
    )


def said(value: Decimal) -> str:
    """A value as exact text, without an exponent or trailing noughts."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def as_text(values: Mapping[str, Decimal]) -> dict[str, str]:
    """Values by symbol as exact text."""
    return {symbol: said(value) for symbol, value in values.items()}

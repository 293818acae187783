"""Whole tonnes by a definition's rule. Nothing is floored at nought: a negative result stays negative."""

from collections.abc import Mapping
from decimal import ROUND_FLOOR, ROUND_HALF_UP, Decimal

from projects.methodologies.calculation import precision
from projects.methodologies.calculation.definitions import Rounding

PLACES = 24


def whole(amount: Decimal, how: str) -> int:
    """Whole tonnes: "down", below nought too (-0.5 is -1), or to the "nearest", halves away from nought.

    What a division without an end leaves in the last of fifty digits is no part of an amount: 779.99…9 is 780.
    """
    with precision.sums():
        meant = round(amount, PLACES)
    return int(meant.to_integral_value(ROUND_FLOOR if how == "down" else ROUND_HALF_UP))


def by_year(amounts: Mapping[int, Decimal], rule: Rounding) -> Mapping[int, int]:
    """Whole tonnes of each year, in order; of a rounded total each year gets what the running total grows by."""
    if rule.where == "parts":
        return {year: whole(amount, rule.how) for year, amount in amounts.items()}
    found, running, given = {}, Decimal(0), 0
    with precision.sums():
        for year, amount in amounts.items():
            running += amount
            found[year] = whole(running, rule.how) - given
            given += found[year]
    return found

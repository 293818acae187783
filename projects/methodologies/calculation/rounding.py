"""Whole tonnes by a definition's rule. Nothing is floored at nought: a negative result stays negative."""

from collections.abc import Mapping
from decimal import ROUND_FLOOR, ROUND_HALF_UP, Decimal, localcontext

from projects.methodologies.calculation.definitions import Rounding
from projects.methodologies.calculation.units import PRECISION

PLACES = 24  # as many as an amount can be given with


def whole(amount: Decimal, how: str) -> int:
    """Whole tonnes: "down", or to the "nearest", halves up.

    What a division without an end leaves in the last of fifty digits is no part of an amount: 779.99…9 is 780.
    """
    with localcontext(prec=PRECISION):
        meant = round(amount, PLACES)
    return int(meant.to_integral_value(ROUND_FLOOR if how == "down" else ROUND_HALF_UP))


def by_year(amounts: Mapping[int, Decimal], rule: Rounding) -> Mapping[int, int]:
    """Whole tonnes of each year, in order; of a rounded total each year gets what the running total grows by."""
    if rule.where == "parts":
        return {year: whole(amount, rule.how) for year, amount in amounts.items()}
    found, running, given = {}, Decimal(0), 0
    with localcontext(prec=PRECISION):
        for year, amount in amounts.items():
            running += amount
            found[year] = whole(running, rule.how) - given
            given += found[year]
    return found

"""Turn agreed percentages into whole tonnes; pure arithmetic, no rows."""

from collections.abc import Callable, Hashable, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction

from django.utils.translation import gettext_lazy as _

from common.refusals import Refused

type Weights[P: Hashable] = Mapping[P, Fraction]
HUNDRED = Decimal(100)


def split[P: Hashable](quantity_tco2e: int, shares: Sequence[tuple[P, Decimal]], *, rule: str) -> dict[P, int]:
    """Share out whole tonnes by percentage; every party ends within one tonne of its exact share.

    Args:
        quantity_tco2e: t CO2 eq, >= 0.
        shares: one per party, in the order that was agreed; percentages sum to 100.
        rule: value of the rulebook key `allocation.rounding`; one of `ROUNDING`.

    Returns: tonnes per party, in the same order; they sum to `quantity_tco2e`.
    Raises: Refused SPL-01 (below zero), SPL-02 (percentages), SPL-03 (rule not known).
    Source: Credit Allocation Form; no published rule reproduces every published case.
    """
    if quantity_tco2e < 0:
        raise Refused("SPL-01", _("An amount to be shared out is not below zero."))
    parties = [party for party, _percentage in shares]
    if len(set(parties)) != len(parties) or any(percentage < 0 for _party, percentage in shares):
        raise Refused("SPL-02", _("Name each party once, with a percentage that is not below zero."))
    if sum((percentage for _party, percentage in shares), Decimal(0)) != HUNDRED:
        raise Refused("SPL-02", _("The percentages sum to 100. Agree them again."))
    return _rounded(quantity_tco2e, {party: Fraction(percentage) for party, percentage in shares}, rule)


def split_years[P: Hashable](
    amounts: Mapping[int, int], shares: Sequence[tuple[P, Decimal]], *, rule: str
) -> dict[int, dict[P, int]]:
    """Share out an issuance year by year: the percentages hold for its total, each year is whole.

    The total is split first. Each year then shares its tonnes by what the parties have yet to get, so that rounding
    year by year never adds up: a party gets in all years together exactly its part of the total.

    Args:
        amounts: t CO2 eq by vintage year.

    Returns: tonnes by year, then by party. Each year sums to its amount, each party to its part of the total.
    Raises: what `split` raises; SPL-01 for a year below zero.
    """
    if any(amount < 0 for amount in amounts.values()):
        raise Refused("SPL-01", _("An amount to be shared out is not below zero."))
    to_get = split(sum(amounts.values()), shares, rule=rule)
    found: dict[int, dict[P, int]] = {}
    for year in sorted(amounts):
        weights = {party: Fraction(tonnes) for party, tonnes in to_get.items()}
        found[year] = _rounded(amounts[year], weights, "largest-remainder")
        to_get = {party: tonnes - found[year][party] for party, tonnes in to_get.items()}
    return found


def _rounded[P: Hashable](quantity: int, weights: Weights[P], rule: str) -> dict[P, int]:
    if rule not in ROUNDING:
        raise Refused("SPL-03", _("The rulebook names no known rule for remainders: %(rule)s."), params={"rule": rule})
    whole = sum(weights.values(), Fraction(0))
    if not whole:
        return dict.fromkeys(weights, 0)
    exact = {party: quantity * weight / whole for party, weight in weights.items()}
    tonnes = {party: int(amount) for party, amount in exact.items()}
    for party in ROUNDING[rule](exact)[: quantity - sum(tonnes.values())]:
        tonnes[party] += 1
    return tonnes


def _largest_remainder[P: Hashable](exact: Weights[P]) -> list[P]:
    """Who gets a left-over tonne first: the largest remainder; among equals, who was named first."""
    return sorted(exact, key=lambda party: -(exact[party] % 1))


def _in_order[P: Hashable](exact: Weights[P]) -> list[P]:
    """Who gets a left-over tonne first: who was named first, and has a remainder at all."""
    return [party for party in exact if exact[party] % 1]


ROUNDING: dict[str, Callable[[Weights], list]] = {"largest-remainder": _largest_remainder, "in-order": _in_order}

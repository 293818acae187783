"""First-order decay of deposited waste: IPCC 2006 guidelines, volume 5, equations 3.1 to 3.6; CDM landfill tool."""

from collections.abc import Mapping
from decimal import Decimal


def decomposed(laid: Mapping[int, Decimal], year: int, content: Decimal, rate: Decimal) -> Decimal:
    """How much degradable matter of one kind of waste decomposes in a year.

    Args:
        laid: tonnes deposited, by year; later years do not count.
        content: the part of them that can decompose (DOC), or any factor of it.
        rate: decay rate a year (k).
    Returns: the sum over x <= year of laid[x] * content * exp(-rate * (year - x)) * (1 - exp(-rate)), in tonnes, made
    year by year as equations 3.4 and 3.5 do. The CDM tool counts the year of deposit as the first; the default delay
    of the IPCC moves the whole by a year.
    """
    stays, remaining = (-rate).exp(), Decimal(0)
    years = [each for each in laid if each <= year]
    for each in range(min(years, default=year), year + 1):
        remaining = remaining * stays + laid.get(each, Decimal(0)) * content
    return remaining * (1 - stays)

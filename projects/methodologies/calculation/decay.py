"""First-order decay of deposited waste: IPCC 2006 guidelines, volume 5, equations 3.1 to 3.6; CDM landfill tool."""

from collections.abc import Mapping
from decimal import Decimal


def decomposed(deposits: Mapping[int, Decimal], year: int, content: Decimal, rate: Decimal) -> Decimal:
    """How much degradable matter of one kind of waste decomposes in a year.

    Args:
        deposits: tonnes deposited, by year; later years do not count.
        content: the part of them that can decompose (DOC), or any factor of it.
        rate: decay rate a year (k).
    Returns: the sum over x <= year of deposits[x] * content * exp(-rate * (year - x)) * (1 - exp(-rate)), in tonnes.
    The CDM tool counts the year of deposit as the first; the IPCC's default delay moves the whole by a year.
    """
    in_first_year = 1 - (-rate).exp()
    return sum(
        (
            mass * content * (-rate * (year - laid)).exp() * in_first_year
            for laid, mass in deposits.items()
            if laid <= year
        ),
        Decimal(0),
    )

"""How exactly is calculated: two contexts of `Decimal`, the same whatever the process or thread is set to."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from decimal import ROUND_HALF_EVEN, Context, Decimal, DivisionByZero, Inexact, InvalidOperation, Overflow, localcontext

# Formulas: 50 digits. Nothing that is measured reaches 10^100; what does is refused instead of growing without an end.
FORMULAS = Context(
    prec=50, rounding=ROUND_HALF_EVEN, Emin=-100, Emax=100, traps=[InvalidOperation, DivisionByZero, Overflow]
)
# Sums, and shares of readings: so wide that nothing of 24 digits before and behind the mark is ever rounded.
SUMS = Context(
    prec=300, rounding=ROUND_HALF_EVEN, Emin=-1000, Emax=1000, traps=[InvalidOperation, DivisionByZero, Overflow]
)
SHARE = Decimal("1e-25")  # a share of a reading is cut here; the last one gets the rest, so that nothing is lost


@contextmanager
def formulas() -> Iterator[None]:
    """Inside, each operation gives 50 digits."""
    with localcontext(FORMULAS):
        yield


@contextmanager
def sums() -> Iterator[None]:
    """Inside, adding up and cutting loses nothing."""
    with localcontext(SUMS):
        yield


def exact_sum(amounts: Iterable[Decimal]) -> Decimal:
    """The sum, not rounded."""
    with sums():
        return sum(amounts, Decimal(0))


def product(value: Decimal, numerator: int, denominator: int) -> Decimal:
    """value * numerator / denominator: exact where the result ends, else to 50 digits."""
    with localcontext(SUMS) as context:
        context.clear_flags()
        found = value * numerator / denominator
        exact = not context.flags[Inexact]
    if exact:
        return found
    with formulas():
        return value * numerator / denominator


def to_places(value: Decimal, places: int) -> Decimal:
    """The value, rounded where it has more places than so many."""
    exponent = value.as_tuple().exponent
    if isinstance(exponent, int) and exponent >= -places:
        return value
    with sums():
        return round(value, places)

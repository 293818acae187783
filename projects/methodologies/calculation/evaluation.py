"""The value of a formula: exact, in `Decimal`, under the caller's precision."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from common.refusals import Refused
from projects.methodologies.calculation.grammar import (
    Expression,
    Extreme,
    Name,
    Number,
    Power,
    Product,
    Sum,
    Total,
)

type Env = dict[str, Decimal]
type Items = Mapping[str, Sequence[Mapping[str, Decimal]]]


def evaluate(expression: Expression, values: Mapping[str, Decimal], items: Items, symbol: str) -> Decimal:  # noqa: C901  a kind of node each
    """The value of a formula.

    Args:
        values: what its names stand for. `items`: the same for each item of a group. `symbol`: whose formula it is.
    Raises: Refused MTH-70 for a division by nought, with its position.
    """

    def value(part: Expression) -> Decimal:
        return evaluate(part, values, items, symbol)

    match expression:
        case Number():
            found = expression.value
        case Name():
            found = values[expression.symbol]
        case Total():
            found = sum((value(term) if sign == "+" else -value(term) for sign, term in expression.terms), Decimal(0))
        case Product():
            found = _product([(sign, factor.at, value(factor)) for sign, factor in expression.factors], symbol)
        case Power():
            found = value(expression.base) ** expression.exponent if expression.exponent else Decimal(1)
        case Extreme():
            found = (min if expression.which == "min" else max)(value(part) for part in expression.parts)
        case Sum():
            rows = items[expression.group]
            inner = (evaluate(expression.inner, {**values, **row}, items, symbol) for row in rows)
            found = sum(inner, Decimal(0))
    return found


def _product(factors: Sequence[tuple[str, int, Decimal]], symbol: str) -> Decimal:
    """Multiplied first, then divided once: 3 / 7 * 7 is 3."""
    above, below = Decimal(1), Decimal(1)
    for sign, at, value in factors:
        if sign == "*":
            above *= value
        elif value:
            below *= value
        else:
            raise Refused(
                "MTH-70",
                _("The formula of %(symbol)s divides by nought at position %(position)s. Check the value there."),
                params={"symbol": symbol, "position": at + 1},
            )
    return above if below == 1 else above / below

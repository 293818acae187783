"""The value of a formula: exact, in `Decimal`, under the caller's precision."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation, Overflow

from django.utils.translation import gettext_lazy as _

from common.refusals import Refused
from projects.methodologies.calculation.grammar import Expression, Extreme, Name, Number, Power, Product, Sum, Total

type Values = Mapping[str, Decimal]
NONE: Values = {}


@dataclass(frozen=True)
class Evaluation:
    """One formula on its way: `symbol` is whose it is, `values` what the names of the whole project stand for.

    A sum names nothing of a single item outside of it, so it is made once for all items that a formula is made for.
    """

    symbol: str
    values: Values
    items: Mapping[str, Sequence[Values]]
    _sums: dict[int, Decimal] = field(default_factory=dict)

    def value(self, expression: Expression, own: Values = NONE) -> Decimal:
        """The value of a formula; `own` are the values of the item that it is made for.

        Raises: Refused MTH-70 for a division by nought, with its position; MTH-72 for a value beyond measure.
        """
        try:
            return self._value(expression, own)
        except (Overflow, InvalidOperation) as error:
            raise Refused(
                "MTH-72",
                _("The formula of %(symbol)s gives a number of more than a hundred digits. Check the values it names."),
                params={"symbol": self.symbol},
            ) from error

    def _value(self, expression: Expression, own: Values) -> Decimal:  # noqa: C901  a kind of node each
        match expression:
            case Number():
                found = expression.value
            case Name():
                found = own[expression.symbol] if expression.symbol in own else self.values[expression.symbol]
            case Total():
                found = Decimal(0)
                for sign, term in expression.terms:
                    found = found + self._value(term, own) if sign == "+" else found - self._value(term, own)
            case Product():
                found = self._product([(sign, part.at, self._value(part, own)) for sign, part in expression.factors])
            case Power():
                base = self._value(expression.base, own)
                found = base**expression.exponent if expression.exponent else Decimal(1)
            case Extreme():
                found = (min if expression.which == "min" else max)(self._value(one, own) for one in expression.parts)
            case Sum():
                found = self._sum(expression)
        return found

    def _sum(self, expression: Sum) -> Decimal:
        if id(expression) not in self._sums:
            rows = self.items[expression.group]
            self._sums[id(expression)] = sum((self._value(expression.inner, row) for row in rows), Decimal(0))
        return self._sums[id(expression)]

    def _product(self, factors: Sequence[tuple[str, int, Decimal]]) -> Decimal:
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
                    params={"symbol": self.symbol, "position": at + 1},
                )
        return above if below == 1 else above / below

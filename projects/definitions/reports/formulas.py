"""Formulas of a definition in the language of spreadsheets."""

from collections.abc import Callable
from decimal import Decimal

from projects.methodologies.calculation.grammar import Expression, Extreme, Name, Number, Power, Product, Sum, Total

type Cell = Callable[[Name], str]  # where a name's value stands
type Range = Callable[[Sum], str]  # where the terms of a sum stand


def translated(expression: Expression, cell: Cell, terms: Range) -> str:  # noqa: PLR0911  a kind of node each
    """The formula without its sign of equality; parts stand in brackets, so that no rule of precedence differs."""
    match expression:
        case Number():
            return number(expression.value)
        case Name():
            return cell(expression)
        case Sum():
            return f"SUM({terms(expression)})"
        case Total():
            signed = [f"{sign}{translated(term, cell, terms)}" for sign, term in expression.terms]
            return f"({''.join(signed).removeprefix('+')})"
        case Product():
            return f"({_product(expression, cell, terms)})"
        case Power():
            base = translated(expression.base, cell, terms)
            return f"(({base})^{expression.exponent})" if expression.exponent else "1"
        case Extreme():
            parts = ",".join(translated(part, cell, terms) for part in expression.parts)
            return f"{'MIN' if expression.which == 'min' else 'MAX'}({parts})"


def number(value: Decimal) -> str:
    """A number as spreadsheets write it."""
    return f"{value:f}"


def _product(expression: Product, cell: Cell, terms: Range) -> str:
    above = [translated(factor, cell, terms) for sign, factor in expression.factors if sign == "*"]
    below = [translated(factor, cell, terms) for sign, factor in expression.factors if sign == "/"]
    return "*".join(above) + "".join(f"/{factor}" for factor in below)

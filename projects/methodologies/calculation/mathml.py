"""Formulas as mathematics (MathML): as they are written, and with their numbers put in."""

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from common.numbers import as_typed
from projects.methodologies.calculation.calculations import Step
from projects.methodologies.calculation.definitions import Decay, Formula
from projects.methodologies.calculation.grammar import Expression, Extreme, Name, Number, Power, Product, Sum, Total

MOST_TERMS = 6  # items of a sum that are written out; more are told by three dots
PLACES = 6

type Leaf = Callable[[Name], SafeString]
type Terms = Callable[[Sum], SafeString]


def formula(row: Formula | Decay) -> SafeString:
    """The formula: its symbol, and what it is."""
    return _math(format_html("{}<mo>=</mo>{}", name(row.symbol), _drawn(row.expression, _as_name, _as_sum)))


def with_numbers(step: Step) -> SafeString:
    """The same with its numbers put in, and what came out."""

    def sum_of(expression: Sum) -> SafeString:
        rows = step.items.get(expression.group, ())
        terms = [_drawn(expression.inner, _numbers_of({**step.numbers, **row}), _as_sum) for row in rows[:MOST_TERMS]]
        if len(rows) > MOST_TERMS:
            terms.append(format_html("<mo>{}</mo>", "…"))
        return _fenced(format_html_join(format_html("<mo>{}</mo>", "+"), "{}", ((term,) for term in terms)))

    inside = _drawn(step.row.expression, _numbers_of(step.numbers), sum_of)
    return _math(format_html("{}<mo>=</mo>{}<mo>=</mo>{}", name(step.symbol), inside, number(step.value)))


def name(symbol: str) -> SafeString:
    """A symbol: what stands behind the first _ is its index."""
    head, _line, index = symbol.partition("_")
    if not index:
        return format_html("<mi>{}</mi>", head)
    return format_html("<msub><mi>{}</mi><mtext>{}</mtext></msub>", head, index.replace("_", ","))


def number(value: Decimal) -> SafeString:
    """A number, cut after six places where it has more; the exact one stands beside it on the page."""
    rounded = round(value, PLACES)
    shown = as_typed(rounded.normalize() if rounded else Decimal(0))
    return format_html("<mn>{}</mn>{}", shown, "" if rounded == value else format_html("<mo>{}</mo>", "…"))


def _math(inner: SafeString) -> SafeString:
    return format_html('<math display="block"><mrow>{}</mrow></math>', inner)


def _as_name(leaf: Name) -> SafeString:
    return name(leaf.symbol)


def _numbers_of(values: Mapping[str, Decimal]) -> Leaf:
    def leaf(found: Name) -> SafeString:
        value = values.get(found.symbol)
        return name(found.symbol) if value is None else number(value)

    return leaf


def _as_sum(expression: Sum) -> SafeString:
    inner = _drawn(expression.inner, _as_name, _as_sum)
    return format_html("<munder><mo>∑</mo><mi>{}</mi></munder>{}", expression.group, _fenced(inner))


def _fenced(inner: SafeString) -> SafeString:
    return format_html("<mrow><mo>(</mo>{}<mo>)</mo></mrow>", inner)


def _drawn(expression: Expression, leaf: Leaf, terms: Terms) -> SafeString:  # noqa: PLR0911  a kind of node each
    match expression:
        case Name():
            return leaf(expression)
        case Number():
            return number(expression.value)
        case Sum():
            return terms(expression)
        case Total():
            return _total(expression, leaf, terms)
        case Product():
            return _product(expression, leaf, terms)
        case Power():
            base = _drawn(expression.base, leaf, terms)
            base = base if isinstance(expression.base, Name | Number) else _fenced(base)
            return format_html("<msup><mrow>{}</mrow><mn>{}</mn></msup>", base, expression.exponent)
        case Extreme():
            parts = [_drawn(part, leaf, terms) for part in expression.parts]
            joined = format_html_join(format_html("<mo>{}</mo>", ","), "{}", ((part,) for part in parts))
            return format_html("<mi>{}</mi>{}", expression.which, _fenced(joined))


def _total(expression: Total, leaf: Leaf, terms: Terms) -> SafeString:
    signs = [
        ("" if at == 0 and sign == "+" else sign.replace("-", "−")) for at, (sign, _) in enumerate(expression.terms)
    ]
    drawn = [_drawn(term, leaf, terms) for _sign, term in expression.terms]
    return format_html_join(
        "",
        "{}{}",
        ((format_html("<mo>{}</mo>", sign) if sign else "", term) for sign, term in zip(signs, drawn, strict=True)),
    )


def _product(expression: Product, leaf: Leaf, terms: Terms) -> SafeString:
    above = [factor for sign, factor in expression.factors if sign == "*"]
    below = [factor for sign, factor in expression.factors if sign == "/"]
    if not below:
        return _times(above, leaf, terms)
    return format_html(
        "<mfrac><mrow>{}</mrow><mrow>{}</mrow></mfrac>", _times(above, leaf, terms), _times(below, leaf, terms)
    )


def _times(factors: Sequence[Expression], leaf: Leaf, terms: Terms) -> SafeString:
    drawn = [
        _fenced(_drawn(factor, leaf, terms))
        if isinstance(factor, Total) and len(factors) > 1
        else _drawn(factor, leaf, terms)
        for factor in factors
    ]
    return format_html_join(format_html("<mo>{}</mo>", "×"), "{}", ((factor,) for factor in drawn))

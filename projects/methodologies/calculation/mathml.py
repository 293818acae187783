"""Formulas as mathematics (MathML): as they are written, and with their numbers put in."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import ROUND_DOWN, Decimal

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from common.numbers import as_typed
from projects.methodologies.calculation import precision
from projects.methodologies.calculation.calculations import Step
from projects.methodologies.calculation.definitions import Decay, Formula
from projects.methodologies.calculation.grammar import Expression, Extreme, Name, Number, Power, Product, Sum, Total

MOST_TERMS = 6  # items of a sum that are written out; more are told by three dots
DIGITS = 12  # of a number that is written out; more are cut, and three dots say so
LARGEST_SHOWN, SMALLEST_SHOWN = 15, -12  # powers of ten between which a number is written without one

type Leaf = Callable[[Name], SafeString]
type Terms = Callable[[Sum], SafeString]


def formula(row: Formula | Decay) -> SafeString:
    """The formula: its symbol, and what it is."""
    found = _drawn(row.expression, _as_name, _as_sum)
    if isinstance(row, Decay):
        found = _joined("×", [_fenced(found) if isinstance(row.expression, Total) else found, _decay_of(row)])
    return _math(format_html("{}<mo>=</mo>{}", name(row.symbol), found))


def with_numbers(step: Step) -> SafeString:
    """The same with its numbers put in, and what came out."""

    def sum_of(expression: Sum) -> SafeString:
        rows = step.items.get(expression.group, ())
        terms = [_drawn(expression.inner, _numbers_of({**step.numbers, **row}), _as_sum) for row in rows[:MOST_TERMS]]
        return _fenced(_added(terms, len(rows)))

    found = _drawn(step.row.expression, _numbers_of(step.numbers), sum_of)
    if step.decayed:
        terms = [number(one.tonnes) for one in step.decayed[:MOST_TERMS]]
        found = _fenced(found) if isinstance(step.row.expression, Total) else found
        found = _joined("×", [found, _fenced(_added(terms, len(step.decayed)))])
    return _math(format_html("{}<mo>=</mo>{}<mo>=</mo>{}", name(step.symbol), found, number(step.value)))


def name(symbol: str) -> SafeString:
    """A symbol: what stands behind the first _ is its index."""
    head, _line, index = symbol.partition("_")
    if not index:
        return format_html("<mi>{}</mi>", head)
    return format_html("<msub><mi>{}</mi><mtext>{}</mtext></msub>", head, index.replace("_", ","))


def number(value: Decimal) -> SafeString:
    """A number, cut after twelve digits where it has more; the exact one stands beside it on the page."""
    if not value:
        return format_html("<mn>{}</mn>", 0)
    with precision.sums():
        power = value.adjusted()
        places = max(DIGITS - 1 - power, 0)
        shown = value.quantize(Decimal(1).scaleb(-places), ROUND_DOWN)
        head = shown.scaleb(-power).quantize(Decimal(1).scaleb(1 - DIGITS), ROUND_DOWN)
        is_cut = (shown if SMALLEST_SHOWN < power < LARGEST_SHOWN else head.scaleb(power)) != value
    dots = format_html("<mo>{}</mo>", "…") if is_cut else ""
    if SMALLEST_SHOWN < power < LARGEST_SHOWN:
        return format_html("<mn>{}</mn>{}", _digits(shown), dots)
    ten = format_html("<mo>×</mo><msup><mn>10</mn><mn>{}</mn></msup>", _digits(power))
    return format_html("<mrow><mn>{}</mn>{}{}</mrow>", _digits(head), dots, ten)


def _digits(value: Decimal | int) -> str:
    """A number as the reader's language writes it, with a minus and not a hyphen."""
    return as_typed(value).replace("-", "−")


def _math(inner: SafeString) -> SafeString:
    return format_html('<math display="block"><mrow>{}</mrow></math>', inner)


def _decay_of(row: Decay) -> SafeString:
    """What decomposes of all kinds of waste: the sum that the CDM tool and the IPCC write."""
    earlier = format_html(
        "<msup><mi>e</mi><mrow><mo>−</mo>{}<mo>(</mo><mi>y</mi><mo>−</mo><mi>x</mi><mo>)</mo></mrow></msup>",
        name(row.rate),
    )
    first = format_html("<msup><mi>e</mi><mrow><mo>−</mo>{}</mrow></msup>", name(row.rate))
    first_year = _fenced(format_html("<mn>1</mn><mo>−</mo>{}", first))
    mass = format_html("<msub><mrow>{}</mrow><mi>x</mi></msub>", name(row.mass))
    sums = format_html(
        "<munder><mo>∑</mo><mi>{}</mi></munder><munder><mo>∑</mo><mrow><mi>x</mi><mo>≤</mo><mi>y</mi></mrow></munder>",
        row.group,
    )
    return format_html("{}{}", sums, _fenced(_joined("×", [mass, name(row.content), earlier, first_year])))


def _as_name(leaf: Name) -> SafeString:
    return name(leaf.symbol)


def _numbers_of(values: Mapping[str, Decimal]) -> Leaf:
    def leaf(found: Name) -> SafeString:
        value = values.get(found.symbol)
        if value is None:
            return name(found.symbol)
        return number(value) if value >= 0 else _fenced(number(value))

    return leaf


def _as_sum(expression: Sum) -> SafeString:
    inner = _drawn(expression.inner, _as_name, _as_sum)
    return format_html("<munder><mo>∑</mo><mi>{}</mi></munder>{}", expression.group, _fenced(inner))


def _fenced(inner: SafeString) -> SafeString:
    return format_html("<mrow><mo>(</mo>{}<mo>)</mo></mrow>", inner)


def _joined(sign: str, parts: Iterable[SafeString]) -> SafeString:
    return format_html_join(format_html("<mo>{}</mo>", sign), "{}", ((part,) for part in parts))


def _added(terms: Sequence[SafeString], count: int) -> SafeString:
    """Terms of a sum; where some are left out, three dots and the number of all."""
    shown = _joined("+", terms)
    if count <= len(terms):
        return shown
    left_out = format_html("<mo>+</mo><mo>…</mo><mtext> ({}) </mtext>", count)
    return format_html("{}{}", shown, left_out)


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
            return format_html("<mi>{}</mi>{}", expression.which, _fenced(_joined(",", parts)))


def _total(expression: Total, leaf: Leaf, terms: Terms) -> SafeString:
    """Terms with their signs; a total among them is fenced, so that a − (b − c) stays what it is."""
    found = []
    for at, (sign, term) in enumerate(expression.terms):
        drawn = _drawn(term, leaf, terms)
        found.append(format_html("<mo>{}</mo>", sign.replace("-", "−")) if at or sign == "-" else "")
        found.append(_fenced(drawn) if isinstance(term, Total) else drawn)
    return format_html_join("", "{}", ((part,) for part in found))


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
    return _joined("×", drawn)

"""What a formula measures: its unit follows from those of its names, and must be the one that it says."""

from collections.abc import Mapping, Sequence

from django.utils.translation import gettext_lazy as _

from common.refusals import Refused, Sentence
from projects.methodologies.calculation import units
from projects.methodologies.calculation.definitions import Decay, Definition, Formula
from projects.methodologies.calculation.grammar import Expression, Extreme, Name, Number, Power, Product, Sum, Total
from projects.methodologies.calculation.ordering import in_formula
from projects.methodologies.calculation.units import ONE, Unit

RESULTS = ("RE", "PE", "ER")
EMISSION = units.of("tCO2")
A_YEAR = units.of("1/a")


def unit_of(definition: Definition) -> Mapping[str, Unit]:
    """The unit of every symbol. Raises: Refused MTH-10, with the symbol."""
    given = {parameter.symbol: parameter.unit for parameter in definition.parameters}
    made = {row.symbol: row.unit for row in definition.made}
    return {symbol: named(unit, symbol) for symbol, unit in {**given, **made}.items()}


def named(unit: str, symbol: str) -> Unit:
    """The unit of a symbol. Raises: Refused MTH-10, with the symbol."""
    try:
        return units.of(unit)
    except Refused as refusal:
        sentence = _("The unit of %(symbol)s: %(refusal)s")
        raise _refused(refusal.number, sentence, symbol=symbol, refusal=refusal.sentence) from refusal


def comes_out(row: Formula | Decay, known: Mapping[str, Unit], groups: set[str]) -> None:
    """Whether a formula gives the unit that it says.

    Raises: Refused MTH-49 (terms of different units), MTH-50 (the formula gives another unit than it says), MTH-51.
    """
    if row.symbol in RESULTS and not known[row.symbol].equals(EMISSION):
        raise _refused("MTH-50", _("%(symbol)s is given in t CO₂ eq: write the unit tCO2."), symbol=row.symbol)
    found = inferred(row.expression, known, groups, row.symbol)
    if isinstance(row, Decay):
        if not (known[row.rate].equals(A_YEAR) or known[row.rate].equals(ONE)):
            raise _refused(
                "MTH-53",
                _("The decay rate %(name)s of %(symbol)s is one a year: write the unit 1/a."),
                symbol=row.symbol,
                name=row.rate,
            )
        found = found.times(known[row.mass]).times(known[row.content])
    wanted = known[row.symbol]
    if _is_zero(row.expression) or found.equals(wanted):
        return
    if found.fits(wanted):
        raise _refused(
            "MTH-50",
            _(
                "%(symbol)s does not come out in %(unit)s: what its formula measures is %(factor)s of it. Is a "
                "conversion missing, as the 3.6 between MWh and GJ? It is a parameter of its own, with the unit GJ/MWh."
            ),
            symbol=row.symbol,
            unit=row.unit,
            factor=str(found.scale / wanted.scale),
        )
    raise _refused(
        "MTH-50",
        _(
            "%(symbol)s does not come out in %(unit)s: its formula measures %(found)s. Is a factor missing, or one too "
            "much?"
        ),
        symbol=row.symbol,
        unit=row.unit,
        found=_dimension(found),
    )


def inferred(expression: Expression, known: Mapping[str, Unit], groups: set[str], symbol: str) -> Unit:
    """The unit of a formula. A nought may stand for any unit; every other number has none.

    Raises: Refused MTH-49 (terms of different units), MTH-51 (an unknown group), MTH-12 (a power of powers).
    """
    try:
        return _infer(expression, known, groups, symbol)
    except Refused as refusal:
        raise refusal if refusal.number != "MTH-12" else in_formula(refusal, symbol) from refusal


def alike(parts: Sequence[Expression], known: Mapping[str, Unit], groups: set[str], symbol: str) -> Unit:
    """The one unit of all parts. Raises: Refused MTH-49."""
    measured = [(part, _infer(part, known, groups, symbol)) for part in parts if not _is_zero(part)]
    if not measured:
        return ONE
    first = measured[0][1]
    for part, unit in measured[1:]:
        if not unit.equals(first):
            raise _refused(
                "MTH-49",
                _(
                    "The formula of %(symbol)s adds or compares different units at position %(position)s: %(one)s and "
                    "%(other)s. Bring both to one unit."
                ),
                symbol=symbol,
                position=part.at + 1,
                one=_sized(first),
                other=_sized(unit),
            )
    return first


def _infer(expression: Expression, known: Mapping[str, Unit], groups: set[str], symbol: str) -> Unit:  # noqa: C901, PLR0911  a kind of node each
    match expression:
        case Number():
            return ONE
        case Name():
            return known[expression.symbol]
        case Sum():
            if expression.group not in groups:
                raise _refused(
                    "MTH-51",
                    _(
                        "At position %(position)s the formula of %(symbol)s sums over “%(group)s”, which is no group "
                        "here. There are: %(known)s."
                    ),
                    symbol=symbol,
                    group=expression.group,
                    position=expression.at + 1,
                    known=", ".join(sorted(groups)) or "–",
                )
            return _infer(expression.inner, known, groups, symbol)
        case Power():
            return _infer(expression.base, known, groups, symbol).to_power(expression.exponent)
        case Product():
            found = ONE
            for sign, factor in expression.factors:
                found = found.times(_infer(factor, known, groups, symbol), 1 if sign == "*" else -1)
            return found
        case Total():
            return alike([part for _sign, part in expression.terms], known, groups, symbol)
        case Extreme():
            return alike(expression.parts, known, groups, symbol)


def _is_zero(expression: Expression) -> bool:
    return isinstance(expression, Number) and expression.value == 0


def _dimension(unit: Unit) -> str:
    powers = ((name.strip("[]"), power) for name, power in unit.dimension)
    return " · ".join(name if power == 1 else f"{name}^{power}" for name, power in powers) or "1"


def _sized(unit: Unit) -> str:
    return unit.text or f"{unit.scale} {_dimension(unit)}"


def _refused(number: str, sentence: Sentence, /, **params: object) -> Refused:
    return Refused(number, sentence, field="text", params=params)

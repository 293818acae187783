"""What a definition must hold as a whole: symbols defined once, no circle, units that come out, whole examples."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from django.utils.translation import gettext_lazy as _

from common.refusals import Refused, Sentence
from projects.methodologies.calculation import grammar, units
from projects.methodologies.calculation.definitions import SIGNS, Decay, Definition, Formula, Parameter
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
from projects.methodologies.calculation.units import ONE, Unit

STATES = ("official-text", "summary-based", "not-sourced")
KINDS = ("default", "fixed", "monitored")
RESULTS = ("RE", "PE", "ER")
EMISSION = units.of("tCO2")
MOST_FORMULAS = 100


def judge(definition: Definition) -> None:
    """Raises: Refused MTH-40 to MTH-52, in the order of the text."""
    _head(definition)
    _parameters(definition)
    _formulas(definition)
    _criteria(definition)
    _examples(definition)


def _refused(number: str, sentence: Sentence, /, **params: object) -> Refused:
    return Refused(number, sentence, field="text", params=params)


def _one_of(value: str, allowed: Sequence[str], where: str) -> None:
    if value not in allowed:
        raise _refused(
            "MTH-40",
            _("%(where)s is “%(value)s”: write one of %(allowed)s."),
            where=where,
            value=value[:40],
            allowed=", ".join(allowed),
        )


def _head(definition: Definition) -> None:
    _one_of(definition.state, STATES, "state")
    _one_of(definition.rounding.where, ("parts", "total"), "rounding.where")
    _one_of(definition.rounding.how, ("down", "nearest"), "rounding.how")
    for form, value, where in (
        (r"[A-Z]{2}_(?:AM|PM)(?:-EX)?[0-9]{3,6}", definition.reference, "reference"),
        (r"[0-9]{1,2}\.[0-9]{1,2}", definition.version, "version"),
        (r"[A-Z]{2}", definition.country, "country"),
        (r"[a-z][a-z0-9-]{0,39}", definition.family, "family"),
    ):
        if not re.fullmatch(form, value):
            raise _refused(
                "MTH-41", _("%(where)s “%(value)s” has not the form that it needs."), where=where, value=value[:40]
            )
    for emission in definition.emissions:
        _one_of(emission.side, ("reference", "project"), "emission.side")


def _parameters(definition: Definition) -> None:
    groups = [group.key for group in definition.groups]
    for symbol, times in Counter([*_symbols(definition), *groups]).items():
        if not grammar.SYMBOL.fullmatch(symbol) or symbol in grammar.FUNCTIONS:
            raise _refused(
                "MTH-42",
                _("“%(symbol)s” cannot be a symbol: letters, digits and _, a letter first."),
                symbol=symbol[:60],
            )
        if times > 1:
            raise _refused(
                "MTH-43",
                _("“%(symbol)s” is defined %(times)s times. Each symbol is defined once."),
                symbol=symbol,
                times=times,
            )
    for parameter in definition.parameters:
        _parameter(parameter, groups)


def _parameter(parameter: Parameter, groups: Sequence[str]) -> None:
    where = parameter.symbol
    units.of(parameter.unit)
    _one_of(parameter.kind, KINDS, f"{where}.kind")
    _one_of(parameter.adds, ("sum", "mean"), f"{where}.adds")
    _one_of(parameter.better, ("", "higher", "lower"), f"{where}.better")
    _one_of(parameter.per, ("", *groups), f"{where}.per")
    for option in parameter.options:
        _one_of(option.letter, ("A", "B", "C"), f"{where}.option.letter")
    if parameter.value is not None and (parameter.kind != "default" or not parameter.sourced or not parameter.source):
        raise _refused(
            "MTH-44",
            _("%(symbol)s has a value: only a default with a source has one. A value from memory is never a default."),
            symbol=where,
        )
    for value in (parameter.value, *(choice.value for choice in parameter.choices)):
        too_low = value is not None and parameter.least is not None and value < parameter.least
        too_high = value is not None and parameter.most is not None and value > parameter.most
        if too_low or too_high:
            raise _refused("MTH-45", _("A value of %(symbol)s lies outside its own bounds."), symbol=where)


def _symbols(definition: Definition) -> Iterator[str]:
    yield from (parameter.symbol for parameter in definition.parameters)
    yield from (row.symbol for row in definition.made)


def _formulas(definition: Definition) -> None:
    if len(definition.formulas) > MOST_FORMULAS:
        raise _refused("MTH-46", _("A definition has at most %(most)s formulas."), most=MOST_FORMULAS)
    for symbol in RESULTS:
        if not any(formula.symbol == symbol and not formula.per for formula in definition.formulas):
            raise _refused("MTH-46", _("The formula of %(symbol)s for the whole project is missing."), symbol=symbol)
    for formula in ordered(definition):
        _comes_out(definition, formula)


def ordered(definition: Definition) -> Sequence[Formula | Decay]:
    """Formulas and decays in an order in which each stands behind what it needs.

    Raises: Refused MTH-47 (a symbol that is not defined, or out of place), MTH-48 (a circle).
    """
    given = {parameter.symbol: parameter.per for parameter in definition.parameters}
    made = {row.symbol: row for row in definition.made}
    per = given | {symbol: row.per if isinstance(row, Formula) else "" for symbol, row in made.items()}
    needs = {symbol: set(_needed(row, per)) & set(made) for symbol, row in made.items()}
    found: list[Formula | Decay] = []
    while needs:
        free = [symbol for symbol, others in needs.items() if not others]
        if not free:
            raise _refused(
                "MTH-48",
                _("The formulas of %(symbols)s need each other in a circle."),
                symbols=", ".join(sorted(needs)),
            )
        for symbol in free:
            del needs[symbol]
            found.append(made[symbol])
        for others in needs.values():
            others.difference_update(free)
    return found


def _needed(row: Formula | Decay, per: Mapping[str, str]) -> Iterator[str]:
    own = row.per if isinstance(row, Formula) else ""
    text = row.text if isinstance(row, Formula) else row.factor
    for name, group in _placed(row.expression, row.symbol):
        if name.symbol not in per:
            raise _refused(
                "MTH-47",
                _("The formula of %(symbol)s names “%(name)s” at position %(position)s, which is not defined."),
                symbol=row.symbol,
                name=name.symbol,
                position=name.at + 1,
                formula=text,
            )
        if per[name.symbol] not in {"", own, group}:
            raise _refused(
                "MTH-47",
                _("“%(name)s” belongs to each %(group)s: write it in sum(%(group)s, …) in the formula of %(symbol)s."),
                symbol=row.symbol,
                name=name.symbol,
                group=per[name.symbol],
                position=name.at + 1,
            )
        yield name.symbol
    if isinstance(row, Decay):
        for symbol in (row.mass, row.content, row.rate):
            if per.get(symbol) != row.group:
                raise _refused(
                    "MTH-47",
                    _("%(symbol)s needs “%(name)s” of each %(group)s."),
                    symbol=row.symbol,
                    name=symbol,
                    group=row.group,
                )


def _placed(expression: Expression, symbol: str) -> Sequence[tuple[Name, str]]:
    try:
        return list(grammar.names(expression))
    except Refused as refusal:
        raise _in_formula(refusal, symbol) from refusal


def _in_formula(refusal: Refused, symbol: str) -> Refused:
    return Refused(refusal.number, refusal.text, field="text", params={**refusal.params, "symbol": symbol})


def unit_of(definition: Definition) -> Mapping[str, Unit]:
    """The unit of every symbol."""
    given = {parameter.symbol: units.of(parameter.unit) for parameter in definition.parameters}
    return given | {row.symbol: units.of(row.unit) for row in definition.made}


def _comes_out(definition: Definition, row: Formula | Decay) -> None:
    """Raises: Refused MTH-49 (terms of different units), MTH-50 (the formula gives another unit than it says)."""
    known = unit_of(definition)
    groups = {group.key for group in definition.groups}
    found = infer(row.expression, known, groups, row.symbol)
    if isinstance(row, Decay):
        found = found.times(known[row.mass]).times(known[row.content])
    wanted = EMISSION if row.symbol in RESULTS else known[row.symbol]
    if row.symbol in RESULTS and not known[row.symbol].equals(EMISSION):
        raise _refused("MTH-50", _("%(symbol)s is given in t CO₂ eq: write the unit tCO2."), symbol=row.symbol)
    if _is_zero(row.expression) or found.equals(wanted):
        return
    if found.fits(wanted):
        raise _refused(
            "MTH-50",
            _(
                "%(symbol)s does not come out in %(unit)s: the result is %(factor)s times as large. Is a conversion "
                "missing, as the 3.6 between MWh and GJ?"
            ),
            symbol=row.symbol,
            unit=row.unit,
            factor=f"{found.scale / wanted.scale}",
        )
    raise _refused(
        "MTH-50",
        _("%(symbol)s does not come out in %(unit)s: its formula measures %(found)s."),
        symbol=row.symbol,
        unit=row.unit,
        found=_dimension(found),
    )


def _dimension(unit: Unit) -> str:
    return (
        " · ".join(f"{name.strip('[]')}^{power}" if power != 1 else name.strip("[]") for name, power in unit.dimension)
        or "1"
    )


def _is_zero(expression: Expression) -> bool:
    return isinstance(expression, Number) and expression.value == 0


def infer(expression: Expression, known: Mapping[str, Unit], groups: set[str], symbol: str) -> Unit:  # noqa: C901, PLR0911  a kind of node each
    """The unit of a formula. A nought may stand for any unit; every other number has none.

    Raises: Refused MTH-49 (terms of different units), MTH-51 (an unknown group).
    """
    match expression:
        case Number():
            return ONE
        case Name():
            return known[expression.symbol]
        case Sum():
            if expression.group not in groups:
                raise _refused(
                    "MTH-51",
                    _("The formula of %(symbol)s sums over “%(group)s”, which is no group here."),
                    symbol=symbol,
                    group=expression.group,
                )
            return infer(expression.inner, known, groups, symbol)
        case Power():
            return infer(expression.base, known, groups, symbol).to_power(expression.exponent)
        case Product():
            found = ONE
            for sign, factor in expression.factors:
                found = found.times(infer(factor, known, groups, symbol), 1 if sign == "*" else -1)
            return found
        case Total():
            return _alike([part for _sign, part in expression.terms], known, groups, symbol)
        case Extreme():
            return _alike(expression.parts, known, groups, symbol)


def _alike(parts: Sequence[Expression], known: Mapping[str, Unit], groups: set[str], symbol: str) -> Unit:
    measured = [(part, infer(part, known, groups, symbol)) for part in parts if not _is_zero(part)]
    if not measured:
        return ONE
    first = measured[0][1]
    for part, unit in measured[1:]:
        if not unit.equals(first):
            raise _refused(
                "MTH-49",
                _(
                    "The formula of %(symbol)s adds or compares different units at position %(position)s: %(one)s and "
                    "%(other)s."
                ),
                symbol=symbol,
                position=part.at + 1,
                one=_sized(first),
                other=_sized(unit),
            )
    return first


def _sized(unit: Unit) -> str:
    return unit.text or f"{unit.scale} {_dimension(unit)}"


def _criteria(definition: Definition) -> None:
    known, groups = unit_of(definition), {group.key for group in definition.groups}
    for criterion in definition.criteria:
        if not criterion.left and not criterion.right:
            continue
        where = f"criterion {criterion.number}"
        _one_of(criterion.comparison, tuple(SIGNS), f"{where}.is")
        sides = [grammar.parse(criterion.left), grammar.parse(criterion.right)]
        for side in sides:
            for name, _group in grammar.names(side):
                if name.symbol not in known:
                    raise _refused(
                        "MTH-47",
                        _("The formula of %(symbol)s names “%(name)s” at position %(position)s, which is not defined."),
                        symbol=where,
                        name=name.symbol,
                        position=name.at + 1,
                    )
        _alike(sides, known, groups, where)


def _examples(definition: Definition) -> None:
    if not definition.examples:
        raise _refused("MTH-52", _("Give a worked example: what goes in, and what must come out."))
    for example in definition.examples:
        if example.first > example.last:
            raise _refused("MTH-52", _("The example “%(name)s” ends before it begins."), name=example.name[:60])
        unknown = set(example.expect) - set(_symbols(definition))
        if unknown or not {"RE", "PE", "ER"} <= set(example.expect):
            raise _refused(
                "MTH-52",
                _("The example “%(name)s” says what RE, PE and ER must be, and of others only what is defined."),
                name=example.name[:60],
            )

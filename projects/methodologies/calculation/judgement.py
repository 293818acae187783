"""What a definition must hold as a whole: symbols defined once, no circle, units that come out, whole examples."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from common.refusals import Refused, Sentence
from common.text import shortened
from projects.methodologies.calculation import grammar, measures, ordering, values
from projects.methodologies.calculation.definitions import (
    SIGNS,
    Criterion,
    Definition,
    Example,
    Formula,
    Parameter,
)
from projects.methodologies.calculation.measures import RESULTS

STATES = ("official-text", "summary-based", "not-sourced")
KINDS = ("default", "fixed", "monitored")
RESERVED = (*grammar.FUNCTIONS, "name", "group")  # what rows of items say beside their values
MOST_FORMULAS = 100
LAST_SCOPE, LAST_NUMBER = 99, 999


def judge(definition: Definition) -> None:
    """Raises: Refused MTH-40 to MTH-54, in the order of the text; MTH-10 to MTH-12 for units, MTH-01 to MTH-07."""
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
            value=shortened(value),
            allowed=", ".join(filter(None, allowed)) or "–",
        )


def _head(definition: Definition) -> None:
    _one_of(definition.state, STATES, "state")
    _one_of(definition.rounding.where, ("parts", "total"), "rounding.where")
    _one_of(definition.rounding.how, ("down", "nearest"), "rounding.how")
    for form, value, where, as_in in (
        (r"[A-Z]{2}_(?:AM|PM)(?:-EX)?[0-9]{3,6}", definition.reference, "reference", "TH_AM005"),
        (r"(?:0|[1-9][0-9]?)\.[0-9]{1,2}", definition.version, "version", "3.0"),
        (r"[A-Z]{2}", definition.country, "country", "TH"),
        (r"[a-z][a-z0-9-]{0,39}", definition.family, "family", "cop-ratio"),
    ):
        if not re.fullmatch(form, value):
            raise _refused(
                "MTH-41",
                _("%(where)s “%(value)s” has not the form that it needs. Write it as %(as_in)s."),
                where=where,
                value=shortened(value),
                as_in=as_in,
            )
    for scope in definition.scopes:
        _between(scope, 1, LAST_SCOPE, "scopes")
    for criterion in definition.criteria:
        _between(criterion.number, 1, LAST_NUMBER, "criterion.number")
    for emission in definition.emissions:
        _one_of(emission.side, ("reference", "project"), "emission.side")


def _between(value: int, least: int, most: int, where: str) -> None:
    if not least <= value <= most:
        raise _refused(
            "MTH-54", _("%(where)s: write a number from %(least)s to %(most)s."), where=where, least=least, most=most
        )


def _parameters(definition: Definition) -> None:
    groups = [group.key for group in definition.groups]
    for symbol, times in Counter([*_symbols(definition), *groups]).items():
        if not grammar.SYMBOL.fullmatch(symbol) or symbol in RESERVED:
            raise _refused(
                "MTH-42",
                _(
                    "“%(symbol)s” cannot be a symbol. Write letters, digits and _, a letter first, 40 signs at most; "
                    "these are taken: %(reserved)s."
                ),
                symbol=shortened(symbol),
                reserved=", ".join(RESERVED),
            )
        if times > 1:
            raise _refused(
                "MTH-43",
                _("“%(symbol)s” is defined %(times)s times. Give each parameter, formula and group its own."),
                symbol=symbol,
                times=times,
            )
    for parameter in definition.parameters:
        _parameter(parameter, groups)


def _parameter(parameter: Parameter, groups: Sequence[str]) -> None:
    where = parameter.symbol
    measures.named(parameter.unit, where)
    _one_of(parameter.kind, KINDS, f"{where}.kind")
    _one_of(parameter.adds, ("sum", "mean"), f"{where}.adds")
    _one_of(parameter.better, ("", "higher", "lower"), f"{where}.better")
    _one_of(parameter.per, ("", *groups), f"{where}.per")
    for option in parameter.options:
        _one_of(option.letter, ("A", "B", "C"), f"{where}.option.letter")
    _sourced(parameter)
    _bounds(parameter)


def _sourced(parameter: Parameter) -> None:
    where = parameter.symbol
    if parameter.value is not None and (parameter.kind != "default" or not parameter.sourced or not parameter.source):
        raise _refused(
            "MTH-44",
            _(
                "%(symbol)s has a value, and is no default with a source. Name the source, or leave the value out: a "
                "value from memory is never a default."
            ),
            symbol=where,
        )
    if parameter.choices and parameter.kind == "monitored":
        raise _refused(
            "MTH-44", _("%(symbol)s is monitored: it has no values to choose from. Take out its choices."), symbol=where
        )
    for choice in parameter.choices:
        if choice.sourced and not choice.source:
            raise _refused(
                "MTH-44",
                _("The choice “%(label)s” of %(symbol)s has no source. Name it, or write sourced = false."),
                symbol=where,
                label=shortened(choice.label),
            )


def _bounds(parameter: Parameter) -> None:
    where = parameter.symbol
    for value in (parameter.value, *(choice.value for choice in parameter.choices)):
        if value is not None and not _within(value, parameter):
            raise _refused(
                "MTH-45",
                _("A value of %(symbol)s lies outside its own bounds. Change the value, or “least” and “most”."),
                symbol=where,
            )
    if parameter.least is not None and not _within(parameter.least, parameter):
        raise _refused("MTH-45", _("“least” of %(symbol)s is above its “most”. Change one of them."), symbol=where)


def _within(value: Decimal, parameter: Parameter) -> bool:
    too_low = parameter.least is not None and value < parameter.least
    return not too_low and (parameter.most is None or value <= parameter.most)


def _symbols(definition: Definition) -> Iterator[str]:
    yield from (parameter.symbol for parameter in definition.parameters)
    yield from (row.symbol for row in definition.made)


def _formulas(definition: Definition) -> None:
    if len(definition.made) > MOST_FORMULAS:
        raise _refused("MTH-46", _("A definition has at most %(most)s formulas."), most=MOST_FORMULAS)
    groups = {group.key for group in definition.groups}
    for row in definition.made:
        if isinstance(row, Formula):
            _one_of(row.per, ("", *groups), f"{row.symbol}.per")
        else:
            _one_of(row.group, tuple(groups), f"{row.symbol}.group")
    for symbol in RESULTS:
        if not any(formula.symbol == symbol and not formula.per for formula in definition.formulas):
            raise _refused(
                "MTH-46",
                _("The formula of %(symbol)s for the whole project is missing. RE, PE and ER must be there."),
                symbol=symbol,
            )
    if len({(row.group, row.mass) for row in definition.decays}) > 1:
        raise _refused(
            "MTH-53",
            _("All decays of a definition are of one group and one mass: earlier deposits are told once, for all."),
        )
    known = measures.unit_of(definition)
    for row in ordering.ordered(definition):
        measures.comes_out(row, known, groups)


def _criteria(definition: Definition) -> None:
    known, groups = measures.unit_of(definition), {group.key for group in definition.groups}
    for criterion in definition.criteria:
        if criterion.left or criterion.right or criterion.comparison:
            where = f"criterion {criterion.number}"
            _one_of(criterion.comparison, tuple(SIGNS), f"{where}.is")
            sides = [ordering.read(side, where) for side in (criterion.left, criterion.right)]
            owner = owner_of(definition, criterion)
            for side in sides:
                ordering.check_places(side, where, owner, ordering.places(definition))
            measures.alike(sides, known, groups, where)


def owner_of(definition: Definition, criterion: Criterion) -> str:
    """The group whose items a calculated criterion is asked of one by one; empty for the whole project."""
    places = ordering.places(definition)
    sides = (grammar.parse(criterion.left), grammar.parse(criterion.right))
    named = (name.symbol for side in sides for name, summed in grammar.names(side) if not summed)
    return next((places[symbol] for symbol in named if places.get(symbol)), "")


def _examples(definition: Definition) -> None:
    if not definition.examples:
        raise _refused("MTH-52", _("Give a worked example: what goes in, and what must come out."))
    groups = tuple(group.key for group in definition.groups)
    of_group = {key: {parameter.symbol for parameter in definition.of_group(key)} for key in ("", *groups)}
    places = ordering.places(definition)
    results = {row.symbol for row in definition.made if not places[row.symbol]}
    with_choices = {parameter.symbol for parameter in definition.parameters if parameter.choices}
    for example in definition.examples:
        for item in example.items:
            _one_of(item.group, groups, f"{shortened(example.name)}: group")
            _known(example, item.values, of_group[item.group], f"item {shortened(item.name)}")
        _known(example, example.values, of_group[""], "values")
        _known(example, example.choices, with_choices, "choices")
        _known(example, example.expect, results, "expect")
        _whole(example)


def _known(example: Example, symbols: Iterable[str], allowed: set[str], where: str) -> None:
    unknown = next((symbol for symbol in symbols if symbol not in allowed), None)
    if unknown is not None:
        raise _refused(
            "MTH-52",
            _("The example “%(name)s” names “%(symbol)s” in %(where)s. It has its place there: %(allowed)s."),
            name=shortened(example.name),
            symbol=shortened(unknown),
            where=where,
            allowed=shortened(", ".join(sorted(allowed)), 400) or "–",
        )


def _whole(example: Example) -> None:
    if example.first > example.last:
        raise _refused(
            "MTH-52",
            _("The example “%(name)s” ends before it begins. Change its first or its last day."),
            name=shortened(example.name),
        )
    missing = [symbol for symbol in RESULTS if symbol not in example.expect]
    if missing:
        raise _refused(
            "MTH-52",
            _("The example “%(name)s” does not say what %(symbol)s must be. Write it in its table “expect”."),
            name=shortened(example.name),
            symbol=missing[0],
        )
    for symbol, expected in example.expect.items():
        values.exact(expected, f"{shortened(example.name)}.expect.{symbol}")

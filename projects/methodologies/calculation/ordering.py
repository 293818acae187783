"""The order of formulas: each stands behind what it needs, every symbol is defined and in its place, no circle."""

from collections.abc import Iterator, Mapping, Sequence

from django.utils.translation import gettext_lazy as _

from common.refusals import Refused, Sentence
from projects.methodologies.calculation import grammar
from projects.methodologies.calculation.definitions import Decay, Definition, Formula
from projects.methodologies.calculation.grammar import Expression


def ordered(definition: Definition) -> Sequence[Formula | Decay]:
    """Formulas and decays in an order in which each stands behind what it needs.

    Raises: Refused MTH-47 (a symbol that is not defined, or out of place), MTH-48 (a circle), and for a formula that
    is none what `grammar.parse` says, with the formula's symbol.
    """
    groups = places(definition)
    made = {row.symbol: row for row in definition.made}
    needs = {symbol: set(_needed(row, groups)) & set(made) for symbol, row in made.items()}
    found: list[Formula | Decay] = []
    while needs:
        free = [symbol for symbol, others in needs.items() if not others]
        if not free:
            raise _refused(
                "MTH-48",
                _("The formulas of %(symbols)s need each other in a circle. Take one of these names out of a formula."),
                symbols=", ".join(_circle(needs)),
            )
        for symbol in free:
            del needs[symbol]
            found.append(made[symbol])
        for others in needs.values():
            others.difference_update(free)
    return found


def places(definition: Definition) -> Mapping[str, str]:
    """Of every symbol the group whose items have it; empty where it is the whole project's."""
    given = {parameter.symbol: parameter.per for parameter in definition.parameters}
    return given | {row.symbol: row.per if isinstance(row, Formula) else "" for row in definition.made}


def read(text: str, symbol: str) -> Expression:
    """A formula as it was read; a refusal says whose formula it is."""
    try:
        return grammar.parse(text)
    except Refused as refusal:
        raise in_formula(refusal, symbol) from refusal


def in_formula(refusal: Refused, symbol: str) -> Refused:
    """The same refusal with the symbol of the formula in front."""
    sentence = _("In the formula of %(symbol)s: %(refusal)s")
    more = {key: value for key, value in refusal.params.items() if key == "position"}
    return _refused(refusal.number, sentence, symbol=symbol, refusal=refusal.sentence, **more)


def check_places(expression: Expression, symbol: str, own: str, groups: Mapping[str, str]) -> Sequence[str]:
    """The symbols that a formula names, each in its place.

    Args:
        symbol: whose formula it is. `own`: the group that it is made for, item by item. `groups`: see `places`.
    """
    found = []
    for name, summed in grammar.names(expression):
        if name.symbol not in groups:
            raise _refused(
                "MTH-47",
                _(
                    "The formula of %(symbol)s names “%(name)s” at position %(position)s, which is not defined. Add a "
                    "parameter or a formula of that symbol."
                ),
                symbol=symbol,
                name=name.symbol,
                position=name.at + 1,
            )
        if groups[name.symbol] not in {"", summed or own}:
            raise _refused(
                "MTH-47",
                _(
                    "At position %(position)s of the formula of %(symbol)s “%(name)s” is out of place: each "
                    "%(group)s has its own. Write it in sum(%(group)s, …)."
                ),
                symbol=symbol,
                name=name.symbol,
                group=groups[name.symbol],
                position=name.at + 1,
            )
        found.append(name.symbol)
    return found


def _needed(row: Formula | Decay, groups: Mapping[str, str]) -> Iterator[str]:
    own = row.per if isinstance(row, Formula) else ""
    text = row.text if isinstance(row, Formula) else row.factor
    yield from check_places(read(text, row.symbol), row.symbol, own, groups)
    if isinstance(row, Decay):
        for symbol in (row.mass, row.content, row.rate):
            if groups.get(symbol, "") != row.group:
                raise _refused(
                    "MTH-47",
                    _("%(symbol)s needs “%(name)s” of each %(group)s: add a parameter with per = “%(group)s”."),
                    symbol=row.symbol,
                    name=symbol,
                    group=row.group,
                )


def _circle(needs: Mapping[str, set[str]]) -> Sequence[str]:
    """The symbols of one circle, in its order."""
    path: list[str] = [min(needs)]
    while True:
        following = min(needs[path[-1]])
        if following in path:
            return path[path.index(following) :]
        path.append(following)


def _refused(number: str, sentence: Sentence, /, **params: object) -> Refused:
    return Refused(number, sentence, field="text", params=params)

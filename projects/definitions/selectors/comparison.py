"""Two definitions side by side: every line of each that the other has not, and what both have."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from common.refusals import Sentence
from projects.definitions.states import Sourcing
from projects.methodologies.calculation.definitions import Definition, Parameter


@dataclass(frozen=True)
class Pair:
    """One thing in both texts; empty where one of them does not have it."""

    name: str
    before: str
    after: str

    @property
    def differs(self) -> bool:
        return self.before != self.after


@dataclass(frozen=True)
class Group:
    """The pairs of one part of a definition."""

    words: Sentence
    pairs: Sequence[Pair]

    @property
    def differing(self) -> int:
        """How many of them differ."""
        return sum(pair.differs for pair in self.pairs)


def compared(before: Definition, after: Definition) -> Sequence[Group]:
    """Lay two definitions side by side, in the order of the later one; what only the earlier has comes last."""
    return [
        Group(words, _pairs(said(before), said(after)))
        for words, said in (
            (_("About it"), _head),
            (_("Eligibility criteria"), _criteria),
            (_("Parameters"), _parameters),
            (_("Formulas"), _formulas),
        )
    ]


def _pairs(before: Mapping[str, str], after: Mapping[str, str]) -> Sequence[Pair]:
    names = [*after, *(name for name in before if name not in after)]
    return [Pair(name, before.get(name, ""), after.get(name, "")) for name in names]


def _head(definition: Definition) -> Mapping[str, str]:
    rounding = definition.rounding
    return {
        str(_("Title")): definition.title,
        str(_("State of the definition")): str(Sourcing(definition.state).label),
        str(_("Source")): definition.source,
        str(_("Rounding")): f"{rounding.where}, {rounding.how}",
        str(_("Gases")): ", ".join(definition.gases),
    }


def _criteria(definition: Definition) -> Mapping[str, str]:
    return {
        str(criterion.number): f"{criterion.text} {criterion.left} {criterion.comparison} {criterion.right}".strip()
        for criterion in definition.criteria
    }


def _parameters(definition: Definition) -> Mapping[str, str]:
    return {parameter.symbol: _said(parameter) for parameter in definition.parameters}


def _said(parameter: Parameter) -> str:
    options = ", ".join(option.letter for option in parameter.options)
    said = [parameter.meaning, parameter.unit, parameter.kind, parameter.per, options, str(parameter.value or "")]
    return "; ".join(filter(None, said))


def _formulas(definition: Definition) -> Mapping[str, str]:
    return {formula.symbol: f"{formula.text} [{formula.unit}]" for formula in definition.formulas}

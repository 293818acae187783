"""A definition as pages show it: what is asked for, in words; formulas as mathematics; examples with what comes out."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from common.refusals import Sentence
from projects.definitions.states import Sourcing
from projects.methodologies.calculation import examples, mathml
from projects.methodologies.calculation.definitions import Definition, Formula, Parameter
from projects.methodologies.calculation.examples import Outcome

KINDS: dict[str, Sentence] = {
    "default": _("Default value of the methodology"),
    "fixed": _("Fixed before the project starts"),
    "monitored": _("Monitored in each period"),
}


@dataclass(frozen=True)
class ShownFormula:
    """A formula with its mathematics; `group` is the name of the items that it is calculated for, one by one."""

    formula: Formula
    mathematics: SafeString
    group: str


@dataclass(frozen=True)
class ShownParameters:
    """The parameters of one kind."""

    kind: str
    words: Sentence
    parameters: Sequence[Parameter]


@dataclass(frozen=True)
class Shown:
    """A definition as its page shows it."""

    definition: Definition
    sourcing: Sourcing
    formulas: Sequence[ShownFormula]
    kinds: Sequence[ShownParameters]
    outcomes: Sequence[Outcome]


def presented(definition: Definition) -> Shown:
    """Everything that the page of a definition shows."""
    names = {group.key: group.name for group in definition.groups}
    return Shown(
        definition=definition,
        sourcing=Sourcing(definition.state),
        formulas=[
            ShownFormula(formula, mathml.formula(formula), names.get(formula.per, ""))
            for formula in definition.formulas
        ],
        kinds=[
            ShownParameters(kind, words, rows)
            for kind, words in KINDS.items()
            if (rows := [parameter for parameter in definition.parameters if parameter.kind == kind])
        ],
        outcomes=examples.tried(definition),
    )

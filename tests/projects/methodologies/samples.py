"""Definitions and inputs of our own for tests."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from projects.methodologies.calculation import inputs, texts
from projects.methodologies.calculation.calculations import Calculation, calculate
from projects.methodologies.calculation.definitions import Decay, Definition, Formula, Group, Parameter

CHILLERS = """\
reference = "TH_AM005"
version = "3.0"
country = "TH"
title = "Chillers"
state = "summary-based"
family = "cop-ratio"
source = "https://example.org/methodology"
gases = ["CO2"]

[rounding]
where = "total"
how = "down"

[[criterion]]
number = 1
text = "COP above 6"
left = "COP_PJ"
is = "above"
right = "6.0"
differs = "The Japanese text says 6.0 or more."

[[group]]
key = "chiller"
name = "Chiller"

[[parameter]]
symbol = "EC_PJ"
meaning = "Electricity used by the chiller"
unit = "MWh"
kind = "monitored"
per = "chiller"
least = "0"

[[parameter.option]]
letter = "C"
evidence = "Own meter"

[[parameter]]
symbol = "COP_PJ"
meaning = "COP of the project chiller"
unit = "1"
kind = "fixed"
per = "chiller"
better = "higher"
least = "0.1"
most = "20"

[[parameter]]
symbol = "COP_RE"
meaning = "COP of the reference chiller"
unit = "1"
kind = "default"
source = "Table of the methodology"
value = "5"

[[parameter]]
symbol = "EF"
meaning = "Emission factor of the electricity"
unit = "tCO2/MWh"
kind = "monitored"
adds = "mean"

[[formula]]
symbol = "RE_i"
meaning = "Reference emissions of a chiller"
unit = "tCO2"
text = "EC_PJ * COP_PJ / COP_RE * EF"
per = "chiller"

[[formula]]
symbol = "RE"
meaning = "Reference emissions"
unit = "tCO2"
text = "sum(chiller, RE_i)"

[[formula]]
symbol = "PE"
meaning = "Project emissions"
unit = "tCO2"
text = "sum(chiller, EC_PJ) * EF"

[[formula]]
symbol = "ER"
meaning = "Emission reductions"
unit = "tCO2"
text = "RE - PE"

[[example]]
name = "Two chillers"
source = "Computed by hand"
tonnes = 70

[example.values]
EF = "0.5"

[example.expect]
RE = "370"
PE = "300"
ER = "70"

[[example.item]]
group = "chiller"
name = "1"
EC_PJ = "500 MWh"
COP_PJ = "6.2"

[[example.item]]
group = "chiller"
name = "2"
EC_PJ = "100000 kWh"
COP_PJ = "6"
"""


def chillers() -> Definition:
    """Two kinds of rows, a mean, a default, a criterion."""
    return texts.read(CHILLERS)


def a_definition(parameters: Sequence[Parameter], formulas: Sequence[Formula], **more: Any) -> Definition:
    """A definition of these; Any: any of its attributes."""
    return replace(
        texts.SMALLEST, parameters=tuple(parameters), formulas=tuple(formulas), examples=(AN_EXAMPLE,), **more
    )


AN_EXAMPLE = replace(texts.SMALLEST.examples[0], values={})


def solar(**more: Any) -> Definition:
    """Electricity times a factor, in every particular sourced; Any: any attribute of a definition."""
    formulas = [replace(formula, sourced=True) for formula in texts.SMALLEST.formulas]
    return replace(texts.SMALLEST, **{"state": "summary-based", "formulas": tuple(formulas), **more})


def landfill(kind: str = "monitored") -> Definition:
    """One decay of kinds of waste."""
    made = [Formula(symbol, symbol, "tCO2", text) for symbol, text in (("RE", "M"), ("PE", "0"), ("ER", "RE - PE"))]
    parameters = [
        Parameter("W", "Waste", "t", kind, per="waste", least=None),
        Parameter("DOC", "Degradable carbon", "1", "fixed", per="waste"),
        Parameter("k", "Decay rate", "1/a", "fixed", per="waste"),
        Parameter("GWP", "Warming potential", "tCO2/t", "fixed"),
    ]
    decay = Decay("M", "Methane", "tCO2", "waste", "W", "DOC", "k", "GWP * 16 / 12")
    return a_definition(parameters, made, groups=(Group("waste", "Waste"),), decays=(decay,))


def calculated(
    definition: Definition, first: str = "2024-01-01", last: str = "2024-12-31", **document: Any
) -> Calculation:
    """What comes out of a document of inputs; Any: JSON."""
    return calculate(definition, inputs.from_json(definition, {"first": first, "last": last, **document}))

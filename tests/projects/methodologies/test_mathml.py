"""Formulas as mathematics: well-formed, nothing lost, nothing that means something else."""

import re
from decimal import Decimal
from xml.etree import ElementTree

import pytest

from projects.methodologies.calculation import mathml, published
from projects.methodologies.calculation.calculations import calculate
from projects.methodologies.calculation.definitions import Formula
from projects.methodologies.calculation.examples import of_example
from projects.methodologies.calculation.inputs import from_json
from tests.projects.methodologies.samples import calculated, chillers, landfill


def flat(markup: str) -> str:
    """Mathematics as one line of text: what a reader hears, fractions as (…)/(…)."""

    def said(node: ElementTree.Element) -> str:
        inner = [said(child) for child in node]
        if node.tag == "mfrac":
            return f"[{inner[0]}]/[{inner[1]}]"
        joint = {"msub": "_", "msup": "^", "munder": "_"}.get(node.tag, "")
        return (node.text or "") + joint.join(inner)

    return said(ElementTree.fromstring(markup))  # noqa: S314  made here


def drawn(text: str) -> str:
    return flat(mathml.formula(Formula("X", "", "1", text))).removeprefix("X=")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a + b - c", "a+b−c"),
        ("a - (b - c)", "a−(b−c)"),
        ("(a - b) - c", "(a−b)−c"),
        ("a - -b", "a−(−b)"),
        ("-a * b", "(−a)×b"),
        ("a * (b + c)", "a×(b+c)"),
        ("a / (b / c)", "[a]/[[b]/[c]]"),
        ("a / b / c", "[a]/[b×c]"),
        ("(a + b) / (c + d)", "[a+b]/[c+d]"),
        ("(a + b) ^ 2", "(a+b)^2"),
        ("(a ^ 2) ^ 3", "(a^2)^3"),
        ("EF_elec_1 * 0.5", "EF_elec,1×0.5"),
        ("max(a, b, 0)", "max(a,b,0)"),
        ("sum(chiller, a * b) * c", "∑_chiller(a×b)×c"),
    ],
)
def test_a_formula_is_drawn_with_the_brackets_that_it_needs(text: str, shown: str) -> None:
    assert drawn(text) == shown


def test_numbers_are_put_in_and_what_came_out_is_said() -> None:
    items = [{"name": str(n), "EC_PJ": f"{n}00", "COP_PJ": "6.2"} for n in range(1, 9)]
    (year,) = calculated(chillers(), values={"EF": "0.5"}, items={"chiller": items}).years
    by_symbol = {(step.symbol, step.item): flat(mathml.with_numbers(step)) for step in year.steps}
    assert by_symbol["RE_i", "1"] == "RE_i=[100×6.2×0.5]/[5]=62"
    assert by_symbol["PE", ""] == "PE=(100+200+300+400+500+600+… (8) )×0.5=1800"
    assert by_symbol["ER", ""] == "ER=2232−1800=432"


def test_negative_numbers_are_fenced() -> None:
    (year,) = calculated(
        chillers(), values={"EF": "-0.5"}, items={"chiller": [{"name": "1", "EC_PJ": "1", "COP_PJ": "6"}]}
    ).years
    shown = [flat(mathml.with_numbers(step)) for step in year.steps]
    assert shown == ["RE_i=[1×6×(−0.5)]/[5]=−0.6", "PE=(1)×(−0.5)=−0.5", "RE=((−0.6))=−0.6", "ER=(−0.6)−(−0.5)=−0.1"]


def test_a_decay_shows_its_sum_and_the_tonnes_of_each_kind() -> None:
    waste = [{"name": name, "W": "100 t", "DOC": "0.15", "k": "0.4"} for name in ("food", "paper")]
    (year,) = calculated(landfill(), values={"GWP": "28"}, items={"waste": waste}).years
    step = next(step for step in year.steps if step.symbol == "M")
    assert flat(mathml.formula(step.row)) == "M=[GWP×16]/[12]×∑_waste∑_x≤y(W_x×DOC×e^−k(y−x)×(1−e^−k))"
    assert flat(mathml.with_numbers(step)) == "M=[28×16]/[12]×(4.94519930946…+4.94519930946…)=369.24154844…"


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("0", "0"),
        ("-0", "0"),
        ("1234567.5", "1,234,567.5"),
        ("0.0000726", "0.0000726"),
        ("0.333333333333333333", "0.333333333333…"),
        ("0.999999999999999999", "0.999999999999…"),
        ("-1.5", "−1.5"),
        ("123456789012345678", "1.23456789012…×10^17"),
        ("0.00000000000000012", "1.2×10^−16"),
    ],
)
def test_a_number_shows_the_digits_that_it_has(value: str, shown: str) -> None:
    assert flat(f"<m>{mathml.number(Decimal(value))}</m>") == shown


def test_what_people_wrote_is_never_markup() -> None:
    assert "<script>" not in mathml.name("<script>")


def test_every_shipped_formula_is_well_formed() -> None:
    for definition in published.definitions().values():
        for example in definition.examples:
            found = calculate(definition, from_json(definition, of_example(definition, example)))
            for step in found.years[0].steps:
                for markup in (mathml.formula(step.row), mathml.with_numbers(step)):
                    assert re.search("=", flat(markup)), definition.code
                assert mathml.with_numbers(step).count("<mi>") == 1, (definition.code, "only what came out has a name")

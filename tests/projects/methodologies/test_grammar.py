"""The grammar of formulas: what is a formula, and how everything else is refused, with its position."""

import time
from contextlib import suppress
from decimal import Decimal, localcontext

import pytest
from hypothesis import given
from hypothesis import strategies as st

from common.refusals import Refused
from projects.methodologies.calculation.evaluation import evaluate
from projects.methodologies.calculation.grammar import DEEPEST, LONGEST, parse

VALUES = {"a": Decimal(7), "b": Decimal(3), "c_1": Decimal("0.5")}
ITEMS = {"unit": [{"x": Decimal(1)}, {"x": Decimal(2)}]}


def value(text: str) -> Decimal:
    with localcontext(prec=50):
        return evaluate(parse(text), VALUES, ITEMS, "RE")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a + b * 2", "13"),
        ("(a + b) * 2", "20"),
        ("a - b - 1", "3"),
        ("a - (b - 1)", "5"),
        ("-a + b", "-4"),
        ("a * -b", "-21"),
        ("a / b * b", "7"),
        ("12 / 2 / 3", "2"),
        ("a ^ 2", "49"),
        ("a ^ 0", "1"),
        ("2 * b ^ 3", "54"),
        ("min(a, b, 1.5)", "1.5"),
        ("max(0, b - a)", "0"),
        ("sum(unit, x * b)", "9"),
        ("sum(unit, x) * c_1", "1.5"),
    ],
)
def test_a_formula_has_the_value_of_school(text: str, expected: str) -> None:
    assert value(text) == Decimal(expected)


HOSTILE = {
    "__import__('os').system('id')": ("MTH-02", 1),
    "a; b": ("MTH-02", 2),
    "a.b": ("MTH-02", 2),
    "a[0]": ("MTH-02", 2),
    "a ** b": ("MTH-05", 4),
    "a // b": ("MTH-05", 4),
    "a % b": ("MTH-02", 3),
    "a == b": ("MTH-02", 3),
    "lambda x: x": ("MTH-02", 9),
    "eval(a)": ("MTH-06", 1),
    "exp(a)": ("MTH-06", 1),
    "open(a, b)": ("MTH-06", 1),
    "sum(a)": ("MTH-05", 6),
    "sum(, a)": ("MTH-05", 5),
    "min()": ("MTH-05", 5),
    "max(a,)": ("MTH-05", 7),
    "a ^ b": ("MTH-04", 5),
    "a ^ 11": ("MTH-04", 5),
    "a ^ -1": ("MTH-04", 5),
    "a ^ 2.5": ("MTH-04", 5),
    "2 ^ 2 ^ 2": ("MTH-05", 7),
    "--a": ("MTH-05", 2),
    "a b": ("MTH-05", 3),
    "1e9": ("MTH-05", 2),
    "(a": ("MTH-05", 3),
    "a)": ("MTH-05", 2),
    "": ("MTH-05", 1),
    "   ": ("MTH-05", 4),
    "a +": ("MTH-05", 4),
    "+ a": ("MTH-05", 1),
    "１ + a": ("MTH-02", 1),
    "a × b": ("MTH-02", 3),
    "a\n+ b": ("MTH-02", 2),
    "{a}": ("MTH-02", 1),
    "${a}": ("MTH-02", 1),
    '"a"': ("MTH-02", 1),
    "9" * 31: ("MTH-05", 31),
    "x" * 41: ("MTH-02", 1),
    "(" * 60 + "a" + ")" * 60: ("MTH-03", DEEPEST + 1),
    "min(" * 60 + "a" + ")" * 60: ("MTH-03", 4 * DEEPEST + 1),
    "a+" * 1500 + "a": ("MTH-01", LONGEST + 1),
    "(" * 5000: ("MTH-01", LONGEST + 1),
}


@pytest.mark.parametrize("text", HOSTILE)
def test_whatever_is_no_formula_is_refused_with_its_position(text: str) -> None:
    number, position = HOSTILE[text]
    with pytest.raises(Refused) as refusal:
        parse(text)
    assert (refusal.value.number, refusal.value.params["position"]) == (number, position)
    assert refusal.value.sentence


def test_the_longest_formula_is_read_as_well_as_a_short_one() -> None:
    """A chain of a thousand terms is as deep as one of two."""
    assert value("1" + "+1" * 999) == 1000


@given(st.text(alphabet="ab1.+-*/^(), \x00ｅ", max_size=200))
def test_any_text_is_a_formula_or_is_refused(text: str) -> None:
    began = time.process_time()
    with suppress(Refused):
        parse(text)
    assert time.process_time() - began < 1  # of processor time: never a loop, whatever else the machine does


def test_a_division_by_nought_names_its_formula_and_position() -> None:
    with pytest.raises(Refused) as refusal:
        value("a / (b - 3)")
    assert (refusal.value.number, refusal.value.params) == ("MTH-70", {"symbol": "RE", "position": 6})

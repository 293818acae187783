"""The grammar of formulas: what it reads, and what it refuses at once, with the position."""

import time
from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from common.refusals import Refused
from projects.methodologies.calculation.evaluation import Evaluation
from projects.methodologies.calculation.grammar import Name, Power, Product, Sum, Total, names, parse, sizes
from projects.methodologies.calculation.precision import formulas

# The text, the number of the refusal, the position from 1.
HOSTILE = [
    ("", "MTH-05", 1),
    ("   ", "MTH-05", 4),
    ("__import__('os')", "MTH-02", 1),
    ("a.b", "MTH-02", 2),
    ("a[0]", "MTH-02", 2),
    ("EG * EF; DROP TABLE x", "MTH-02", 8),
    ("{{ EG }}", "MTH-02", 1),
    ("EG ** 2", "MTH-05", 5),
    ("EG // EF", "MTH-05", 5),
    ("EG % EF", "MTH-02", 4),
    ("EG = 1", "MTH-02", 4),
    ("EG\n* EF", "MTH-02", 3),
    ("EG\x00", "MTH-02", 3),
    ("EG\u202e * EF", "MTH-02", 3),
    ("EG \u00d7 EF", "MTH-02", 4),
    ("\uff11\uff12", "MTH-02", 1),
    ("1,5", "MTH-05", 2),
    ("1e999999", "MTH-05", 2),
    ("0x10", "MTH-05", 2),
    (".5", "MTH-02", 1),
    ("9" * 41, "MTH-02", 1),
    ("a" * 41, "MTH-02", 1),
    ("EG EF", "MTH-05", 4),
    ("EG * (EF", "MTH-05", 9),
    ("EG * EF)", "MTH-05", 8),
    ("()", "MTH-05", 2),
    ("- - EG", "MTH-05", 3),
    ("* EG", "MTH-05", 1),
    ("EG ^ 11", "MTH-04", 6),
    ("EG ^ -1", "MTH-04", 6),
    ("EG ^ 0.5", "MTH-04", 6),
    ("EG ^ n", "MTH-04", 6),
    ("EG ^ 2 ^ 2", "MTH-05", 8),
    ("EG ^ 010", "MTH-04", 6),
    ("eval(EG)", "MTH-06", 1),
    ("exp(EG)", "MTH-06", 1),
    ("SUM(item, EG)", "MTH-06", 1),
    ("sum(item)", "MTH-05", 9),
    ("sum(2, EG)", "MTH-05", 5),
    ("sum(item, EG, EF)", "MTH-05", 13),
    ("sum(item, sum(item, EG))", "MTH-07", 11),
    ("sum(item, EG * (1 + sum(other, EF)))", "MTH-07", 21),
    ("min()", "MTH-05", 5),
    ("max(EG,)", "MTH-05", 8),
    ("(" * 51 + "EG" + ")" * 51, "MTH-03", 51),
    ("(" * 2_000, "MTH-03", 51),
    ("max(" * 500, "MTH-03", 201),
    ("sum(a," * 333, "MTH-07", 7),
    ("-(" * 1_000, "MTH-03", 101),
    ("a" + "+a" * 1_000, "MTH-01", 2_001),
    ("a" * 2_000_000, "MTH-01", 2_001),
    ("(" * 2_000_000, "MTH-01", 2_001),
]


@pytest.mark.parametrize(("text", "number", "position"), HOSTILE, ids=[repr(text[:24]) for text, *_more in HOSTILE])
def test_a_hostile_text_is_refused_with_its_position_in_bounded_time(text: str, number: str, position: int) -> None:
    began = time.process_time()
    with pytest.raises(Refused) as refused:
        parse(text)
    assert time.process_time() - began < 0.05
    assert (refused.value.number, refused.value.params["position"]) == (number, position)
    assert str(position) in refused.value.sentence.replace(",", "")


def test_the_longest_and_the_deepest_formula_are_read() -> None:
    assert isinstance(parse("a" + "+a" * 999 + " "), Total)
    assert parse("(" * 49 + "EG" + ")" * 49) == Name("EG", 49)
    assert parse(" EG  \t* EF ") == parse(" EG  \t* EF")


def test_what_binds_stronger_stands_lower_in_the_tree() -> None:
    tree = parse("a + b * c ^ 2")
    assert isinstance(tree, Total)
    product = tree.terms[1][1]
    assert isinstance(product, Product)
    assert isinstance(product.factors[1][1], Power)


def test_every_name_knows_its_place_and_its_group() -> None:
    found = [(name.symbol, name.at, group) for name, group in names(parse("a * sum(chiller, b + max(c, 1))"))]
    assert found == [("a", 0, ""), ("b", 17, "chiller"), ("c", 25, "chiller")]
    assert isinstance(parse("sum(chiller, b)"), Sum)


def test_the_work_of_a_formula_is_known_before_it_is_done() -> None:
    assert sizes(parse("a * sum(chiller, b + c)")) == {"": 3, "chiller": 3}


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("2 + 3 * 4", "14"),
        ("(2 + 3) * 4", "20"),
        ("2 - 3 - 4", "-5"),
        ("2 - (3 - 4)", "3"),
        ("12 / 3 / 2", "2"),
        ("12 / (3 / 2)", "8"),
        ("3 / 7 * 7", "3"),
        ("-2 ^ 2", "-4"),
        ("(-2) ^ 2", "4"),
        ("2 * -3", "-6"),
        ("0 ^ 0", "1"),
        ("2 ^ 10", "1024"),
        ("min(3, 1, 2) + max(3, 1, 2)", "4"),
        ("0.1 + 0.2", "0.3"),
        ("sum(item, x * 2) + x", "13"),
    ],
)
def test_a_formula_has_the_value_that_it_has_on_paper(text: str, value: str) -> None:
    items = [{"x": Decimal(1)}, {"x": Decimal(4)}]
    with formulas():
        assert Evaluation("RE", {"x": Decimal(3)}, {"item": items}).value(parse(text)) == Decimal(value)


def test_a_division_by_nought_says_where() -> None:
    with pytest.raises(Refused) as refused, formulas():
        Evaluation("RE", {"a": Decimal(1), "b": Decimal(0)}, {}).value(parse("a / b"))
    assert (refused.value.number, refused.value.params) == ("MTH-70", {"symbol": "RE", "position": 5})


def test_powers_of_powers_end_before_they_fill_the_memory() -> None:
    began = time.process_time()
    with pytest.raises(Refused) as refused, formulas():
        Evaluation("RE", {"a": Decimal(9)}, {}).value(parse("(" * 40 + "a" + " ^ 10)" * 40))
    assert refused.value.number == "MTH-72"
    assert time.process_time() - began < 0.05


def refusal_of(text: str) -> Refused | None:
    try:
        parse(text)
    except Refused as refusal:
        return refusal
    return None


@given(st.text(max_size=2_100))
@example("a" * 2_001)
def test_any_text_is_read_or_refused(text: str) -> None:
    refusal = refusal_of(text)
    assert refusal is None or 1 <= int(str(refusal.params["position"])) <= 2_001


@given(st.text(alphabet="aB_1(+)*-/^, .min", max_size=60))
def test_what_nearly_is_a_formula_is_read_or_refused(text: str) -> None:
    refusal = refusal_of(text)
    assert refusal is None or 1 <= int(str(refusal.params["position"])) <= len(text) + 1

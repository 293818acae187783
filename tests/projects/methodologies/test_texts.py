"""Definitions as text: the same bytes after every round, everything judged, nothing hostile read for long."""

import time
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from common.refusals import Refused
from projects.methodologies.calculation import examples, published, texts
from projects.methodologies.calculation.definitions import Criterion, Example, ExampleItem, Formula
from tests.projects.methodologies.samples import CHILLERS, chillers, landfill, solar

WORDS = st.text(st.characters(codec="utf-8", categories=["L", "N", "P", "S", "Zs"]), max_size=60)


def refusal_of(text: str) -> Refused:
    began = time.process_time()
    with pytest.raises(Refused) as refused:
        texts.read(text)
    assert time.process_time() - began < 0.5
    assert refused.value.sentence
    return refused.value


def test_the_shipped_texts_are_the_same_bytes_after_a_round() -> None:
    assert published.texts_by_code()
    for code, (text, definition) in published.texts_by_code().items():
        assert texts.write(texts.read(text)) == text, code
        assert texts.read(text) == definition


def test_a_text_of_another_form_is_written_in_the_one_form() -> None:
    once = texts.write(texts.read(CHILLERS))
    loose = CHILLERS.replace(" = ", "=").replace("\n\n", "\n\n\n").replace("[[group]]", "# what is counted\n[[group]]")
    assert texts.write(texts.read(loose)) == once == texts.write(texts.read(once))


@given(title=WORDS, note=WORDS, meaning=WORDS, name=WORDS, text=WORDS)
def test_whatever_people_write_comes_back(title: str, note: str, meaning: str, name: str, text: str) -> None:
    formula, *others = solar().formulas
    definition = solar(
        title=title,
        note=note,
        formulas=(replace(formula, meaning=meaning), *others),
        examples=(replace(solar().examples[0], name=name),),
        criteria=(Criterion(1, text, differs=note),),
    )
    try:
        read = texts.read(texts.write(definition))
    except Refused as refusal:
        assert refusal.number == "MTH-20"  # noqa: PT017  marks that are stacked on one letter
        return
    assert read == definition
    assert texts.write(read) == texts.write(definition)


def test_signs_with_a_meaning_of_their_own_come_back() -> None:
    for title in ('"', "\\", "'''", '"""', "a\nb\tc", "\\u0041", "# no comment", "[[x]]", "é日本🌏", "%s %(x)s {0}"):
        assert texts.read(texts.write(solar(title=title))).title == title


@pytest.mark.parametrize(
    "text",
    [
        "a" * 200_000,
        "\n" * 200_000,
        "a." * 49_000 + "a = 1",
        "a = {" + "a." * 49_000 + "a = 1}",
        "[" + "a." * 49_000 + "a]",
        '"a".' * 20_000 + "a = 1",
        "x = 1 # '''\n" + "a." * 40_000 + "a = 1 # '''",
        'x = "\\"" \n' + "a." * 40_000 + 'a = "',
        "a = " + "[" * 90_000,
        "a = " + "{a = " * 18_000,
        "a = " + "9" * 90_000,
        "a = 0x" + "f" * 90_000,
        "a = 1e" + "9" * 90_000,
        "a = '" + "x" * 90_000,
        'a = "' + '\\"' * 45_000,
        'a = """' + '\\"' * 45_000,
        "[[a]]\n" * 16_000,
        "scopes = [" + "1," * 45_000 + "]",
        "\n".join(f"k{n} = 1" for n in range(9_000)),
        "[[parameter]]\n" * 7_000,
        "[[group]]\nkey = 'a'\nname = 'a'\n" * 3_000,
        "a\ud800",
        "",
    ],
    ids=range(23),
)
def test_a_hostile_text_is_refused_quickly(text: str) -> None:
    assert refusal_of(text).number in {"MTH-20", "MTH-21", "MTH-22"}


@pytest.mark.parametrize(
    ("found", "instead", "number"),
    [
        ('country = "TH"', 'country = "TH"\ncolour = "red"', "MTH-21"),
        ('country = "TH"', "country = 66", "MTH-21"),
        ('country = "TH"', 'country = "th"', "MTH-41"),
        ('country = "TH"', "", "MTH-22"),
        ('title = "Chillers"', 'title = "Chill\\u202eers"', "MTH-21"),
        ('title = "Chillers"', 'title = "Chill\\u0000ers"', "MTH-21"),
        ('gases = ["CO2"]', 'gases = "CO2"', "MTH-21"),
        ('gases = ["CO2"]', "gases = [2]", "MTH-21"),
        ('gases = ["CO2"]', "scopes = [9999999999999999]", "MTH-21"),
        ('gases = ["CO2"]', "scopes = [0]", "MTH-54"),
        ('gases = ["CO2"]', "approved_on = 2023-10-11", "MTH-21"),
        ('gases = ["CO2"]', 'approved_on = "2023-02-30"', "MTH-31"),
        ('version = "3.0"', 'version = "3"', "MTH-41"),
        ('version = "3.0"', 'version = "03.0"', "MTH-41"),
        ('reference = "TH_AM005"', 'reference = "../TH"', "MTH-41"),
        ('state = "summary-based"', 'state = "official"', "MTH-40"),
        ('where = "total"', 'where = "somewhere"', "MTH-40"),
        ('how = "down"', 'how = "up"', "MTH-40"),
        ('is = "above"', 'is = ">"', "MTH-40"),
        ('right = "6.0"', 'right = "EF"', "MTH-49"),
        ('right = "6.0"', 'right = "COP_XX"', "MTH-47"),
        ('right = "6.0"', 'right = "6.0 6"', "MTH-05"),
        ('kind = "fixed"', 'kind = "guessed"', "MTH-40"),
        ('per = "chiller"\nleast', 'per = "lamp"\nleast', "MTH-40"),
        ('letter = "C"', 'letter = "D"', "MTH-40"),
        ('adds = "mean"', 'adds = "most"', "MTH-40"),
        ('value = "5"', "value = 5", "MTH-21"),
        ('value = "5"', 'value = "5,0"', "MTH-30"),
        ('value = "5"', 'value = "five"', "MTH-30"),
        ('source = "Table of the methodology"\n', "", "MTH-44"),
        ('source = "Table of the methodology"\n', 'source = "Memory"\nsourced = false\n', "MTH-44"),
        ('value = "5"', 'value = "5"\nmost = "4"', "MTH-45"),
        ('most = "20"', 'most = "0.05"', "MTH-45"),
        ('symbol = "EF"', 'symbol = "E F"', "MTH-42"),
        ('symbol = "EF"', 'symbol = "sum"', "MTH-42"),
        ('symbol = "EF"', 'symbol = "name"', "MTH-42"),
        ('symbol = "EF"', 'symbol = "EC_PJ"', "MTH-43"),
        ('symbol = "EF"', 'symbol = "chiller"', "MTH-43"),
        ('symbol = "PE"', 'symbol = "PX"', "MTH-46"),
        ('text = "RE - PE"', 'text = "RE - PX"', "MTH-47"),
        ('text = "RE - PE"', 'text = "RE_i - PE"', "MTH-47"),
        ('text = "RE - PE"', 'text = "sum(lamp, RE) - PE"', "MTH-51"),
        ('text = "RE - PE"', 'text = "RE - PE + ER"', "MTH-48"),
        ('text = "RE - PE"', 'text = "RE - * PE"', "MTH-05"),
        ('text = "RE - PE"', 'text = "RE - EF"', "MTH-49"),
        ('text = "RE - PE"', 'text = "RE / PE"', "MTH-50"),
        ('unit = "MWh"', 'unit = "mwh"', "MTH-10"),
        ('RE = "370"\n', "", "MTH-52"),
        ('RE = "370"', 'RE = "370 t"', "MTH-30"),
        ('RE = "370"', 'RE = "370"\nXX = "1"', "MTH-52"),
        ('RE = "370"', 'RE = "370"\n"a\\"b" = "1"', "MTH-52"),
        ('EF = "0.5"', 'EF = "0.5"\nEX = "1"', "MTH-52"),
        ('COP_PJ = "6"', 'COP_PJ = "6"\nCOP = "1"', "MTH-52"),
        ('COP_PJ = "6"', "COP_PJ = 6", "MTH-21"),
        ('group = "chiller"\nname = "2"', 'group = "lamp"\nname = "2"', "MTH-40"),
        ("tonnes = 70", "tonnes = 70.0", "MTH-21"),
        ("tonnes = 70", "tonnes = 70\nfirst = '2025-01-01'", "MTH-52"),
    ],
)
def test_what_does_not_hold_is_refused_with_its_number_and_changes_nothing(
    found: str, instead: str, number: str
) -> None:
    assert found in CHILLERS
    refusal = refusal_of(CHILLERS.replace(found, instead, 1))
    assert (refusal.number, refusal.field) == (number, (number in {"MTH-30", "MTH-31"} and refusal.field) or "text")


def test_a_definition_without_an_example_is_refused() -> None:
    assert refusal_of(CHILLERS[: CHILLERS.index("[[example]]")]).number == "MTH-52"


def test_a_refused_formula_says_whose_it_is_and_where() -> None:
    refusal = refusal_of(CHILLERS.replace("RE - PE", "RE - ?"))
    assert refusal.sentence.startswith("In the formula of ER: At position 6 “?”")
    assert refusal.params["position"] == 6


def test_a_circle_is_named_in_its_order() -> None:
    text = CHILLERS.replace('text = "RE - PE"', 'text = "RE - X"') + (
        '\n[[formula]]\nsymbol = "X"\nmeaning = "Circle"\nunit = "tCO2"\ntext = "ER + PE"\n'
    )
    assert "ER, X" in refusal_of(text).sentence


def test_a_long_chain_of_formulas_is_ordered_and_a_longer_one_refused() -> None:
    (formula, *others), most = solar().formulas, 100
    chain = [Formula("x0", "Chain", "tCO2", "E * EF")]
    chain += [Formula(f"x{n}", "Chain", "tCO2", f"x{n - 1}") for n in range(1, most - 3)]
    whole = solar(formulas=(*reversed(chain), replace(formula, text=f"x{most - 4}"), *others))
    assert texts.read(texts.write(whole)).formulas == whole.formulas
    longer = solar(formulas=(*whole.formulas, Formula("y", "Chain", "tCO2", "x0")))
    assert refusal_of(texts.write(longer)).number == "MTH-46"


def test_decays_of_two_masses_are_refused() -> None:
    definition = landfill()
    text = texts.write(definition)
    assert texts.read(text) == definition
    (decay,) = definition.decays
    other = replace(decay, symbol="N", mass="DOC")
    assert refusal_of(texts.write(replace(definition, decays=(decay, other)))).number == "MTH-53"
    for found, instead, number in (
        ('rate = "k"', 'rate = "W"', "MTH-53"),
        ('rate = "k"', 'rate = "GWP"', "MTH-47"),
        ('group = "waste"', 'group = "lamp"', "MTH-40"),
        ('unit = "1/a"', 'unit = "1/d"', "MTH-53"),
    ):
        assert refusal_of(text.replace(found, instead)).number == number


def test_an_example_that_does_not_come_out_is_found() -> None:
    assert all(outcome.passes for outcome in examples.tried(chillers()))
    (example,) = chillers().examples
    wrong = replace(chillers(), examples=(replace(example, expect={**example.expect, "PE": "301"}, tonnes=71),))
    assert [(one.symbol, one.found) for one in examples.tried(wrong) if not one.passes] == [
        ("PE", "300"),
        ("t CO₂ eq", "70"),
    ]
    refused = replace(chillers(), examples=(replace(example, values={}),))
    assert [one.found[:6] for one in examples.tried(refused)] == ["MTH-62"]


def test_an_example_without_an_end_is_compared_to_its_places() -> None:
    example = Example("Thirds", values={"E": "1", "EF": "0.3"}, expect={"RE": "0.333333333333", "PE": "0", "ER": "1"})
    third = solar(formulas=(replace(solar().formulas[0], text="E * EF / 0.9"), *solar().formulas[1:]))
    passed = {one.symbol: one.passes for one in examples.tried(replace(third, examples=(example,)))}
    assert passed == {"RE": True, "PE": True, "ER": False}


def test_the_code_of_a_version_is_as_people_name_it() -> None:
    assert chillers().code == "TH_AM005 ver03.0"
    assert replace(chillers(), version="12.1").code == "TH_AM005 ver12.1"


def test_the_newest_version_is_found_unless_one_is_named() -> None:
    newest = max(
        (one for one in published.definitions().values() if one.reference == "TH_AM005"),
        key=lambda one: Decimal(one.version),
    )
    assert published.find("TH_AM005") == published.find("TH_AM005", newest.version) == newest
    assert published.find("TH_AM005", "99.0") is None
    assert published.find("XX_AM999") is None


def test_rows_of_an_example_keep_their_order() -> None:
    (example,) = chillers().examples
    assert [item.name for item in example.items] == ["1", "2"]
    assert example.items[1] == ExampleItem("chiller", "2", {"EC_PJ": "100000 kWh", "COP_PJ": "6"})

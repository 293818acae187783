"""Definitions as text (TOML): read and judged once, written in one form: export and import give the same bytes."""

import json
import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import MISSING, fields
from datetime import date
from decimal import Decimal
from typing import Any, get_args, get_origin

from django.utils.translation import gettext_lazy as _

from common import text as signs
from common.refusals import Refused
from common.text import shortened
from projects.methodologies.calculation import judgement
from projects.methodologies.calculation.definitions import (
    Choice,
    Criterion,
    Decay,
    Definition,
    Deposit,
    Emission,
    Example,
    ExampleItem,
    Formula,
    Group,
    Option,
    Parameter,
    Rounding,
)
from projects.methodologies.calculation.values import exact, plain_day

LONGEST = 100_000
MOST_ROWS = 500
MOST_DOTS = 8  # of keys in a line: TOML readers take a time that grows with their square
LARGEST = 10**15
# Strings and comments, each from its first sign on; an open one ends where the line or the text does.
_ASIDE = re.compile(
    r'"""(?:[^\\]|\\.)*?(?:"""|\Z)' r"|'''.*?(?:'''|\Z)" r'|"(?:[^"\\\n]|\\[^\n])*"?' r"|'[^'\n]*'?|#[^\n]*",
    re.DOTALL,
)

# The tables of a definition: in the text each is called as its key here, its rows become these values.
TABLES: Mapping[str, type] = {
    "emission": Emission,
    "criterion": Criterion,
    "group": Group,
    "parameter": Parameter,
    "formula": Formula,
    "decay": Decay,
    "example": Example,
}
INNER: Mapping[str, type] = {"option": Option, "choice": Choice, "item": ExampleItem, "deposit": Deposit}
# Attributes whose name in the text is another.
KEYS = {
    (Definition, "emissions"): "emission",
    (Definition, "criteria"): "criterion",
    (Definition, "groups"): "group",
    (Definition, "parameters"): "parameter",
    (Definition, "formulas"): "formula",
    (Definition, "decays"): "decay",
    (Definition, "examples"): "example",
    (Criterion, "comparison"): "is",
    (Parameter, "options"): "option",
    (Parameter, "choices"): "choice",
    (Example, "items"): "item",
    (Example, "deposits"): "deposit",
}

SMALLEST = Definition(
    reference="XX_AM001",
    version="1.0",
    country="XX",
    title="",
    state="not-sourced",
    family="emission-factor",
    source="Say where this definition comes from",
    rounding=Rounding("total", "down", "Say where the rule comes from"),
    gases=("CO2",),
    parameters=(
        Parameter("E", "Electricity supplied in the period", "MWh", "monitored", frequency="Continuously"),
        Parameter("EF", "Emission factor of the electricity", "tCO2/MWh", "fixed"),
    ),
    formulas=(
        Formula("RE", "Reference emissions", "tCO2", "E * EF", sourced=False),
        Formula("PE", "Project emissions", "tCO2", "0", sourced=False),
        Formula("ER", "Emission reductions", "tCO2", "RE - PE"),
    ),
    examples=(
        Example(
            "One year",
            source="Computed by hand",
            values={"E": "1000 MWh", "EF": "0.5"},
            expect={"RE": "500", "PE": "0", "ER": "500"},
            tonnes=500,
        ),
    ),
)


def read(text: str) -> Definition:
    """Read a definition and judge all of it: form, symbols, circles, units, bounds.

    Raises: Refused MTH-20 (too long or no TOML), MTH-21 (an unknown key, or a value of another kind), MTH-22 (a key is
    missing), and what `judgement.judge` says.
    """
    document = _document(text)
    definition: Definition = _row(Definition, document, "")
    judgement.judge(definition)
    return definition


def _document(text: str) -> object:
    """The text as tables; what could take long to read is refused before it is read."""
    if len(text) > LONGEST:
        raise Refused(
            "MTH-20",
            _("The text has %(size)s signs: a definition has at most %(most)s. Take out what is not needed."),
            field="text",
            params={"most": f"{LONGEST:,}", "size": f"{len(text):,}"},
        )
    wrong = signs.fault(text)
    if wrong is not None:
        raise Refused("MTH-20", wrong[0], field="text", params=wrong[1])
    plain = _ASIDE.sub(lambda aside: "\n" * aside[0].count("\n"), text)
    for number, line in enumerate(plain.split("\n"), 1):
        if line.count(".") > MOST_DOTS:
            raise Refused(
                "MTH-20",
                _("Line %(line)s has a key of more than %(most)s parts. Write keys without points."),
                field="text",
                params={"line": number, "most": MOST_DOTS},
            )
    try:
        return tomllib.loads(text)
    except (ValueError, RecursionError) as error:  # of TOML, or of a number of thousands of digits
        raise Refused(
            "MTH-20",
            _("The text is no TOML: %(error)s. Correct it there."),
            field="text",
            params={"error": shortened(str(error), 200)},
        ) from error


def _row(kind: type, table: object, where: str) -> Any:  # a value of that kind
    if not isinstance(table, dict):
        raise _of_another_kind(where, "")
    named = {key: field for field in fields(kind) for key in [KEYS.get((kind, field.name), field.name)]}
    inner = kind is ExampleItem
    given: dict[str, Any] = {}
    for key, value in table.items():
        if key not in named or (inner and key == "values"):
            if inner:
                given.setdefault("values", {})[key] = _words(value, f"{where}.{shortened(key)}")
                continue
            raise Refused(
                "MTH-21",
                _("“%(key)s” is not known in %(where)s. Known there: %(known)s."),
                field="text",
                params={"key": shortened(key), "where": where or _("a definition"), "known": ", ".join(named)},
            )
        given[named[key].name] = _value(kind, key, named[key].name, value, f"{where}.{key}".lstrip("."))
    if inner:
        given.setdefault("values", {})
    for key, field in named.items():
        if field.name not in given and field.default is MISSING and field.default_factory is MISSING:
            raise Refused(
                "MTH-22",
                _("“%(key)s” is missing in %(where)s."),
                field="text",
                params={"key": key, "where": where or _("a definition")},
            )
    return kind(**given)


def _value(kind: type, key: str, name: str, value: object, where: str) -> object:
    tables = TABLES if kind is Definition else INNER
    if key in tables and key == KEYS.get((kind, name)):
        rows = value if isinstance(value, list) else [value]
        if len(rows) > MOST_ROWS:
            raise Refused(
                "MTH-21",
                _("%(where)s has more than %(most)s rows."),
                field="text",
                params={"where": where, "most": MOST_ROWS},
            )
        return tuple(_row(tables[key], row, f"{key} {number}") for number, row in enumerate(rows, 1))
    if kind is Definition and name == "rounding":
        return _row(Rounding, value, "rounding")
    return _plain({field.name: field.type for field in fields(kind)}[name], value, where)


def _plain(wanted: Any, value: object, where: str) -> object:  # the annotation of a field
    kinds = get_args(wanted)
    if Decimal in {wanted, *kinds}:
        return exact(_words(value, where), where)
    if date in {wanted, *kinds}:
        return plain_day(_words(value, where), where)
    if get_origin(wanted) is Sequence:
        return _list(value, kinds[0], where)
    if get_origin(wanted) is dict:
        return _mapping(value, kinds[1], where)
    of: type = kinds[0] if kinds else wanted
    return _one(value, of, where)


def _one(value: object, of: type, where: str) -> object:
    """A value of a kind; text shows all that it says, numbers are bounded."""
    if type(value) is not of:
        raise _of_another_kind(where, of.__name__)
    wrong = signs.fault(value) if isinstance(value, str) else None
    if wrong is not None:
        sentence = _("%(where)s: %(wrong)s")
        params = {"where": where, "wrong": str(wrong[0]) % wrong[1]}
        raise Refused("MTH-21", sentence, field="text", params=params)
    if isinstance(value, int) and abs(value) > LARGEST:
        raise _of_another_kind(where, "int")
    return value


def _list(value: object, of: type, where: str) -> tuple[Any, ...]:  # of that kind
    if not isinstance(value, list) or len(value) > MOST_ROWS:
        raise _of_another_kind(where, f"[{of.__name__}]")
    return tuple(_one(one, of, f"{where}.{number}") for number, one in enumerate(value, 1))


def _mapping(value: object, of: type, where: str) -> dict[str, Any]:  # of that kind
    if not isinstance(value, dict) or len(value) > MOST_ROWS:
        raise _of_another_kind(where, "")
    return {key: _one(one, of, f"{where}.{shortened(key)}") for key, one in value.items()}


def _words(value: object, where: str) -> str:
    _one(value, str, where)
    return str(value)


WANTED = {
    "str": _("text in quotation marks"),
    "int": _("a whole number"),
    "bool": _("true or false"),
    "[str]": _("a list of texts"),
    "[int]": _("a list of whole numbers"),
    "": _("a table"),
}


def _of_another_kind(where: str, wanted: str) -> Refused:
    return Refused(
        "MTH-21",
        _("%(where)s is of another kind: write %(wanted)s."),
        field="text",
        params={"where": where, "wanted": WANTED[wanted]},
    )


def write(definition: Definition) -> str:
    """The text of a definition: keys in one order, what says nothing left out, one blank line between tables."""
    return "\n".join(_lines(definition)) + "\n"


def _lines(definition: Definition) -> Iterator[str]:
    yield from _plain_lines(definition)
    yield from ("", "[rounding]", *_plain_lines(definition.rounding))
    for key in TABLES:
        name = next(name for (kind, name), named in KEYS.items() if kind is Definition and named == key)
        for row in getattr(definition, name):
            yield from ("", f"[[{key}]]", *_plain_lines(row))
            yield from _inner_lines(key, row)


def _inner_lines(key: str, row: object) -> Iterator[str]:
    for field in fields(row):  # type: ignore[arg-type]  # of our own frozen values
        value = getattr(row, field.name)
        inner = KEYS.get((type(row), field.name))
        if inner in INNER:
            for one in value:
                yield from ("", f"[[{key}.{inner}]]", *_plain_lines(one))
        elif isinstance(value, dict) and value:
            yield from ("", f"[{key}.{field.name}]", *(f"{name} = {_said(one)}" for name, one in value.items()))


def _plain_lines(row: object) -> Iterator[str]:
    for field in fields(row):  # type: ignore[arg-type]  # of our own frozen values
        value = getattr(row, field.name)
        key = KEYS.get((type(row), field.name), field.name)
        if isinstance(value, dict):
            if isinstance(row, ExampleItem):
                yield from (f"{name} = {_said(one)}" for name, one in value.items())
            continue
        is_table = (key != field.name and key in {*TABLES, *INNER}) or isinstance(value, Rounding)
        says_nothing = value == field.default or (not value and value != 0)
        if not is_table and not (says_nothing and field.default is not MISSING):
            yield f"{key} = {_said(value)}"


def _said(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, date):
        return f'"{value.isoformat()}"'
    if isinstance(value, Decimal):
        return f'"{value:f}"'
    if isinstance(value, Sequence) and not isinstance(value, str):
        return f"[{', '.join(_said(one) for one in value)}]"
    return json.dumps(str(value), ensure_ascii=False)

"""Worked examples: what must come out, beside what does."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from common.refusals import Refused
from projects.methodologies.calculation import inputs, precision
from projects.methodologies.calculation.calculations import calculate
from projects.methodologies.calculation.definitions import Definition, Example
from projects.methodologies.calculation.values import said


def of_example(definition: Definition, example: Example) -> dict[str, object]:
    """The document of a worked example."""
    items: dict[str, list[dict[str, str]]] = {group.key: [] for group in definition.groups}
    for item in example.items:
        items.setdefault(item.group, []).append({"name": item.name, **item.values})
    return {
        "first": example.first.isoformat(),
        "last": example.last.isoformat(),
        "values": dict(example.values),
        "choices": dict(example.choices),
        "items": items,
        "readings": [],
        "deposits": [{"item": one.item, "year": one.year, "mass": one.mass} for one in example.deposits],
    }


@dataclass(frozen=True)
class Outcome:
    """One expectation of a worked example, beside what comes out; both as exact text."""

    example: Example
    symbol: str
    expected: str
    found: str
    passes: bool


def tried(definition: Definition) -> Sequence[Outcome]:
    """Calculate every worked example. An example whose inputs are refused fails with the sentence."""
    return [outcome for example in definition.examples for outcome in _tried(definition, example)]


def _tried(definition: Definition, example: Example) -> Iterator[Outcome]:
    try:
        found = calculate(definition, inputs.from_json(definition, of_example(definition, example)))
    except Refused as refusal:
        yield Outcome(example, "ER", example.expect.get("ER", ""), str(refusal), passes=False)
        return
    for symbol, expected in example.expect.items():
        value = precision.exact_sum(year.value(symbol) for year in found.years)
        yield Outcome(example, symbol, expected, said(value), passes=_agrees(expected, value))
    if example.tonnes is not None:
        yield Outcome(
            example, "t CO₂ eq", str(example.tonnes), str(found.tonnes), passes=example.tonnes == found.tonnes
        )


def _agrees(expected: str, value: Decimal) -> bool:
    """Equal, or to the twelve places that a division without an end is written with."""
    places = len(expected.partition(".")[2])
    return said(value) == expected or (places >= 12 and f"{value:.{places}f}" == expected)

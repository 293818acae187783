"""What a calculation is given: read, bounded, judged; each refusal with number and place."""

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from common.refusals import Refused
from projects.methodologies.calculation import inputs
from projects.methodologies.calculation.given import Inputs, Item
from tests.projects.methodologies.samples import chillers, solar

ONE = {"name": "1", "EC_PJ": "500 MWh", "COP_PJ": "6.2"}
READ = {"symbol": "EC_PJ", "item": "1", "first": "2024-01-01", "last": "2024-01-31", "value": "1", "unit": "MWh"}
WHOLE: dict[str, Any] = {
    "first": "2024-01-01",
    "last": "2024-12-31",
    "values": {"EF": "0.5"},
    "items": {"chiller": [ONE]},
}
METERED = {**WHOLE, "items": {"chiller": [{"name": "1", "COP_PJ": "6.2"}]}, "readings": [READ]}


def with_reading(**more: Any) -> dict[str, Any]:
    return {**METERED, "readings": [READ, {**READ, "first": "2024-02-01", "last": "2024-02-29", **more}]}


def with_item(**more: Any) -> dict[str, Any]:
    return {**WHOLE, "items": {"chiller": [{**ONE, **more}]}}


REFUSED: list[tuple[object, str, str]] = [
    (None, "MTH-60", ""),
    ([], "MTH-60", ""),
    ("{}", "MTH-60", ""),
    ({}, "MTH-31", "first"),
    ({**WHOLE, "colour": 1}, "MTH-60", ""),
    ({**WHOLE, "first": 20240101}, "MTH-60", "first"),
    ({**WHOLE, "first": "01.01.2024"}, "MTH-31", "first"),
    ({**WHOLE, "last": "2024-02-30"}, "MTH-31", "last"),
    ({**WHOLE, "last": "9999-12-31"}, "MTH-31", "last"),
    ({**WHOLE, "first": "0001-01-01"}, "MTH-31", "first"),
    ({**WHOLE, "last": "2023-12-31"}, "MTH-61", "last"),
    ({**WHOLE, "last": "2054-01-01"}, "MTH-61", "last"),
    ({**WHOLE, "zone": "Mars/Olympus"}, "MTH-32", "zone"),
    ({**WHOLE, "zone": "../../etc/passwd"}, "MTH-32", "zone"),
    ({**WHOLE, "zone": "UTC+7"}, "MTH-32", "zone"),
    ({**WHOLE, "zone": 7}, "MTH-60", "zone"),
    ({**WHOLE, "values": {}}, "MTH-62", "EF"),
    ({**WHOLE, "values": {"EF": 0.5}}, "MTH-60", "EF"),
    ({**WHOLE, "values": {"EF": "0,5"}}, "MTH-30", "EF"),
    ({**WHOLE, "values": {"EF": "１"}}, "MTH-30", "EF"),
    ({**WHOLE, "values": {"EF": "1e9"}}, "MTH-30", "EF"),
    ({**WHOLE, "values": {"EF": "NaN"}}, "MTH-30", "EF"),
    ({**WHOLE, "values": {"EF": "9" * 61}}, "MTH-30", "EF"),
    ({**WHOLE, "values": {"EF": "9" * 41}}, "MTH-30", "EF"),
    ({**WHOLE, "values": {"EF": "1" * 1_000_000}}, "MTH-60", "EF"),
    ({**WHOLE, "values": {"EF": "0.5 t"}}, "MTH-11", "EF"),
    ({**WHOLE, "values": {"EF": "0.5 tons"}}, "MTH-10", "EF"),
    ({**WHOLE, "values": {"EF": "0.5", "EX": "1"}}, "MTH-60", "values"),
    ({**WHOLE, "values": {"EF": "0.5", "COP_RE": "5.1"}}, "MTH-65", "COP_RE"),
    ({**WHOLE, "choices": {"EF": 0}}, "MTH-60", "choices"),
    ({**WHOLE, "items": {}}, "MTH-68", "chiller"),
    ({**WHOLE, "items": {"chiller": []}}, "MTH-68", "chiller"),
    ({**WHOLE, "items": {"lamp": [ONE]}}, "MTH-60", "items"),
    ({**WHOLE, "items": {"chiller": [ONE] * 1_001}}, "MTH-60", "items.chiller"),
    ({**WHOLE, "items": {"chiller": [ONE, ONE]}}, "MTH-68", "chiller"),
    ({**WHOLE, "items": {"chiller": ["1"]}}, "MTH-60", "chiller.1"),
    (with_item(name="a\nb"), "MTH-60", "chiller.1.name"),
    (with_item(name="a\u202eb"), "MTH-60", "chiller.1.name"),
    (with_item(COP_PJ="0"), "MTH-63", "chiller.1.COP_PJ"),
    (with_item(COP_PJ="20.01"), "MTH-63", "chiller.1.COP_PJ"),
    (with_item(EC_PJ="-1"), "MTH-63", "chiller.1.EC_PJ"),
    (with_item(COP="1"), "MTH-60", "chiller.1"),
    ({**WHOLE, "readings": [READ]}, "MTH-69", "chiller.1.EC_PJ"),
    ({**WHOLE, "readings": {}}, "MTH-60", "readings"),
    ({**METERED, "readings": []}, "MTH-62", "chiller.1.EC_PJ"),
    (with_reading(symbol="COP_PJ"), "MTH-66", "readings.2"),
    (with_reading(symbol="x" * 100), "MTH-66", "readings.2"),
    (with_reading(item="2"), "MTH-66", "readings.2"),
    (with_reading(symbol="EF", unit="tCO2/MWh"), "MTH-66", "readings.2"),
    (with_reading(first="2024-02-01T00:00:61"), "MTH-31", "readings.2"),
    (with_reading(first="2024-02-01 1:00"), "MTH-31", "readings.2"),
    (with_reading(first="0001-01-01T00:00+14:00"), "MTH-31", "readings.2"),
    (with_reading(first="2023-12-31T23:59:59"), "MTH-67", "readings.2"),
    (with_reading(last="2025-01-01T00:00:01"), "MTH-67", "readings.2"),
    (with_reading(first="2024-03-01"), "MTH-67", "readings.2"),
    (with_reading(last="2024-02-01T00:00"), "MTH-67", "readings.2"),
    (with_reading(value="-1"), "MTH-63", "readings.2"),
    (with_reading(value="１"), "MTH-30", "readings.2"),
    (with_reading(value="1,5"), "MTH-30", "readings.2"),
    (with_reading(unit="GWh/p"), "MTH-10", "readings.2"),
    (with_reading(unit="t"), "MTH-11", "readings.2"),
    (with_reading(option="B"), "MTH-75", "readings.2"),
    (with_reading(meter="7"), "MTH-60", "readings.2"),
    ({**WHOLE, "deposits": [{"item": "1", "year": 2020, "mass": "1 t"}]}, "MTH-66", "deposits"),
]


@pytest.mark.parametrize(
    ("document", "number", "field"), REFUSED, ids=[f"{n}-{at}" for n, (_, at, _f) in enumerate(REFUSED)]
)
def test_what_does_not_fit_is_refused_with_its_place(document: object, number: str, field: str) -> None:
    with pytest.raises(Refused) as refused:
        inputs.from_json(chillers(), document)
    assert (refused.value.number, refused.value.field) == (number, field)
    assert refused.value.sentence


@pytest.mark.parametrize("document", [WHOLE, METERED, with_reading(option="C"), {**WHOLE, "zone": "Asia/Bangkok"}])
@pytest.mark.parametrize("zone", ["UTC", "UTC+05:45", "UTC-03:00", "Asia/Kathmandu"])
def test_what_fits_comes_back_from_its_document(document: dict[str, Any], zone: str) -> None:
    found = inputs.from_json(chillers(), {"zone": zone, **document})
    again = inputs.from_json(chillers(), inputs.to_json(chillers(), found))
    assert again == found
    assert inputs.to_json(chillers(), again) == inputs.to_json(chillers(), found)


@given(
    value=st.decimals(min_value="-1e20", max_value="1e20", places=24).map(lambda value: f"{value:f}"),
    unit=st.sampled_from(["J", "kWh", "MWh", "GJ", "TJ"]),
)
def test_any_amount_of_any_unit_comes_back_to_the_last_digit(value: str, unit: str) -> None:
    document = {"first": "2024-01-01", "last": "2024-12-31", "values": {"EF": "1", "E": f"{value} {unit}"}}
    found = inputs.from_json(solar(), document)
    assert inputs.from_json(solar(), inputs.to_json(solar(), found)) == found


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from([*inputs.KEYS, "chiller", "EF", "name", "symbol", "value", "EC_PJ"]), inner, max_size=5
        )
    ),
    max_leaves=20,
)


def refusal_of(document: object) -> Refused | None:
    try:
        inputs.from_json(chillers(), document)
    except Refused as refusal:
        return refusal
    return None


@given(document=JSON, key=st.sampled_from(inputs.KEYS))
def test_any_document_is_read_or_refused(document: object, key: str) -> None:
    for each in (document, {**WHOLE, key: document}):
        refusal = refusal_of(each)
        assert refusal is None or refusal.sentence


def test_inputs_that_were_made_otherwise_are_judged_all_the_same() -> None:
    whole = inputs.from_json(chillers(), WHOLE)
    inputs.judge(chillers(), whole)
    for items, number in (
        ({}, "MTH-68"),
        ({"chiller": [Item("1", {})]}, "MTH-62"),
        ({"chiller": [Item("1", {**whole.items["chiller"][0].values, "x": Decimal(1)})]}, "MTH-60"),
        ({**whole.items, "lamp": []}, "MTH-68"),
    ):
        with pytest.raises(Refused, match=number):
            inputs.judge(chillers(), Inputs(whole.first, whole.last, whole.values, items))

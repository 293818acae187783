"""The calculator: anybody, by page, API and command; every step to follow, nothing typed lost, nothing kept."""

import json
from dataclasses import replace
from datetime import datetime
from io import StringIO
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from projects.methodologies.calculation import examples, published, texts
from projects.methodologies.calculation.definitions import ExampleItem, Group
from tests.factories.definitions import a_definition
from tests.factories.partners import a_country_in_operation

pytestmark = pytest.mark.django_db
TYPED = {"first": "2024-01-01", "last": "2024-12-31", "E": "1,000", "EF": "0.5"}


@pytest.fixture
def it(noon: datetime) -> SimpleNamespace:
    it = a_country_in_operation("TH")
    it.definition = a_definition(it, in_force=True)
    return it


def test_anybody_calculates_and_follows_every_step(it: SimpleNamespace, client: Client) -> None:
    page = client.post("/methodologies/TH_AM001/calculate/", TYPED)
    assert page.status_code == 200
    shown = page.content.decode()
    assert "<math" in shown
    assert page.context["calculation"].tonnes == 500
    assert "cannot be issued" in shown  # the smallest definition is not sourced


@pytest.mark.parametrize(
    ("typed", "tonnes"),
    [("１０００", 500), ("1 000 000 kWh", 500), ("3600 GJ", 500), ("1000MWh", 500), ("0.001 GWh", 0), ("1,000.5", 500)],
)
def test_amounts_are_read_as_people_type_them(it: SimpleNamespace, client: Client, typed: str, tonnes: int) -> None:
    page = client.post("/methodologies/TH_AM001/calculate/", {**TYPED, "E": typed})
    assert page.context["calculation"].tonnes == tonnes


@pytest.mark.parametrize("typed", ["1.000", "one", "1000 kg", "1e3", "", "1000 horses", "²", "9" * 60])
def test_what_cannot_be_read_is_asked_again_and_nothing_typed_is_lost(
    it: SimpleNamespace, client: Client, typed: str
) -> None:
    page = client.post("/methodologies/TH_AM001/calculate/", {**TYPED, "E": typed})
    assert page.status_code == 422
    assert page.context["form"].errors["E"]
    assert page.context["form"]["E"].value() == typed
    assert page.context["form"]["EF"].value() == "0.5"


def test_a_worked_example_comes_filled_in(it: SimpleNamespace, client: Client) -> None:
    form = client.get("/methodologies/TH_AM001/calculate/?example=1").context["form"]
    assert (form["E"].value(), form["EF"].value()) == ("1000 MWh", "0.5")
    for odd in ("0", "99", "x", "１"):
        assert client.get("/methodologies/TH_AM001/calculate/", {"example": odd}).status_code == 200


def test_items_are_added_without_losing_what_stands(it: SimpleNamespace, client: Client) -> None:
    a_definition(it, in_force=True, **_with_items())
    typed = {"first": "2024-01-01", "last": "2024-12-31", "EF": "0.5", "unit.1.name": "A", "unit.1.E": "10"}
    page = client.post("/methodologies/TH_AM001/calculate/", {**typed, "more": "1"})
    assert page.context["form"]["unit.1.E"].value() == "10"
    assert "unit.2.E" in page.context["form"].fields
    page = client.post("/methodologies/TH_AM001/calculate/", {**typed, "unit.2.E": "30"})
    assert page.context["calculation"].tonnes == 20


def _with_items() -> dict[str, Any]:
    small = texts.SMALLEST
    example = replace(small.examples[0], values={"EF": "0.5"}, items=(ExampleItem("unit", "A", {"E": "1000"}),))
    return {
        "groups": (Group("unit", "Unit"),),
        "parameters": (replace(small.parameters[0], per="unit"), small.parameters[1]),
        "formulas": (replace(small.formulas[0], text="sum(unit, E) * EF"), *small.formulas[1:]),
        "examples": (example,),
    }


def test_page_api_and_command_give_the_same(it: SimpleNamespace, client: Client, tmp_path: Path) -> None:
    definition = published.find("TH_AM001", "3.0")
    assert definition is not None
    document = examples.of_example(definition, definition.examples[0])
    given = tmp_path / "input.json"
    given.write_text(json.dumps(document))
    call_command("calculate", "TH_AM001:3.0", given, "--out", str(tmp_path / "out.json"))
    answer = json.loads((tmp_path / "out.json").read_text())
    assert answer["reduction_tco2e"] == definition.examples[0].expect["ER"]
    printed = StringIO()
    call_command("calculate", "TH_AM001:3.0", given, stdout=printed)
    assert json.loads(printed.getvalue()) == answer
    by_api = client.post(
        "/api/v1/methodologies/TH_AM001/calculate/",
        json.dumps({"first": "2024-01-01", "last": "2024-12-31", "values": {"E": "1000", "EF": "0.5"}}),
        content_type="application/json",
    )
    assert by_api.status_code == 200
    assert (by_api.json()["reduction_tco2e"], by_api.json()["tonnes_tco2e"]) == ("500", 500)
    assert by_api.json()["definition_sha256"] == it.definition.sha256


@pytest.mark.parametrize("sent", [[], {}, "x", None, {"first": "2024-01-01"}, {"values": {"E": {}}}])
def test_the_api_refuses_odd_documents_with_a_number(it: SimpleNamespace, client: Client, sent: Any) -> None:
    answer = client.post("/api/v1/methodologies/TH_AM001/calculate/", json.dumps(sent), content_type="application/json")
    assert answer.status_code == 422
    assert answer.json()["number"].startswith("MTH-")


def test_the_command_says_what_is_wrong_with_its_file(tmp_path: Path) -> None:
    odd = tmp_path / "odd.json"
    for content in ("{", "[]", '{"first": 3}'):
        odd.write_text(content)
        with pytest.raises(CommandError):
            call_command("calculate", "TH_AM001", odd)
    with pytest.raises(CommandError, match="There is no definition"):
        call_command("calculate", "XX_AM001", odd)
    with pytest.raises(CommandError, match="There is no file"):
        call_command("calculate", "TH_AM001", tmp_path / "none.json")


def test_a_methodology_without_a_definition_has_no_calculator(it: SimpleNamespace, client: Client) -> None:
    assert client.get("/methodologies/TH_AM999/calculate/").status_code == 404
    assert client.post("/api/v1/methodologies/TH_AM999/calculate/", {}).status_code == 404

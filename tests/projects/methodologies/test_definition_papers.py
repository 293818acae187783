"""Definitions as papers: written, proposed, put in force by another officer, read and compared by everybody."""

from dataclasses import replace
from datetime import datetime
from types import SimpleNamespace

import pytest
from django.test import Client

from projects.definitions.models import MethodologyDefinition
from projects.definitions.selectors import definitions as selectors
from projects.definitions.services import definitions, published
from projects.definitions.services.definitions import Written
from projects.methodologies.calculation import texts
from projects.methodologies.calculation.published import texts_by_code
from projects.methodologies.models import Methodology
from tests.factories.definitions import a_definition, what_it_says
from tests.factories.pages import second_officer
from tests.factories.partners import a_country_in_operation
from tests.factories.projects import a_methodology
from tests.projects.refusals import broken, refused

pytestmark = pytest.mark.django_db


@pytest.fixture
def it(noon: datetime) -> SimpleNamespace:
    return a_country_in_operation("TH")


def test_two_officers_put_a_definition_in_force(it: SimpleNamespace, noon: datetime, client: Client) -> None:
    methodology = a_methodology(it)
    text = texts.write(what_it_says(methodology))
    client.force_login(it.officer)
    page = client.get(f"/methodologies/{methodology.version_slug}/define/").content.decode()
    assert "TH_AM001" in page
    client.post(f"/methodologies/{methodology.version_slug}/define/", {"text": text, "reason": ""})
    definition = MethodologyDefinition.objects.get()
    assert (definition.text, definition.state, definition.sourcing) == (text, "draft", "not-sourced")
    client.post(f"{definition.get_absolute_url()}propose/")
    with refused("MOV-02", status=403):
        definitions.confirm(definition_id=definition.pk, by=it.officer, at=noon)
    definitions.confirm(definition_id=definition.pk, by=second_officer(it), at=noon)
    client.logout()
    assert "How it calculates" in client.get(methodology.get_absolute_url()).content.decode()
    download = client.get(f"{definition.get_absolute_url()}definition.toml")
    assert download.content.decode() == text
    assert texts.write(texts.read(download.content.decode())) == text


def test_the_next_text_takes_the_place_of_the_one_before(it: SimpleNamespace) -> None:
    first = a_definition(it, in_force=True)
    second = a_definition(it, in_force=True)
    first.refresh_from_db()
    assert (first.state, second.state, second.number) == ("replaced", "in_force", 2)
    assert selectors.in_force(first.methodology) == second


def test_whoever_wrote_a_text_does_not_put_it_in_force(it: SimpleNamespace, noon: datetime) -> None:
    definition = a_definition(it)
    other = second_officer(it)
    text = texts.write(replace(texts.read(definition.text), note="A second hand."))
    definitions.write(definition_id=definition.pk, written=Written(text), by=other, at=noon)
    definitions.propose(definition_id=definition.pk, by=it.officer, at=noon)
    for officer in (other, it.officer):
        with refused("MOV-02", status=403):
            definitions.confirm(definition_id=definition.pk, by=officer, at=noon)


def test_the_database_asks_for_two_persons(it: SimpleNamespace) -> None:
    definition = a_definition(it, in_force=True)
    rows = MethodologyDefinition.objects.filter(pk=definition.pk)
    with broken("definition_by_two"):
        rows.update(confirmed_by=definition.proposed_by)
    with broken("definition_by_two"):
        rows.update(confirmed_by=definition.written_by)
    with broken("definition_one_in_force"):
        MethodologyDefinition.objects.filter(pk=a_definition(it, proposed=True).pk).update(
            state="in_force", in_force_at=definition.in_force_at, confirmed_by=definition.confirmed_by
        )


@pytest.mark.parametrize(
    ("old", "new", "number"),
    [
        ('reference = "TH_AM001"', 'reference = "TH_AM002"', "DEF-04"),
        ('text = "E * EF"', 'text = "E * EF * 3.6 *"', "MTH-05"),
        ('text = "E * EF"', 'text = "E"', "MTH-50"),
        ('text = "E * EF"', 'text = "E * EG"', "MTH-47"),
        ('text = "0"', 'text = "ER"', "MTH-48"),
        ('unit = "tCO2/MWh"', 'unit = "tCO2/GJ"', "MTH-50"),
        ('unit = "tCO2/MWh"', 'unit = "os.system"', "MTH-10"),
        ('symbol = "EF"', 'symbol = "E"', "MTH-43"),
        ("[rounding]", "[rounding\n", "MTH-20"),
        ("[rounding]", "surprise = 1\n[rounding]", "MTH-21"),
        ('kind = "fixed"', 'kind = "fixed"\nvalue = "0.5"', "MTH-44"),
        ('version = "1.0"', 'version = "1.0"\nversion = "1.0"', "MTH-20"),
    ],
)
def test_a_text_that_is_no_definition_is_refused_and_kept_in_the_form(
    it: SimpleNamespace, client: Client, old: str, new: str, number: str
) -> None:
    methodology = a_methodology(it)
    text = texts.write(what_it_says(methodology))
    assert old in text
    wrong = text.replace(old, new, 1)
    client.force_login(it.officer)
    answer = client.post(f"/methodologies/{methodology.version_slug}/define/", {"text": wrong, "reason": "Typed."})
    assert answer.status_code in {409, 422}
    assert number in answer.content.decode()
    assert "Typed." in answer.content.decode()
    assert answer.context["form"]["text"].value() == wrong
    assert not MethodologyDefinition.objects.exists()


def test_an_example_that_does_not_come_out_stops_the_proposal(it: SimpleNamespace, noon: datetime) -> None:
    example = texts.SMALLEST.examples[0]
    definition = a_definition(it, examples=(replace(example, expect={**example.expect, "ER": "499"}),), proposed=False)
    with refused("DEF-07", field="text"):
        definitions.propose(definition_id=definition.pk, by=it.officer, at=noon)
    definition.refresh_from_db()
    assert definition.state == "draft"


def test_two_officers_who_write_at_once_do_not_lose_each_others_words(it: SimpleNamespace, noon: datetime) -> None:
    definition = a_definition(it)
    seen = definition.sha256
    first = texts.write(replace(texts.read(definition.text), note="First."))
    definitions.write(definition_id=definition.pk, written=Written(first, seen=seen), by=it.officer, at=noon)
    second = texts.write(replace(texts.read(definition.text), note="Second."))
    with refused("DEF-06", status=409):
        definitions.write(
            definition_id=definition.pk, written=Written(second, seen=seen), by=second_officer(it), at=noon
        )


def test_only_officers_of_the_country_write_and_one_text_is_open_at_a_time(it: SimpleNamespace, noon: datetime) -> None:
    methodology = a_methodology(it)
    written = Written(texts.write(what_it_says(methodology)))
    with refused("DEF-01", status=403):
        definitions.start(methodology_id=methodology.pk, written=written, by=it.participant, at=noon)
    definition = definitions.start(methodology_id=methodology.pk, written=written, by=it.officer, at=noon)
    with refused("DEF-02", status=409):
        definitions.start(methodology_id=methodology.pk, written=written, by=it.officer, at=noon)
    definitions.withdraw(definition_id=definition.pk, note="Begun by mistake.", by=it.officer, at=noon)
    assert definitions.start(methodology_id=methodology.pk, written=written, by=it.officer, at=noon).number == 2
    Methodology.objects.filter(pk=methodology.pk).update(status="withdrawn")
    definitions.withdraw(
        definition_id=MethodologyDefinition.objects.latest("pk").pk, note="Again.", by=it.officer, at=noon
    )
    with refused("DEF-03", status=409):
        definitions.start(methodology_id=methodology.pk, written=written, by=it.officer, at=noon)


def test_a_draft_is_its_officers_alone(it: SimpleNamespace, client: Client) -> None:
    definition = a_definition(it)
    assert client.get(definition.get_absolute_url()).status_code == 404
    client.force_login(it.participant)
    assert client.get(definition.get_absolute_url()).status_code == 404
    client.force_login(it.auditor)
    assert client.get(definition.get_absolute_url()).status_code == 200


def test_the_check_judges_and_keeps_nothing(it: SimpleNamespace, client: Client) -> None:
    text = texts.write(what_it_says(a_methodology(it)))
    client.force_login(it.officer)
    assert "The text is a definition." in client.post("/definitions/check/", {"text": text}).content.decode()
    wrong = text.replace('text = "E * EF"', 'text = "E * )"')
    assert "MTH-05" in client.post("/definitions/check/", {"text": wrong}).content.decode()
    assert not MethodologyDefinition.objects.exists()


def test_two_versions_stand_side_by_side(it: SimpleNamespace, client: Client) -> None:
    first = a_definition(it, in_force=True)
    second = a_definition(it, in_force=True, note="Another note.", gases=("CO2", "CH4"))
    page = client.get(f"{second.get_absolute_url()}beside/{first.pk}/").content.decode()
    assert "CO2, CH4" in page
    assert page.count("Differs") == 1
    other = a_definition(it, in_force=True, of=a_methodology(it, "TH_AM002"))
    assert client.get(f"{second.get_absolute_url()}beside/{other.pk}/").status_code == 404


def test_the_shipped_definitions_are_loaded_once_and_officers_texts_stay(it: SimpleNamespace, noon: datetime) -> None:
    for iso2 in {definition.country for _text, definition in texts_by_code().values()} - {"TH"}:
        a_country_in_operation(iso2)
    (tally,) = published.load(by=it.system, at=noon)
    assert tally.changes["created"] == len(texts_by_code())
    (again,) = published.load(by=it.system, at=noon)
    assert again.changes["unchanged"] == len(texts_by_code())
    versions = Methodology.objects.filter(reference="TH_AM001").order_by("version")
    assert [(row.version, row.status) for row in versions] == [
        ("1.0", "replaced"),
        ("2.0", "replaced"),
        ("3.0", "approved"),
    ]
    own = a_definition(it, in_force=True, of=versions[2], scopes=(1,))
    (third,) = published.load(by=it.system, at=noon)
    assert third.changes["unchanged"] == len(texts_by_code())
    assert selectors.in_force(versions[2]) == own

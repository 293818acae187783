"""An entity reads what it works on or gave its opinion on, while designated; the sides of a letter alone read it."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.test import Client

from partners.people.models.people import User
from projects.assessments.services import validations
from projects.designs.models import ProjectDesign
from projects.letters import services as letters
from projects.papers.models.documents import Document
from projects.papers.services import documents
from tests.attacks import falls
from tests.conftest import NOON
from tests.factories.partners import a_designated_tpe, country, organisation, person
from tests.factories.projects import a_design, a_file, a_pin, a_validated_project
from workflow.notices.models import Notice

FALLS = {
    "declined": falls.entity_becomes("declined"),
    "released": falls.entity_becomes("released"),
    "project ended": falls.entity_becomes("closed"),
    "designation withdrawn": falls.designation_ends,
    "role ended": falls.role_ends,
    "suspended": falls.is_suspended,
}


@pytest.fixture(scope="module")
def made(lasting: None) -> SimpleNamespace:
    from tests.factories.partners import a_country_in_operation

    it = a_country_in_operation("TH")
    it.design = a_design(it, submitted=True)
    it.validation = validations.assign(design_id=it.design.pk, tpe=it.tpe, by=it.participant, at=NOON)
    return it


def file_of(design: ProjectDesign) -> str:
    version = Document.objects.filter(paper=design.paper).latest("pk").versions.latest("pk")
    return f"/files/{version.pk}/complete/"


def readable(it: SimpleNamespace) -> list[str]:
    return [
        it.design.get_absolute_url(),
        it.validation.get_absolute_url(),
        f"/papers/projectdesign/{it.design.pk}/versions/",
        file_of(it.design),
    ]


@pytest.mark.parametrize("fall", FALLS.values(), ids=FALLS)
def test_an_entity_that_is_out_reads_nothing_of_the_project(it: SimpleNamespace, fall: object) -> None:
    client = falls.browser(it.auditor_of_tpe)
    assert [client.get(address).status_code for address in readable(it)] == [200] * 4
    fall(it.auditor_of_tpe)  # type: ignore[operator]  # one of the falls
    assert [a for a in readable(it) if not falls.closed(client.get(a))] == []


def test_an_entity_that_declined_gets_neither_later_files_nor_letters(it: SimpleNamespace) -> None:
    validations.decline(validation_id=it.validation.pk, note="Conflict of interest", by=it.auditor_of_tpe, at=NOON)
    documents.attach(paper=it.design, slot="monitoring_plan", complete=a_file("new.pdf"), by=it.participant, at=NOON)
    client = falls.browser(it.auditor_of_tpe)
    assert client.get(file_of(it.design)).status_code == 404
    assert it.design.project.party_ids("tpe") == set()


def test_an_entity_keeps_its_own_opinion_while_it_is_designated(it: SimpleNamespace) -> None:
    project = a_validated_project(it)
    design = project.designs.get()
    addresses = [design.get_absolute_url(), design.validations.get().get_absolute_url()]
    client = falls.browser(it.auditor_of_tpe)
    assert [client.get(a).status_code for a in addresses] == [200, 200]
    falls.designation_ends(it.auditor_of_tpe)
    assert falls.closed(client.get(addresses[1]))


def a_letter_to(it: SimpleNamespace, role: str) -> str:
    sent = letters.send(
        project_id=it.design.project_id,
        to_role=role,
        topic="Capacity",
        text="Between us.",
        answer_by=NOON.date() + timedelta(days=7),
        by=it.officer,
        at=NOON,
    )
    return sent.get_absolute_url()


def reads(user: User, address: str) -> bool:
    return Client().get(address).status_code != 200 and falls.browser(user).get(address).status_code == 200


def test_a_letter_to_a_government_is_read_by_that_government_and_jcma(it: SimpleNamespace) -> None:
    address = a_letter_to(it, "government")
    other = country("ID")
    elsewhere = person("government", organisation("government", "partner", other), other)
    office = organisation("secretariat", "partner", it.country)
    readers = {
        "government of the partner": (it.government_partner_officer, True),
        "JCMA": (it.officer, True),
        "government of Japan": (it.government_japan_officer, False),
        "government elsewhere": (elsewhere, False),
        "secretariat of the partner": (person("secretariat", office, it.country), False),
        "participant": (it.participant, False),
        "entity": (it.auditor_of_tpe, False),
    }
    assert {who: reads(user, address) for who, (user, _may) in readers.items()} == {
        who: may for who, (_user, may) in readers.items()
    }
    told = set(Notice.objects.filter(what="projects.letter.send").values_list("user", flat=True))
    assert it.government_japan_officer.pk not in told
    assert it.government_partner_officer.pk in told


def test_a_letter_to_the_entities_is_closed_to_one_that_is_out(it: SimpleNamespace) -> None:
    address = a_letter_to(it, "tpe")
    assert reads(it.auditor_of_tpe, address)
    falls.entity_becomes("declined")(it.auditor_of_tpe)
    assert not reads(it.auditor_of_tpe, address)
    falls.entity_becomes("assigned")(it.auditor_of_tpe)
    falls.designation_ends(it.auditor_of_tpe)
    assert not reads(it.auditor_of_tpe, address)


def test_a_company_that_left_reads_its_former_project_no_more(it: SimpleNamespace) -> None:
    pin = a_pin(it, submitted=True)
    client = falls.browser(it.local_participant)
    assert client.get(pin.get_absolute_url()).status_code == 200
    pin.project.participants.filter(organisation=it.local_company).update(ended_on=NOON.date())
    assert falls.closed(client.get(pin.get_absolute_url()))


def test_the_next_entity_reads_what_the_one_before_does_not(it: SimpleNamespace) -> None:
    falls.entity_becomes("declined")(it.auditor_of_tpe)
    third = a_designated_tpe(it.country, "Validation Body C")
    validations.assign(design_id=it.design.pk, tpe=third, by=it.participant, at=NOON)
    assert falls.browser(person("tpe", third)).get(file_of(it.design)).status_code == 200
    assert falls.browser(it.auditor_of_tpe).get(file_of(it.design)).status_code == 404

"""A third-party entity in a browser: it applies, is designated, asks for further scopes; a scope is suspended."""

from types import SimpleNamespace
from typing import Any

import pytest

from committee.designations.models import DesignationApplication, DesignationReview
from tests.factories.designations import a_new_entity, its_designation
from tests.factories.partners import a_country_in_operation
from tests.journeys.actors import Actor, aside
from tests.journeys.papers import a_pdf
from tests.journeys.people import People, address_of, decision_on, on

pytestmark = [pytest.mark.browser, pytest.mark.slow]

FUNCTIONS = ("validation_scopes", "verification_scopes")
APPLICATION: dict[str, Any] = {
    "basis": "iso14065",
    "accreditation_body": "Japan Accreditation Board",
    "certificate_number": "V0001",
    "accredited_until": "2028-05-31",
    "knowledge": "Three staff were trained.",
    "contact_name": "Emi Tanaka",
    "contact_email": "emi@example.org",
    "declares_true": True,
}


@pytest.fixture
def it(transactional_db: None) -> SimpleNamespace:
    """A country in operation, and an entity that is not designated anywhere."""
    it = a_country_in_operation()
    it.entity, it.applicant = a_new_entity("Newly Accredited Body")
    return it


def test_an_entity_is_designated_and_extends_its_scopes(people: People) -> None:
    with on(2026, 6, 1):
        _desk_without_designation(people)
        application = _applies(people, scopes=(1, 2, 3))
        _jcma_returns_it(people, application)
        _is_granted(people, application)
        people.applicant.open("/desk/entity/").sees("TPE-TH-", "1, 2, 3").keep("tpe-04-designated")
        people.visitor.open(f"/tpes/{people.it.entity.pk}/").sees("Designated", "31 May 2028").keep("tpe-05-public")
    with on(2026, 9, 1):
        people.applicant.open("/desk/entity/").follow("Apply for additional scopes")
        extension = _applies(people, scopes=(5,))
        _is_granted(people, extension)
        people.applicant.open("/desk/entity/").sees("1, 2, 3, 5").keep("tpe-06-desk-extended")


def test_a_scope_is_suspended_after_the_entity_was_heard_and_the_entity_leaves(people: People) -> None:
    designation = aside(lambda: its_designation(people.it).get_absolute_url())
    officer, entity = people.officer, people.auditor_of_tpe
    with on(2026, 6, 1):
        officer.open(f"{designation}review/").keep("tpe-07-open-review")
        officer.fill({"concerns": "Validation: 1", "grounds": "Findings of a witness audit."}).press()
        review = address_of(DesignationReview)
        entity.has_in_inbox("Answer the grounds of the review").open(review).keep("tpe-08-heard").follow("Answer")
        entity.fill({"text": "We retrain."}).press()
        officer.open(f"{review}propose/").fill({"measure": "suspend", "text": "Until retrained."}).press()
        officer.open(review).sees("We retrain.").keep("tpe-09-proposed")
        people.everybody_agrees(decision_on(DesignationReview))
        entity.open(designation).sees("Suspended", "Until retrained.").keep("tpe-10-suspended")
        people.visitor.open(f"/tpes/{people.it.tpe.pk}/").sees("Suspended since 1 June 2026", "Until retrained.")
        people.visitor.keep("tpe-11-public").open("/tpes/").sees("Suspended: Validation 1").keep("tpe-12-list")
    with on(2026, 7, 1):
        entity.open(f"{designation}give-up/").keep("tpe-13-give-up").fill({"reason": "We leave the JCM."}).press()
        entity.keep("tpe-14-give-up-check").press("Withdraw from the designation")
        entity.open(designation).sees("Withdrawn by the entity")
        people.visitor.open(f"/tpes/{people.it.tpe.pk}/").sees("Designation withdrawn")


def _desk_without_designation(people: People) -> None:
    entity = people.applicant.open("/desk/entity/").sees("You are not designated anywhere yet")
    entity.keep("tpe-01-desk-new").follow("Apply for designation")
    entity.fill({"country": "Country TH", "kind": "designation"})


def _applies(people: People, scopes: tuple[int, ...]) -> str:
    """From the start page on: the answers, the certificate, and on to JCMA."""
    entity: Actor = people.applicant.press("Start the application")
    application = entity.path
    entity.open(f"{application}edit/")
    for name in FUNCTIONS:
        for scope in scopes:
            entity.page.locator(f"main [name='{name}'][value='{scope}']").check()
    entity.fill(APPLICATION).press()
    entity.open(f"{application}submit/").press(status=422).sees("DSG-")
    entity.open(f"{application}files/").fill({"upload": a_pdf("certificate.pdf")}).press()
    entity.open(application).keep("tpe-02-application").open(f"{application}submit/").press()
    return application


def _jcma_returns_it(people: People, application: str) -> None:
    officer = people.officer.has_in_inbox("Check that the application is complete").open(application)
    officer.follow("Return for completion").fill({"note": "Name the trainers."}).press()
    entity = people.applicant.open(application).sees("Name the trainers.").open(f"{application}edit/")
    entity.fill({"knowledge": "Three staff were trained by A. Trainer."}).press()
    entity.open(f"{application}submit/").press()


def _is_granted(people: People, application: str) -> None:
    people.officer.open(application).sees("until 31 May 2028").keep("tpe-03-jcma").open(
        f"{application}forward/"
    ).tick_all().press()
    people.everybody_agrees(decision_on(DesignationApplication))

"""An entity's way: it applies, is designated, validates a project; a suspended scope stops the next assignment."""

from collections.abc import Iterator
from io import BytesIO
from types import SimpleNamespace
from typing import Any

import pytest
from pypdf import PdfReader

from jcm_platform.common import clock
from partners.models import Designation, DesignationApplication, DesignationReview
from projects.models import Finding, TeamMember, Validation
from tests.conftest import NOON
from tests.factories.designations import a_new_entity
from tests.factories.partners import a_country_in_operation
from tests.factories.projects import DAY, a_call
from tests.journeys.actors import PASSWORD, Actor, aside
from tests.journeys.papers import a_pdf, write_report
from tests.look.chromium import chromium

pytestmark = [pytest.mark.browser, pytest.mark.slow]
MEMBERS = ("japan_chair", "japan_member", "partner_chair", "partner_member")
ENTITY = "Newly Accredited Body"


@pytest.fixture
def it(transactional_db: None, settings: Any) -> SimpleNamespace:
    """A country in operation, an entity without a designation, and two designs whose public inputs are closed."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    it = a_country_in_operation()
    it.entity, it.auditor = a_new_entity(ENTITY)
    for role in ("participant", "officer", "auditor", *MEMBERS):
        user = getattr(it, role)
        user.set_password(PASSWORD)
        user.save()
    with clock.at(NOON):
        it.designs = [a_call(it, closed=True).design for _ in range(2)]
    return it


class People:
    """Everybody of the journey, each at a browser of their own."""

    def __init__(self, it: SimpleNamespace, browser: Any, base: str) -> None:
        self.it, self.base = it, base
        self.visitor = Actor(browser, base, "visitor")
        self.participant, self.officer, self.auditor, *self.members = (
            Actor(browser, base, role).sign_in(getattr(it, role).email)
            for role in ("participant", "officer", "auditor", *MEMBERS)
        )

    def agree(self, decision: str) -> None:
        """Each member answers for their own side."""
        for member in self.members:
            member.open(decision).fill({"answer": "agree"}).press()


@pytest.fixture
def people(it: SimpleNamespace, live_server: Any) -> Iterator[People]:
    with clock.at(NOON + 40 * DAY), chromium() as browser:
        yield People(it, browser, live_server.url)


def decision_of(model: Any) -> str:
    """The address of the decision of the newest application or review."""
    found = aside(lambda: model.objects.select_related("decision_item__decision").latest("pk"))
    return str(found.decision_item.decision.get_absolute_url())


def test_an_entity_is_designated_validates_and_is_suspended_in_a_scope(people: People) -> None:
    _apply(people)
    _designate(people)
    _validate(people)
    _suspend(people)


def _apply(people: People) -> None:
    entity = people.auditor.open("/tpe-applications/start/")
    entity.fill({"country": "Country TH", "kind": "designation"}).press()
    application = entity.path
    entity.open(f"{application}edit/").keep("entity-application")
    for name in ("validation_scopes", "verification_scopes"):
        for box in entity.page.locator(f"main [name='{name}']").all()[:3]:
            box.check()
    entity.fill({
        "basis": "iso14065", "accreditation_body": "Japan Accreditation Board", "certificate_number": "V0001",
        "accredited_until": "2028-05-31", "knowledge": "Three staff were trained.", "contact_name": "Emi Tanaka",
        "contact_email": "emi@example.org", "declares_true": True,
    }).press()  # fmt: skip
    entity.open(f"{application}files/").fill({"upload": a_pdf("certificate.pdf")}).press()
    entity.open(application).keep("entity-application-page").open(f"{application}submit/").press()
    people.officer.has_in_inbox("Check that the application is complete").open(f"{application}forward/").tick_all()
    people.officer.press()


def _designate(people: People) -> None:
    people.agree(decision_of(DesignationApplication))
    people.auditor.open("/desk/entity/").sees("TPE-TH-").keep("entity-desk-designated")
    people.visitor.open(f"/tpes/{people.it.entity.pk}/").sees("Designated", "31 May 2028").keep("entity-public")


def _validate(people: People) -> None:
    design = people.it.designs[0].get_absolute_url()
    people.participant.open(f"{design}validation/").fill({"tpe": ENTITY}).press()
    entity = people.auditor.open("/desk/entity/").sees("Offers to accept or decline").follow("Accept the work")
    entity.tick_all().press()
    validation = entity.path
    entity.open(f"{validation}team/add/").fill({"name": "B. Expert", "role": "expert"}).press()
    entity.open(f"{validation}findings/raise/")
    entity.fill({"kind": "CAR", "topic": "Calibration", "text": "No interval.", "uploads": a_pdf("note.pdf")}).press()
    finding = str(aside(lambda: Finding.objects.get().get_absolute_url()))
    people.participant.has_in_inbox("Calibration").open(f"{finding}answer/")
    people.participant.fill({"text": "Every year.", "uploads": a_pdf("plan.pdf")}).press().keep("entity-finding")
    write_report(entity, validation)
    entity.open(f"{validation}report/").keep("entity-report").open(f"{validation}conclude/").fill({"positive": "yes"})
    entity.press(status=422).sees("TPE-16")
    member = aside(lambda: TeamMember.objects.get(role="expert").pk)
    entity.open(f"/team-members/{member}/declare/").tick_all().press()
    entity.open(f"{validation}conclude/").fill({"positive": "yes"}).press(status=422).sees("TPE-08")
    entity.open(f"{finding}close/").fill({"text": "The plan says so now."}).press()
    entity.open(f"{validation}conclude/").fill({"positive": "yes"}).press().keep("entity-validation")
    assert aside(lambda: Validation.objects.get(design=people.it.designs[0]).state) == "positive"
    answer = entity.page.request.get(f"{people.base}{validation}report/complete/pdf/")
    said = " ".join(page.extract_text() for page in PdfReader(BytesIO(answer.body())).pages)
    assert "Val_Rep_ver01.0" in said
    assert "CAR 1" in said


def _suspend(people: People) -> None:
    designation = str(aside(lambda: Designation.objects.get(organisation=people.it.entity).get_absolute_url()))
    officer = people.officer.open(f"{designation}review/")
    officer.fill({"concerns": "Validation: 1", "grounds": "Findings of a witness audit."}).press()
    review = str(aside(lambda: DesignationReview.objects.get().get_absolute_url()))
    people.auditor.has_in_inbox("Answer the grounds of the review").open(f"{review}answer/")
    people.auditor.fill({"text": "We retrain."}).press()
    officer.open(f"{review}propose/").fill({"measure": "suspend", "text": "Until retrained."}).press()
    officer.open(review).keep("entity-review")
    people.agree(decision_of(DesignationReview))
    people.auditor.open(designation).sees("Suspended").keep("entity-designation")
    design = people.it.designs[1].get_absolute_url()
    people.participant.open(f"{design}validation/")
    names = people.participant.page.locator("main [name='tpe'] option").all_inner_texts()
    assert ENTITY not in names
    assert "Validation Body A" in names

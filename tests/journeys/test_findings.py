"""In a browser: findings of a validation until the opinion, and a forward action that the next verification settles."""

from types import SimpleNamespace

import pytest

from projects.assessments.models.assessments import Finding, Validation, Verification
from tests.conftest import NOON
from tests.factories.partners import a_country_in_operation
from tests.factories.projects import DAY, a_registered_project, a_validation, a_verification
from tests.journeys.actors import aside
from tests.journeys.papers import a_pdf, write_report
from tests.journeys.people import People, address_of, on
from workflow.corrections.models import Correction

pytestmark = [pytest.mark.browser, pytest.mark.slow]


CORRECTING = {
    "en": {
        "conditions": "A positive opinion",
        "open": "Open for correction",
        "before": "Before: version 1",
        "after": "After: version 2",
        "changed": "Changed since it was read",
    },
    "ja": {
        "conditions": "肯定的意見の表明",
        "open": "修正中",
        "before": "修正前：第1版",
        "after": "修正後：第2版",
        "changed": "確認後に変更あり",
    },
}


@pytest.fixture
def it(transactional_db: None) -> SimpleNamespace:
    """A country in operation."""
    return a_country_in_operation()


def _raised(people: People, assessment: str, kind: str, topic: str) -> str:
    people.auditor_of_tpe.open(f"{assessment}findings/raise/")
    people.auditor_of_tpe.fill({"kind": kind, "topic": topic, "text": f"{topic}: say more."}).press()
    return address_of(Finding)


def test_findings_are_answered_and_closed_before_the_opinion(people: People) -> None:
    validation = aside(lambda: a_validation(people.it).get_absolute_url())
    me, entity = people.participant, people.auditor_of_tpe
    with on(2026, 7, 6):
        entity.open("/desk/entity/").sees("Validations and verifications in progress").keep("findings-01-desk")
        write_report(entity, validation)
        correction, clarification = (
            _raised(people, validation, kind, topic)
            for kind, topic in (("CAR", "Calibration interval"), ("CL", "Grid factor"))
        )
        entity.open(f"{validation}conclude/").fill({"positive": "yes"}).press(status=422).sees("TPE-08")
        me.has_in_inbox("Calibration interval").open(correction).keep("findings-02-asked").follow("Answer")
        me.fill({"text": "Every year.", "uploads": a_pdf("plan.pdf")}).press()
        entity.open("/desk/entity/").sees("Answers for you to judge").open(correction).follow("Ask again")
        entity.fill({"text": "By whom?"}).press()
        me.has_in_inbox("Calibration interval").open(f"{correction}answer/").fill({"text": "By the maker."}).press()
        me.open(f"{clarification}answer/").fill({"text": "The published one."}).press()
        for finding in (correction, clarification):
            entity.open(finding).follow("Close").fill({"text": "It is settled."}).press()
        me.open(correction).sees("Every year.", "By whom?", "By the maker.", "It is settled.").keep(
            "findings-03-thread"
        )
        entity.open(validation).keep("findings-04-validation").open(f"{validation}conclude/")
        entity.fill({"positive": "yes"}).press().press("Give the opinion").sees("Positive")


def test_a_forward_action_waits_for_the_next_verification(people: People) -> None:
    it, me, entity = people.it, people.participant, people.auditor_of_tpe
    project = aside(lambda: a_registered_project(it))
    first = aside(lambda: a_verification(it, project).get_absolute_url())
    with on(2026, 7, 6):
        forward = _raised(people, first, "FAR", "Second meter")
        entity.open(f"{first}conclude/").fill({"positive": "yes"}).press().press("Give the opinion").sees("Positive")
        entity.open("/desk/entity/").sees("Second meter").keep("findings-05-forward")
    with on(2026, 8, 3):
        aside(lambda: a_verification(it, project, year=2022, at=NOON + 60 * DAY))
        second = address_of(Verification)
        entity.open(second).sees("Second meter").keep("findings-06-taken-up")
        entity.open(f"{second}conclude/").fill({"positive": "yes"}).press(status=422).sees("TPE-18")
        me.has_in_inbox("Second meter").open(f"{forward}answer/").fill({"text": "Installed in May 2022."}).press()
        entity.open(f"{forward}close/").fill({"text": "Seen on site."}).press()
        entity.open(f"{second}conclude/").fill({"positive": "yes"}).press().press("Give the opinion").sees("Positive")


@pytest.mark.parametrize("language", ["en", "ja"])
def test_a_finding_on_the_form_is_met_by_a_corrected_version(people: People, language: str) -> None:
    words = CORRECTING[language]
    validation = aside(lambda: a_validation(people.it).get_absolute_url())
    design = aside(_design_of_the_validation)
    me, entity = people.participant.reads(language), people.auditor_of_tpe.reads(language)
    with on(2026, 7, 6):
        entity.open(validation).sees(words["conditions"]).keep(f"correction-{language}-01-conditions", narrow=True)
        entity.open(f"{validation}findings/raise/")
        entity.fill({"kind": "CAR", "topic": "Eligibility", "text": "Criterion 2 is not shown."})
        entity.tick("sections", "methodology").keep(f"correction-{language}-02-raise", narrow=True).press()
        finding, correction = address_of(Finding), address_of(Correction)
        me.has_in_inbox("Eligibility").open(finding).sees(words["open"])
        me.open(correction).keep(f"correction-{language}-03-open", narrow=True).open(f"{correction}edit/methodology/")
        me.fill({"eligibility": "Criterion 1 is met. Criterion 2 is met by the certificate of 2019."})
        me.keep(f"correction-{language}-04-write", narrow=True).press()
        entity.open(design).lacks("certificate of 2019")
        me.open(f"{correction}hand-in/").sees("certificate of 2019").fill({"said": "The certificate is named."})
        me.keep(f"correction-{language}-05-hand-in", narrow=True).press()
        entity.open(finding).sees(words["before"], words["after"], "certificate of 2019", "The certificate is named.")
        entity.keep(f"correction-{language}-06-before-after", narrow=True).open(validation).sees(words["changed"])
        entity.keep(f"correction-{language}-07-to-read", narrow=True).open(f"{validation}read/").press()
        entity.open(f"{finding}close/").fill({"text": "Shown."}).press()
        write_report(entity.reads("en"), validation)
        entity.reads(language).open(f"{validation}conclude/").keep(
            f"correction-{language}-08-conditions-met", narrow=True
        )
        entity.fill({"positive": "yes"}).press().press()
        people.visitor.open(design).sees("certificate of 2019", "Version 2 of")


def _design_of_the_validation() -> str:
    return str(Validation.objects.latest("pk").design.get_absolute_url())

"""A registered project in a browser: a permanent change, a deviation, a renewal, and both endings."""

from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any

import pytest

from common import clock
from projects.changes.models import PostRegistrationChange
from projects.designs.models import ProjectDesign
from projects.endings.models import Deregistration, ProjectWithdrawal
from projects.renewals.models import CreditingPeriodRenewal
from tests.factories.partners import a_country_in_operation
from tests.factories.projects import a_registered_project
from tests.factories.requests import renew_periods, submit_revised, validate_revised
from tests.journeys.actors import Actor, aside
from tests.journeys.papers import a_pdf
from tests.journeys.people import People, address_of, decision_on, on

pytestmark = [pytest.mark.browser, pytest.mark.slow]

DECLARATION: dict[str, Any] = {"declaration": {"declares_true": True}}
CHANGE: dict[str, dict[str, Any]] = {
    "change": {
        "kind": "Permanent change of the project design",
        "summary": "A second inverter is added; capacity 7 MW.",
        "reason": "The first inverter is overloaded.",
        "starts_on": "2025-06-01",
    },
    "methodology": {
        "applicability": "All eligibility criteria are still met.",
        "effect": "Reductions rise by two per cent.",
    },
} | DECLARATION
CORRECTION: dict[str, dict[str, Any]] = {
    "change": {
        "kind": "Correction of a registered paper",
        "summary": "The name of the reservoir is misspelt.",
        "reason": "A slip of the pen.",
        "starts_on": "2025-04-07",
    },
    "methodology": CHANGE["methodology"],
} | DECLARATION
DEVIATION: dict[str, dict[str, Any]] = {
    "change": {
        "kind": "Temporary deviation",
        "summary": "The meter is read by hand.",
        "reason": "The logger is repaired.",
        "starts_on": "2025-03-01",
        "ends_on": "2025-03-31",
    },
    "methodology": CHANGE["methodology"] | {"conservativeness": "Days without a reading count as zero."},
} | DECLARATION
RENEWAL: dict[str, dict[str, Any]] = {
    "reference": {"ndc_considered": "NDC of 2025.", "reference_update": "The grid factor falls to 0.43."},
    "validity": {"validity": "All eligibility criteria are still met."},
} | DECLARATION
WITHDRAWAL = {"reason": {"reason": "The plant is dismantled.", "all_agree": True}} | DECLARATION


@pytest.fixture
def it(transactional_db: None) -> SimpleNamespace:
    """A registered project of a country that renews crediting periods."""
    it = a_country_in_operation()
    renew_periods(it)
    it.project = a_registered_project(it, at=datetime(2020, 6, 1, 9, tzinfo=UTC))
    it.home = it.project.get_absolute_url()
    return it


def test_a_registered_project_is_changed_for_good(people: People) -> None:
    with on(2025, 4, 7):
        _change(people)
        _correction(people)


def test_a_registered_project_deviates_is_renewed_and_ends(people: People) -> None:
    with on(2025, 4, 7):
        _deviation(people)
    with on(2025, 9, 1):
        _renewal(people)
    with on(2026, 2, 2):
        _withdrawal(people)


def test_a_project_is_deregistered(people: People) -> None:
    with on(2025, 4, 7):
        officer = people.officer.open(people.it.home).follow("Propose the de-registration").keep("deregistration-01")
        officer.fill({"reasons": "The declarations were untrue."}).press().keep("deregistration-01-check")
        officer.press("Put it before the Joint Committee")
        people.everybody_agrees(decision_on(Deregistration))
        people.participant.open(people.it.home).sees("De-registered", "Credits that were issued stay valid")
        people.participant.open(address_of(Deregistration)).sees("The declarations were untrue.")
        people.participant.keep("deregistration-02")


def _correction(people: People) -> None:
    """A correction of a registered paper, of which JCMA takes note by itself."""
    me, officer = people.participant, people.officer
    me.open(people.it.home).follow("Request a change").press()
    correction = me.path
    _writes(me, correction, CORRECTION)
    me.open(f"{correction}submit/").press("Submit").sees("Completeness check at JCMA")
    officer.open(correction).follow("Take note of the correction").tick_all().keep("change-07-take-note").press()
    me.open(correction).sees("Approved and in force").keep("change-08-corrected")


def _writes(me: Actor, paper: str, sections: dict[str, dict[str, Any]]) -> None:
    for slug, values in sections.items():
        me.open(f"{paper}edit/{slug}/").fill(values).press("Save and continue")


def _change(people: People) -> None:
    """A permanent change: asked for, decided, and in force once its revised PDD is validated."""
    me, officer = people.participant, people.officer
    me.open(people.it.home).sees("Nothing was changed since registration").follow("Request a change")
    me.keep("change-01-start").press()
    change = me.path
    me.open(change).keep("change-02-tasks").open(f"{change}submit/").press("Submit", status=422).sees("CHG-01")
    _writes(me, change, CHANGE)
    me.open(f"{change}submit/").keep("change-03-check").press("Submit").sees("Completeness check at JCMA")
    officer.has_in_inbox("Check that the request for a change is complete").open(f"{change}forward/")
    officer.tick_all().keep("change-04-forward").press()
    people.everybody_agrees(decision_on(PostRegistrationChange))
    me.open(change).sees("the revised PDD is to be validated").follow("Start the revised PDD").press()
    design, pk = me.path, aside(lambda: ProjectDesign.objects.latest("pk").pk)
    me.open(f"{design}edit/project/").fill({"description": "A floating plant of 7 MW."}).press("Save and continue")
    me.open(f"/papers/projectdesign/{pk}/files/monitoring_plan/").fill({"complete": a_pdf("plan.pdf")}).press()
    me.open(f"{design}submit/").press("Submit")
    people.officer.open(design).keep("change-05-revised-pdd").follow("Pass on for validation").press()
    people.validates(design)
    me.open(change).sees("Approved and in force", "1 June 2025").keep("change-06-in-force")
    people.visitor.open(people.it.home).sees("After registration", "Permanent change of the project design")


def _deviation(people: People) -> None:
    """Some days that were monitored otherwise: the committee's decision puts it in force, no PDD is revised."""
    me = people.participant
    me.open(people.it.home).follow("Request a change").press()
    change = me.path
    _writes(me, change, DEVIATION)
    me.open(f"{change}submit/").press("Submit")
    people.officer.open(f"{change}forward/").tick_all().press()
    people.everybody_agrees(decision_on(PostRegistrationChange))
    me.open(change).sees("Approved and in force", "31 March 2025")
    people.visitor.open(people.it.home).sees("Temporary deviation", "1 March 2025 – 31 March 2025")


def _renewal(people: People) -> None:
    """Five more years, by a PDD that is updated against the NDC and validated."""
    it, me = people.it, people.participant
    me.open(it.home).sees("30 November 2025").follow("Request the next crediting period").press()
    renewal = me.path
    _writes(me, renewal, RENEWAL)
    me.open(f"{renewal}submit/").press("Submit", status=409).sees("RNW-10")
    me.open(renewal).sees("1 December 2025").keep("renewal-01").follow("Start the revised PDD").press()
    aside(
        lambda: validate_revised(
            it, submit_revised(it, ProjectDesign.objects.latest("pk"), clock.now()), at=clock.now()
        )
    )
    me.open(f"{renewal}submit/").press("Submit")
    people.officer.open(f"{renewal}forward/").tick_all().press()
    people.everybody_agrees(decision_on(CreditingPeriodRenewal))
    people.visitor.open(people.it.home).sees("30 November 2030").keep("renewal-02-renewed")


def _withdrawal(people: People) -> None:
    """The project ends; what was issued stays, nothing more can be asked for."""
    me = people.participant
    me.open(people.it.home).follow("Request the withdrawal of the project").keep("withdrawal-01-start").press()
    withdrawal, pk = me.path, aside(lambda: ProjectWithdrawal.objects.get().pk)
    _writes(me, withdrawal, WITHDRAWAL)
    me.open(f"/papers/projectwithdrawal/{pk}/files/evidence/").fill({"complete": a_pdf("signed.pdf")}).press()
    me.open(f"{withdrawal}submit/").press("Submit")
    people.officer.open(f"{withdrawal}forward/").tick_all().press()
    people.everybody_agrees(decision_on(ProjectWithdrawal))
    people.visitor.open(people.it.home).sees("Withdrawn", "Credits that were issued stay valid").keep("withdrawal-02")
    assert "changes/start" not in me.open(people.it.home).page.content()

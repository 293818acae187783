"""After registration in a browser: a permanent change, the next crediting period, and the project's withdrawal."""

from collections.abc import Iterator
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any

import pytest

from partners.models import User
from projects.models import ProjectDesign, Validation
from tests.factories.partners import a_country_in_operation
from tests.factories.projects import a_registered_project
from tests.factories.requests import renew_periods
from tests.journeys.actors import PASSWORD, Actor, aside
from tests.journeys.papers import OPINION, a_pdf
from tests.journeys.test_from_pin_to_retirement import MEMBERS, Walk, address, on
from tests.look.chromium import chromium

pytestmark = [pytest.mark.browser, pytest.mark.slow]

ROLES = ("participant", "officer", *MEMBERS, "auditor_of_tpe")
CHANGE: dict[str, dict[str, Any]] = {
    "change": {
        "kind": "Permanent change of the project design", "summary": "A second inverter is added; capacity 7 MW.",
        "reason": "The first inverter is overloaded.", "starts_on": "2025-06-01",
    },
    "methodology": {
        "applicability": "All eligibility criteria are still met.", "effect": "Reductions rise by two per cent.",
    },
    "declaration": {"declares_true": True},
}  # fmt: skip
RENEWAL: dict[str, dict[str, Any]] = {
    "reference": {"ndc_considered": "NDC of 2025.", "reference_update": "The grid factor falls to 0.43."},
    "validity": {"validity": "All eligibility criteria are still met."},
    "declaration": {"declares_true": True},
}  # fmt: skip


@pytest.fixture
def it(transactional_db: None, settings: Any) -> SimpleNamespace:
    """A registered project of a country that renews crediting periods, and everybody's accounts."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    it = a_country_in_operation()
    renew_periods(it)
    it.project = a_registered_project(it, at=datetime(2020, 6, 1, 9, tzinfo=UTC))
    for role in ROLES:
        user: User = getattr(it, role)
        user.set_password(PASSWORD)
        user.save()
    return it


@pytest.fixture
def walk(it: SimpleNamespace, live_server: Any) -> Iterator[Walk]:
    with chromium() as browser:
        walk = Walk(it, browser, live_server.url)
        walk.project = it.project.get_absolute_url()
        yield walk


def test_a_registered_project_changes_is_renewed_and_ends(walk: Walk) -> None:
    with on(2025, 4, 7):
        _change(walk)
    with on(2025, 9, 1):
        _renewal(walk)
    with on(2026, 2, 2):
        _withdrawal(walk)


def _change(walk: Walk) -> None:
    me = walk.participant
    me.open(walk.project).sees("Nothing was changed since registration").follow("Request a change after registration")
    me.keep("10-change-start").press()
    change = me.path
    me.open(change).keep("10-change-tasks").open(f"{change}submit/").press("Submit", status=422).sees("CHG-01")
    walk.writes(change, CHANGE)
    me.open(f"{change}submit/").keep("10-change-check").press("Submit").sees("Completeness check at JCMA")
    walk.officer.has_in_inbox("Check that the request for a change is complete").open(f"{change}forward/")
    walk.officer.tick_all().keep("10-change-forward").press()
    walk.everybody_agrees(_decision(it=walk.it, kind="changes"))
    me.open(change).sees("the revised PDD is to be validated").follow("Start the revised PDD").press()
    design = me.path
    me.open(f"{design}edit/project/").fill({"description": "A floating plant of 7 MW."}).press("Save and continue")
    _validated(walk, design)
    me.open(change).sees("Approved and in force", "1 June 2025").keep("10-change-in-force")
    walk.visitor.open(walk.project).sees("After registration", "Permanent change of the project design")


def _validated(walk: Walk, design: str) -> None:
    """Submit a revised PDD, pass it on, and have it validated."""
    me, entity = walk.participant, walk.auditor_of_tpe
    pk = aside(lambda: ProjectDesign.objects.latest("pk").pk)
    me.open(f"/papers/projectdesign/{pk}/files/monitoring_plan/").fill({"complete": a_pdf("plan.pdf")}).press()
    me.open(f"{design}submit/").press("Submit")
    walk.officer.open(design).keep("10-revised-pdd").follow("Pass on for validation").press()
    me.open(f"{design}validation/").fill({"tpe": walk.it.tpe.name}).press()
    validation = address(_newest_validation)
    entity.open(f"{validation}accept/").tick_all().press()
    entity.open(f"{validation}report/").fill(OPINION).press()
    number = validation.strip("/").split("/")[-1]
    entity.open(f"/papers/validation/{number}/files/validation_report/").fill({"complete": a_pdf("v.pdf")}).press()
    entity.open(f"{validation}conclude/").fill({"positive": "yes"}).press()


def _newest_validation() -> Validation:
    return Validation.objects.latest("pk")


def _decision(it: SimpleNamespace, kind: str) -> str:
    """The address of the decision on the newest request of a kind."""
    return address(lambda: getattr(it.project, kind).latest("pk").decision_item.decision)


def _renewal(walk: Walk) -> None:
    me = walk.participant
    me.open(walk.project).sees("30 November 2025").follow("Request the next crediting period").press()
    renewal = me.path
    walk.writes(renewal, RENEWAL)
    me.open(f"{renewal}submit/").press("Submit", status=409).sees("RNW-10")
    me.open(renewal).sees("1 December 2025").keep("11-renewal").follow("Start the revised PDD").press()
    _validated(walk, me.path)
    me.open(f"{renewal}submit/").press("Submit")
    walk.officer.open(f"{renewal}forward/").tick_all().press()
    walk.everybody_agrees(_decision(walk.it, "renewals"))
    walk.visitor.open(walk.project).sees("30 November 2030").keep("11-renewed")


def _withdrawal(walk: Walk) -> None:
    me: Actor = walk.participant
    me.open(walk.project).follow("Request the withdrawal of the project").keep("12-withdrawal-start").press()
    withdrawal = me.path
    number = withdrawal.strip("/").split("/")[-1]
    words: dict[str, dict[str, Any]] = {
        "reason": {"reason": "The plant is dismantled.", "all_agree": True},
        "declaration": {"declares_true": True},
    }
    walk.writes(withdrawal, words)
    me.open(f"/papers/projectwithdrawal/{number}/files/evidence/").fill({"complete": a_pdf("signed.pdf")}).press()
    me.open(f"{withdrawal}submit/").press("Submit")
    walk.officer.open(f"{withdrawal}forward/").tick_all().press()
    walk.everybody_agrees(_decision(walk.it, "withdrawals"))
    walk.visitor.open(walk.project).sees("Withdrawn", "Credits that were issued stay valid").keep("12-withdrawn")
    assert "changes/start" not in me.open(walk.project).page.content()

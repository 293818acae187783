"""A published JCM: one country in operation, records of every public list, and examples that must not count."""

from types import SimpleNamespace
from typing import Any

import pytest

from committee.decisions.models import Decision, DecisionItem, Outcome
from committee.decisions.services import answers
from credits.models import PublishedIssuance
from partners.programmes.models import FinancingProgramme
from projects.methodologies.models import Methodology
from projects.projects.models import Project
from tests.conftest import NOON
from tests.factories import pages, partners

SOURCE = {"origin": "imported", "source_url": "https://example.org/source", "record_status": "verified"}


def a_record(it: SimpleNamespace, number: int) -> Project:
    """A project as an import makes it."""
    return Project.objects.create(
        country=it.country,
        reference=f"TH{number:03}",
        title=f"Solar roof number {number}",
        state="registered",
        registered_on=NOON.date() if number % 2 else None,
        methodology=it.methodology,
        import_key=f"p{number}",
        **SOURCE,
    )


def publish(it: SimpleNamespace) -> SimpleNamespace:
    """Fill a country with records as an import makes them, some values unknown."""
    it.methodology = pages.a_methodology(it)
    it.projects = [a_record(it, number) for number in range(1, 4)]
    it.example = Project.objects.create(
        country=it.country,
        reference="TH-EX900",
        title="Example of a project",
        state="registered",
        registered_on=NOON.date(),
        origin="example",
        rulebook=it.rulebook,
    )
    it.proposal = Methodology.objects.create(title="A proposal", country=it.country, status="proposed", **SOURCE)
    it.decision = Decision.objects.create(
        number="TH-JC-2025-001", country=it.country, form="meeting", state="adopted", decided_on=NOON.date(), **SOURCE
    )
    DecisionItem.objects.create(
        decision=it.decision,
        kind="registration",
        title="Registration of TH001",
        reference="TH001",
        outcome=Outcome.APPROVED,
    )
    FinancingProgramme.objects.create(code="MOE-1", ministry="Ministry of the Environment", name="Subsidy", support="S")
    PublishedIssuance.objects.create(
        import_key="I01",
        country=it.country,
        project_refs="TH001",
        total_tco2e=40,
        japan_tco2e=31,
        partner_tco2e=9,
        decided_on=NOON.date(),
        **SOURCE,
    )
    it.open_decision = pages.a_circulated_decision(it, "Guidelines ver03.0")
    return it


@pytest.fixture(scope="module")
def made(lasting: None) -> SimpleNamespace:
    return publish(partners.a_country_in_operation())


def answer(it: SimpleNamespace, who: Any, kind: str, reason: str = "") -> None:
    """An answer on the open decision."""
    answers.give(decision_id=it.open_decision.pk, answer=kind, reason=reason, by=who, at=NOON)  # type: ignore[arg-type]

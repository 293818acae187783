"""Registration: allocation that sums to 100, completeness, the number, the decision."""

from datetime import datetime
from decimal import Decimal
from types import SimpleNamespace
from typing import Any

import pytest

from committee.decisions.services import forwarding
from projects.projects.models import Project
from projects.registrations import services as registrations
from projects.registrations.checks import COMPLETENESS as REGISTRATION_POINTS
from projects.registrations.models import RegistrationRequest
from projects.registrations.selectors import allocations
from scenarios.steps import ticked
from tests.factories.committee import not_adopted
from tests.factories.partners import a_country_in_operation
from tests.factories.projects import (
    a_design,
    a_registered_project,
    a_registration_request,
    a_validated_project,
    equal_shares,
    in_force,
    judge_similar,
    the_committee_agrees,
)
from tests.projects.refusals import refused
from workflow.papers import services as papers

pytestmark = pytest.mark.django_db


def _save(it: SimpleNamespace, request: RegistrationRequest, shares: list[tuple[Any, Decimal]], at: datetime) -> None:
    registrations.save_draft(
        request_id=request.pk,
        values={"declares_true": True},
        by=it.participant,
        at=at,
        allocation=registrations.Allocation("", shares),
    )


def test_registration_waits_for_validation_and_is_requested_once(it: SimpleNamespace, noon: datetime) -> None:
    design = a_design(it, submitted=True)
    with refused("REG-02", status=409):
        registrations.start(project_id=design.project_id, by=it.participant, at=noon)
    request = a_registration_request(it)
    with refused("REG-03", status=409):
        registrations.start(project_id=request.project_id, by=it.participant, at=noon)


def test_shares_sum_to_a_hundred_among_governments_and_participants(it: SimpleNamespace, noon: datetime) -> None:
    request = a_registration_request(it)
    japan, partner, ours, local = (organisation for organisation, _p in equal_shares(it))
    for shares, number in (
        ([(japan, Decimal(50)), (ours, Decimal("49.9999"))], "ALC-01"),
        ([(japan, Decimal(60)), (ours, Decimal(60))], "ALC-01"),
        ([(japan, Decimal(50)), (japan, Decimal(50))], "ALC-02"),
        ([(it.other_company, Decimal(100))], "ALC-03"),
        ([(a_country_in_operation("ID").government_partner, Decimal(100))], "ALC-03"),
        ([(japan, Decimal("33.33333")), (ours, Decimal("66.66667"))], "ALC-04"),
        ([(japan, Decimal(101)), (ours, Decimal(-1))], "ALC-04"),
    ):
        with refused(number):
            _save(it, request, shares, noon)
    assert request.allocation.shares.count() == 4
    thirds = [(japan, Decimal("33.3333")), (partner, Decimal("33.3333")), (ours, Decimal("33.3334"))]
    _save(it, request, thirds, noon)
    assert [share.percentage for share in request.allocation.shares.all()] == [p for _o, p in thirds]
    assert local not in [share.organisation for share in request.allocation.shares.all()]


def test_a_request_declares_allocates_and_brings_the_modalities(it: SimpleNamespace, noon: datetime) -> None:
    project = a_validated_project(it)
    request = registrations.start(project_id=project.pk, by=it.participant, at=noon)
    with refused("REG-01", field="declares_true"):
        papers.submit(paper=request, by=it.participant, at=noon)
    _save(it, request, [], noon)
    with refused("REG-07", field="allocation"):
        papers.submit(paper=request, by=it.participant, at=noon)
    _save(it, request, equal_shares(it), noon)
    with refused("REG-05", status=409):
        papers.submit(paper=request, by=it.participant, at=noon)
    in_force(it, project)
    assert papers.submit(paper=request, by=it.participant, at=noon).state == "submitted"


def test_an_incomplete_request_is_returned_and_comes_again(it: SimpleNamespace, noon: datetime) -> None:
    request = a_registration_request(it, submitted=True)
    with refused("CMP-01", field="moc"):
        forwarding.forward(
            paper=request,
            completeness=ticked(REGISTRATION_POINTS) | {"moc": False},
            project_reference="TH001",
            by=it.officer,
            at=noon,
        )
    papers.give_back(paper=request, note="The MoC is unsigned.", by=it.officer, at=noon)
    assert papers.submit(paper=request, by=it.participant, at=noon).state == "submitted"


@pytest.mark.parametrize(("reference", "number"), [("TH1", "REG-08"), ("ID001", "REG-08"), ("TH014", "REG-09")])
def test_a_number_is_of_the_country_and_free(it: SimpleNamespace, noon: datetime, reference: str, number: str) -> None:
    a_registered_project(it, reference="TH014")
    request = a_registration_request(it, submitted=True)
    judge_similar(it, request)
    confirmed = ticked(REGISTRATION_POINTS)
    with refused(number, field="project_reference"):
        forwarding.forward(paper=request, completeness=confirmed, project_reference=reference, by=it.officer, at=noon)
    request = forwarding.forward(
        paper=request, completeness=confirmed, project_reference="TH015", by=it.officer, at=noon
    )
    assert request.project_reference == "TH015"


def test_the_decision_registers_and_makes_the_allocation_stand(it: SimpleNamespace, noon: datetime) -> None:
    request = a_registration_request(it, with_committee=True, reference="TH014")
    assert allocations.shares(request.project) == []
    assert request.project.reference is None
    assert request.decision_item is not None
    assert "Government of Japan: 50 %" in request.decision_item.proposal
    the_committee_agrees(it, request.decision_item, noon)
    project = Project.objects.get(pk=request.project_id)
    assert (project.state, project.reference, project.registered_on) == ("registered", "TH014", noon.date())
    assert sum(share.percentage for share in allocations.shares(project)) == 100


def test_people_of_a_participant_do_not_decide_on_it(it: SimpleNamespace) -> None:
    request = a_registration_request(it, with_committee=True)
    assert request.decision_item is not None
    interested = set(request.decision_item.interested.values_list("pk", flat=True))
    assert interested == {it.japanese_company.pk, it.local_company.pk, it.tpe.pk}


def test_a_decision_against_leaves_the_project_unregistered(it: SimpleNamespace, noon: datetime) -> None:
    request = a_registration_request(it, with_committee=True)
    assert request.decision_item is not None
    not_adopted(it, request.decision_item.decision_id, "Further study.", at=noon)
    request.refresh_from_db()
    assert (request.state, request.outcome_note) == ("not_registered", "Further study.")
    project = Project.objects.get(pk=request.project_id)
    assert (project.state, project.reference, allocations.shares(project)) == ("planned", None, [])

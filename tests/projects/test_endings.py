"""Endings: withdrawal of a registered project and de-registration; what closes, what goes on, what never may."""

from datetime import date, datetime, timedelta
from types import SimpleNamespace

import pytest
from django.test import Client

from committee.decisions.services import forwarding, withdrawals
from credits.services import requests as issuance_requests
from projects.assessments.services import findings, validations
from projects.assessments.states.assessments import FindingKind
from projects.changes import services as changes
from projects.endings import services as endings
from projects.endings.models import ProjectWithdrawal
from projects.endings.questions import COMPLETENESS as PROJECT_WITHDRAWAL_POINTS
from projects.monitoring import services as monitoring
from projects.monitoring.models import MonitoringReport
from projects.papers.services import documents
from projects.projects.models import Project
from projects.projects.selectors import projects
from projects.renewals import services as renewals
from scenarios.steps import ticked
from tests.factories.committee import not_adopted
from tests.factories.partners import a_country_in_operation
from tests.factories.projects import (
    a_monitoring_report,
    a_registered_project,
    a_validated_project,
    a_verified_report,
    with_a_spare,
)
from tests.factories.requests import a_change, a_deregistration, a_revised_design, a_withdrawal
from tests.projects.refusals import broken, refused
from workflow.papers import services as papers
from workflow.steps.models import WaitingStep

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def made(lasting: None) -> SimpleNamespace:
    return with_a_spare(a_country_in_operation())


def test_only_a_registered_project_is_withdrawn_by_request_and_once(it: SimpleNamespace, noon: datetime) -> None:
    with refused("PRC-01", status=409):
        endings.start_withdrawal(project_id=a_validated_project(it).pk, by=it.participant, at=noon)
    withdrawal = a_withdrawal(it)
    with refused("PWD-04", status=409):
        endings.start_withdrawal(project_id=withdrawal.project_id, by=it.participant, at=noon)
    with refused("DRF-03", status=403):
        endings.start_withdrawal(project_id=withdrawal.project_id, by=it.outsider, at=noon)


def test_a_withdrawal_says_why_and_that_all_agree(it: SimpleNamespace, noon: datetime) -> None:
    withdrawal = a_withdrawal(it)
    for values, number in (
        ({"reason": ""}, "PWD-01"),
        ({"all_agree": False}, "PWD-02"),
        ({"declares_true": False}, "PWD-03"),
    ):
        before = {name: getattr(withdrawal, name) for name in values}
        papers.save_draft(paper=withdrawal, values=values, by=it.participant, at=noon)
        with refused(number):
            papers.submit(paper=withdrawal, by=it.participant, at=noon)
        papers.save_draft(paper=withdrawal, values=before, by=it.participant, at=noon)
    bare = endings.start_withdrawal(project_id=a_registered_project(it).pk, by=it.participant, at=noon)
    whole = {"reason": "It burnt down.", "all_agree": True, "declares_true": True}
    papers.save_draft(paper=bare, values=whole, by=it.participant, at=noon)
    with refused("PWD-06"):
        papers.submit(paper=bare, by=it.participant, at=noon)
    assert papers.submit(paper=withdrawal, by=it.participant, at=noon).state == "submitted"


def test_the_decision_ends_the_project_and_closes_its_open_papers(it: SimpleNamespace, noon: datetime) -> None:
    change = a_change(it, approved=True)
    design = a_revised_design(it, change, submitted=True)
    validation = validations.assign(design_id=design.pk, tpe=it.tpe, by=it.participant, at=noon)
    validations.accept(validation_id=validation.pk, impartial=True, by=it.auditor_of_tpe, at=noon)
    finding = findings.raise_finding(
        assessment=validation, kind=FindingKind.CAR, topic="Meter", text="Which?", by=it.auditor_of_tpe, at=noon
    )
    draft = a_change(it, change.project)
    a_withdrawal(it, change.project, approved=True)
    project = Project.objects.get(pk=change.project_id)
    assert (project.state, project.withdrawn_on) == ("withdrawn", noon.date())
    for paper, state in (
        (change, "closed"),
        (draft, "closed"),
        (design, "withdrawn"),
        (validation, "closed"),
        (finding, "closed"),
    ):
        paper.refresh_from_db()
        assert paper.state == state, paper
    papers = [row.paper for row in (change, draft, design, validation, finding)]
    assert not WaitingStep.objects.filter(paper__in=papers, done_at=None).exists()
    for refuse in (changes.start, renewals.start, endings.start_withdrawal):
        with refused("PRC-01", status=409):
            refuse(project_id=project.pk, by=it.participant, at=noon)


def test_an_ended_project_stays_public_and_says_that_issued_credits_stay_valid(
    it: SimpleNamespace, client: Client
) -> None:
    project = a_withdrawal(it, approved=True).project
    assert project in projects.public()
    page = client.get(project.get_absolute_url()).content.decode()
    assert "Credits that were issued stay valid" in page
    assert projects.next_step(Project.objects.get(pk=project.pk)) == ""


def test_a_decision_against_leaves_the_project_registered(it: SimpleNamespace, noon: datetime) -> None:
    withdrawal = a_withdrawal(it, with_committee=True)
    assert withdrawal.decision_item is not None
    not_adopted(it, withdrawal.decision_item.decision_id, "Not now.", at=noon)
    assert ProjectWithdrawal.objects.get(pk=withdrawal.pk).state == "not_approved"
    assert Project.objects.get(pk=withdrawal.project_id).state == "registered"


def test_an_ending_waits_for_what_is_before_the_committee(it: SimpleNamespace, noon: datetime) -> None:
    change = a_change(it, with_committee=True)
    withdrawal = a_withdrawal(it, change.project)
    with refused("PWD-05", status=409):
        papers.submit(paper=withdrawal, by=it.participant, at=noon)
    with refused("PWD-05", status=409):
        endings.propose_deregistration(project_id=change.project_id, reasons="Untrue.", by=it.officer, at=noon)


def test_earlier_periods_are_completed_and_later_ones_never(it: SimpleNamespace, noon: datetime) -> None:
    project = a_registered_project(it)
    report = a_verified_report(it, project, year=2021)
    a_withdrawal(it, project, approved=True)
    later = noon + timedelta(days=400)

    def start(first: date, last: date) -> MonitoringReport:
        return monitoring.start(
            project_id=project.pk, period_starts_on=first, period_ends_on=last, by=it.participant, at=later
        )

    with refused("MON-14", status=409):
        start(date(2026, 1, 1), noon.date())
    assert start(date(2026, 1, 1), noon.date() - timedelta(days=1)).number == 2
    assert issuance_requests.start(report_id=report.pk, by=it.participant, at=later).state == "draft"
    with broken("monitoring_before_the_end"):
        MonitoringReport.objects.create(
            project=project, number=9, period_starts_on=noon.date(), period_ends_on=noon.date()
        )


def test_a_rulebook_may_end_earlier_periods_too(it: SimpleNamespace, noon: datetime) -> None:
    it.rulebook.rules["ending.earlier_periods"] = False
    it.rulebook.save()
    project = a_registered_project(it)
    verified, draft = a_verified_report(it, project, year=2021), a_monitoring_report(it, project, year=2022)
    request = issuance_requests.start(report_id=verified.pk, by=it.participant, at=noon)
    papers.save_draft(paper=request, values={"declares_true": True}, by=it.participant, at=noon)
    a_deregistration(it, project, decided=True)
    draft.refresh_from_db()
    verified.refresh_from_db()
    assert (draft.state, verified.state) == ("withdrawn", "verified")
    with refused("ISS-20", status=409):
        papers.submit(paper=request, by=it.participant, at=noon)
    with refused("MON-14", status=409):
        monitoring.start(
            project_id=project.pk,
            period_starts_on=date(2023, 1, 1),
            period_ends_on=date(2023, 12, 31),
            by=it.participant,
            at=noon,
        )


def test_jcma_proposes_a_deregistration_and_the_committee_decides(it: SimpleNamespace, noon: datetime) -> None:
    project = a_registered_project(it)
    for by, reasons, number in ((it.officer, " ", "DRF-04"), (it.participant, "Untrue.", "MOV-02")):
        with refused(number):
            endings.propose_deregistration(project_id=project.pk, reasons=reasons, by=by, at=noon)
    rejected = a_deregistration(it, project)
    assert rejected.decision_item is not None
    not_adopted(it, rejected.decision_item.decision_id, "It stays.", at=noon)
    rejected.refresh_from_db()
    assert (rejected.state, Project.objects.get(pk=project.pk).state) == ("not_approved", "registered")
    taken_back = a_deregistration(it, project)
    assert taken_back.decision_item is not None
    withdrawals.withdraw(decision_id=taken_back.decision_item.decision_id, note="An error.", by=it.officer, at=noon)
    taken_back.refresh_from_db()
    assert (taken_back.state, taken_back.outcome_note) == ("withdrawn", "An error.")
    decided = a_deregistration(it, project, decided=True)
    project.refresh_from_db()
    assert (decided.state, project.state, project.deregistered_on) == ("decided", "deregistered", noon.date())


def test_an_incomplete_withdrawal_is_returned(it: SimpleNamespace, noon: datetime) -> None:
    withdrawal = a_withdrawal(it, submitted=True)
    ticks = ticked(PROJECT_WITHDRAWAL_POINTS)
    with refused("CMP-01", field="agreement"):
        forwarding.forward(paper=withdrawal, completeness=ticks | {"agreement": False}, by=it.officer, at=noon)
    returned = papers.give_back(paper=withdrawal, note="Unsigned.", by=it.officer, at=noon)
    assert returned.state == "returned"
    assert documents.open_slots(returned, it.participant)


def test_the_database_keeps_the_day_of_an_ending(it: SimpleNamespace) -> None:
    project = a_deregistration(it, decided=True).project
    with broken("deregistered_project_has_day"):
        Project.objects.filter(pk=project.pk).update(deregistered_on=None)
    with broken("deregistration_has_reasons"):
        project.deregistrations.update(reasons="")

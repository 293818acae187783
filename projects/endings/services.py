"""How a registered project ends: withdrawal by its participants, de-registration by the Joint Committee."""

from datetime import datetime
from typing import Any

from django.db import transaction

from committee import procedures
from committee.decisions.services import decisions, forwarding
from common import events
from common.machines import judge
from partners.people.models.people import User
from projects.assessments.models.assessments import Finding, Validation, Verification
from projects.assessments.states.assessments import OPEN_ASSESSMENT, FindingState
from projects.designs.states import OPEN_DESIGN
from projects.endings import checks
from projects.endings.models import Deregistration, ProjectWithdrawal
from projects.monitoring.states import MonitoringState
from projects.papers.selectors import requests
from projects.papers.states import OPEN
from projects.projects.models import Project
from projects.renewals import selectors as crediting
from workflow.papers import checks as drafts

UNVERIFIED = (MonitoringState.DRAFT, MonitoringState.SUBMITTED, MonitoringState.IN_VERIFICATION)


def _locked(project_id: int) -> Project:
    rows = Project.objects.select_for_update(of=("self",))
    return rows.select_related("country", "rulebook").get(pk=project_id)


@transaction.atomic
def start_withdrawal(*, project_id: int, by: User, at: datetime) -> ProjectWithdrawal:
    """Open a request to withdraw a registered project. Raises Refused DRF-03 (403), PRC-01 (409), PWD-04 (409)."""
    project = _locked(project_id)
    drafts.participant(project, by)
    checks.may_withdraw(project)
    withdrawal = ProjectWithdrawal.objects.create(project=project, number=project.withdrawals.count() + 1)
    events.record(
        "projects.projectwithdrawal.start", subject=withdrawal, by=by, at=at, after={"state": withdrawal.state}
    )
    return withdrawal


@transaction.atomic
def propose_deregistration(*, project_id: int, reasons: str, by: User, at: datetime) -> Deregistration:
    """JCMA puts a de-registration before the Joint Committee, on the committee's behalf.

    Raises: Refused PRC-01 (409), PWD-05 (409), DRF-04 without reasons, MOV-02 (403) when the person is not of JCMA.
    """
    project = _locked(project_id)
    words = drafts.reason_given(reasons, field="reasons")
    checks.nothing_with_committee(project)
    deregistration = Deregistration(project=project, reasons=words)
    move = judge(deregistration.forward, by=by)
    deregistration.save()
    decision = forwarding.put(deregistration, procedures.of_row(deregistration), by=by, at=at)
    move.commit(at=at)
    decisions.circulate(decision_id=decision.pk, by=by, at=at)
    return deregistration


def close_papers(project: Project, *, by: User, at: datetime) -> None:
    """A step of an ending: whatever of the project still waits for somebody is closed. Reports on periods that ended
    before go on where the rulebook lets them."""
    designs = project.designs.filter(state__in=OPEN_DESIGN)
    _close(Validation.objects.filter(design__in=designs, state__in=OPEN_ASSESSMENT), by, at)
    _close(designs, by, at)
    for rows in requests.of_project(project):
        _close(rows.filter(state__in=OPEN), by, at)
    reports = [
        report.pk
        for report in project.monitoring_reports.filter(state__in=UNVERIFIED)
        if not crediting.counts(project, report.period_ends_on)
    ]
    _close(Verification.objects.filter(report__in=reports, state__in=OPEN_ASSESSMENT), by, at)
    _close(project.monitoring_reports.filter(pk__in=reports), by, at)


def _close(rows: Any, by: User, at: datetime) -> None:
    for row in list(rows.select_for_update(of=("self",))):
        for finding in _open_findings(row):
            judge(finding.lapse, by=by).commit(at=at)
        judge(row.close, by=by).commit(at=at)


def _open_findings(row: Any) -> list[Finding]:
    if not isinstance(row, Validation | Verification):
        return []
    return list(row.findings.exclude(state=FindingState.CLOSED).select_for_update(of=("self",)))

"""Issuance requests: start, draft, submit, completeness, the Joint Committee's decision and its effect."""

from collections.abc import Mapping
from datetime import date, datetime

from django.db import transaction
from django.db.models import Sum

from common import conditions, events
from common.machines import judge
from credits.checks import requests as checks
from credits.models import AllocatedAmount, Issuance, IssuanceRequest
from credits.selectors import requests as selectors
from partners.people.models.people import User
from projects.monitoring.models import MonitoringReport
from projects.papers.services import fees
from workflow.papers import checks as drafts


def _locked(request_id: int) -> IssuanceRequest:
    found = IssuanceRequest.objects.select_for_update(of=("self",))
    related = found.select_related("project__country", "project__rulebook", "report", "verification", "allocation")
    return related.get(pk=request_id)


@transaction.atomic
def start(*, report_id: int, by: User, at: datetime) -> IssuanceRequest:
    """Open an issuance request for a verified report. Raises Refused DRF-03 (403), ISS-02 to ISS-06 (409)."""
    locked = MonitoringReport.objects.select_for_update(of=("self",)).select_related("project__country")
    report = locked.get(pk=report_id)
    drafts.participant(report, by)
    verification, allocation = checks.may_start(report)
    request = IssuanceRequest.objects.create(
        project=report.project, report=report, verification=verification, allocation=allocation
    )
    events.record("credits.issuancerequest.start", subject=request, by=by, at=at, after={"state": request.state})
    return request


@transaction.atomic
def record_fee(*, request_id: int, reference: str, paid_on: date, by: User, at: datetime) -> IssuanceRequest:
    """Record that the fee is paid, where the rules ask for one. Raises Refused FEE-01 to FEE-05."""
    request = _locked(request_id)
    fees.record(request, reference=reference, paid_on=paid_on, by=by, at=at)
    return request


@transaction.atomic
def confirm_complete(*, request_id: int, completeness: Mapping[str, bool], by: User, at: datetime) -> IssuanceRequest:
    """Confirm that nothing is missing. Raises Refused CMP-01, FEE-06 (409, not paid), MOV-01, MOV-02."""
    request = _locked(request_id)
    confirmed = drafts.confirmed(checks.COMPLETENESS, completeness)
    conditions.hold(checks.COMPLETE, request, at.date())
    judge(request.confirm_complete, by=by).commit(at=at, completeness=confirmed)
    return request


def fix_amounts(request: IssuanceRequest, *, by: User, at: datetime) -> None:  # noqa: ARG001  its caller’s event tells who
    """A step of the submission: what each party gets of each vintage."""
    request.amounts.all().delete()
    parties = {share.organisation_id: share for share in selectors.shares_of(request.allocation)}
    AllocatedAmount.objects.bulk_create(
        AllocatedAmount(
            request=request,
            organisation_id=party,
            side=parties[party].organisation.side,
            vintage=year,
            quantity_tco2e=tonnes,
            order=parties[party].order,
        )
        for year, by_party in selectors.computed(request, at.date()).items()
        for party, tonnes in by_party.items()
    )


def notify(request: IssuanceRequest, *, side: str, by: User, at: datetime) -> None:
    """A step of the decision: one side's registry is told its whole amount, where it gets one."""
    tonnes = request.amounts.filter(side=side).aggregate(t=Sum("quantity_tco2e", default=0))["t"]
    if not tonnes:
        return
    registry = selectors.registry_of(side, request.project.country)
    issuance = Issuance.objects.create(
        request=request, side=side, registry=registry, notified_tco2e=tonnes, notified_on=at.date()
    )
    after = {"state": issuance.state, "tonnes": tonnes}
    events.record("credits.issuance.notify", subject=issuance, by=by, at=at, after=after)

"""Issuance requests: start, draft, submit, completeness, the Joint Committee's decision and its effect."""

from collections.abc import Mapping
from datetime import date, datetime

from django.db import transaction
from django.db.models import Sum

from committee.decisions.models import DecisionItem, DecisionKind
from committee.decisions.services import decisions, withdrawals
from common import events
from common.drafts import Seen
from common.machines import judge, moves_of
from credits.checks import requests as checks
from credits.models import AllocatedAmount, Issuance, IssuanceRequest
from credits.selectors import requests as selectors
from partners.organisations.models import Side
from partners.people.models.people import User
from partners.people.selectors import people
from projects.monitoring.models import MonitoringReport
from projects.papers.checks import completeness as lists
from projects.papers.checks import drafts
from projects.papers.checks import fees as fee_checks
from projects.papers.services import fees
from projects.projects.models import Project
from workflow.drafts import checks as fields

DRAFT_FIELDS = ("note", "declares_true")


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
def save_draft(
    *, request_id: int, values: Mapping[str, object], seen: Seen | None = None, by: User, at: datetime
) -> IssuanceRequest:
    """Keep what was typed, over words that the writer has seen.

    Raises: Refused DRF-01 (403), DRF-02 and DRF-05 (409), FLD-01, FLD-02.
    """
    request = _locked(request_id)
    drafts.writable(request, by)
    drafts.as_seen(request, seen)
    fields.set_values(request, values, DRAFT_FIELDS)
    request.save(update_fields=DRAFT_FIELDS)
    events.record("credits.issuancerequest.save", subject=request, by=by, at=at)
    return request


@transaction.atomic
def submit(*, request_id: int, by: User, at: datetime) -> IssuanceRequest:
    """Ask for issuance; what each party gets is fixed now.

    Raises: Refused MOV-01, MOV-02, ISS-01, ISS-20 (409), SPL-02, SPL-03.
    """
    request = _locked(request_id)
    if moves_of(IssuanceRequest)["submit"].permits(request, by):
        _fix_amounts(request, at)  # before the move, whose event keeps the version that is handed in
    judge(request.submit, by=by).commit(at=at)
    checks.not_after_the_end(request.report)
    return request


def _fix_amounts(request: IssuanceRequest, at: datetime) -> None:
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


@transaction.atomic
def return_to_participant(*, request_id: int, note: str, by: User, at: datetime) -> IssuanceRequest:
    """Give an incomplete request back with what is missing. Raises Refused DRF-04 without a note, MOV-01, MOV-02."""
    request = _locked(request_id)
    judge(request.return_to_participant, by=by).commit(at=at, note=drafts.reason_given(note))
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
    confirmed = lists.confirmed(checks.COMPLETENESS, completeness)
    fee_checks.paid(request, at.date())
    judge(request.confirm_complete, by=by).commit(at=at, completeness=confirmed)
    return request


@transaction.atomic
def forward(*, request_id: int, by: User, at: datetime) -> IssuanceRequest:
    """Give the issuance its number and circulate the decision on its amounts. Raises Refused ISS-07, ISS-20, MOV-01,
    MOV-02."""
    request = _locked(request_id)
    move = judge(request.forward, by=by)
    Project.objects.select_for_update(of=("self",)).get(pk=request.project_id)  # two at once get two numbers
    checks.not_after_the_end(request.report)
    number = checks.next_number(request)
    decision = decisions.prepare(
        country=request.project.country,
        proposals=[_proposal(request)],
        is_example=request.project.is_example,
        by=by,
        at=at,
    )
    request.decision_item = decision.items.get()
    move.commit(at=at, number=number)
    decisions.circulate(decision_id=decision.pk, by=by, at=at)
    return request


def _proposal(request: IssuanceRequest) -> decisions.Proposal:
    amounts = request.amounts.select_related("organisation")
    lines = [f"{amount.vintage} {amount.organisation.name}: {amount.quantity_tco2e} t" for amount in amounts]
    interested = request.party_ids("participant") | request.party_ids("tpe")
    return decisions.Proposal(
        kind=DecisionKind.ISSUANCE,
        title=request.project.title,
        reference=request.reference,
        paper=request.paper,
        text="\n".join(lines),
        interested=sorted(interested),
    )


@transaction.atomic
def withdraw(*, request_id: int, note: str, by: User, at: datetime) -> IssuanceRequest:
    """Take the request back before the Joint Committee decides (form F_IW_Req); an open proposal on it goes too.

    Raises: Refused DRF-04, WDR-03 (409), MOV-01, MOV-02.
    """
    item = DecisionItem.objects.filter(issuance_request=request_id).first()
    withdrawals.before_withdrawal(item)
    request = _locked(request_id)
    judge(request.withdraw, by=by).commit(at=at, note=drafts.reason_given(note))
    withdrawals.withdraw_with_paper(item, note=request.outcome_note, by=by, at=at)
    return request


@transaction.atomic
def take_back(item: DecisionItem, *, by: User, at: datetime) -> None:
    """The secretariat withdrew the proposal: the request waits for it to be forwarded again."""
    request = _locked(IssuanceRequest.objects.values_list("pk", flat=True).get(decision_item=item))
    judge(request.take_back, by=by).commit(at=at)


@transaction.atomic
def conclude(item: DecisionItem, *, by: User, at: datetime) -> None:
    """What follows from the Joint Committee's decision: the amounts are notified to both sides, whose registries
    issue; or the request ends without issuance."""
    request = _locked(IssuanceRequest.objects.values_list("pk", flat=True).get(decision_item=item))
    if not item.is_approved:
        note = item.outcome_note or item.decision.conclusion_note
        judge(request.reject, by=by).commit(at=at, on=at.date(), note=note)
        return
    system = people.system()
    judge(request.approve, by=system).commit(at=at, on=at.date())
    for side in Side.values:
        tonnes = request.amounts.filter(side=side).aggregate(t=Sum("quantity_tco2e", default=0))["t"]
        if tonnes:
            _notify(request, side, tonnes, system, at)


def _notify(request: IssuanceRequest, side: str, tonnes: int, by: User, at: datetime) -> None:
    registry = selectors.registry_of(side, request.project.country)
    issuance = Issuance.objects.create(
        request=request, side=side, registry=registry, notified_tco2e=tonnes, notified_on=at.date()
    )
    after = {"state": issuance.state, "tonnes": tonnes}
    events.record("credits.issuance.notify", subject=issuance, by=by, at=at, after=after)

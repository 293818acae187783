"""Registration: request with allocation, completeness check, the Joint Committee's decision and its effect."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction

from committee.decisions.models import DecisionItem, DecisionKind
from committee.decisions.services import decisions, withdrawals
from common import events
from common.drafts import Seen
from common.machines import judge
from partners.countries.models import PartnerCountry
from partners.organisations.models import Organisation
from partners.people.models.people import User
from partners.people.selectors import people
from projects.assessments.models.assessments import Validation
from projects.designs.states import DesignState
from projects.doubles import checks as doubles
from projects.papers.checks import completeness as lists
from projects.papers.checks import drafts
from projects.papers.checks import fees as fee_checks
from projects.papers.services import fees
from projects.projects.models import Project
from projects.registrations import checks
from projects.registrations.models import AllocationProposal, AllocationShare, RegistrationRequest
from projects.renewals import services as renewals
from workflow.drafts import checks as fields

DRAFT_FIELDS = ("allocation", "note", "declares_true")


@dataclass(frozen=True)
class Allocation:
    """The percentages of the holders and why; no `shares`: nothing is agreed yet."""

    reason: str
    shares: Sequence[tuple[Organisation, Decimal]] = ()


def _locked(request_id: int) -> RegistrationRequest:
    found = RegistrationRequest.objects.select_for_update(of=("self",))
    return found.select_related("project__country", "project__rulebook", "validation", "design").get(pk=request_id)


@transaction.atomic
def start(*, project_id: int, by: User, at: datetime) -> RegistrationRequest:
    """Open a registration request. Raises Refused DRF-03 (403), REG-02 (409), REG-03 (409)."""
    project = Project.objects.select_for_update(of=("self",)).select_related("country").get(pk=project_id)
    drafts.participant(project, by)
    checks.may_start(project)
    design = project.designs.get(state=DesignState.VALIDATED)
    validation = Validation.objects.get(design=design, state="positive")
    request = RegistrationRequest.objects.create(project=project, design=design, validation=validation)
    AllocationProposal.objects.create(request=request)
    events.record("projects.registrationrequest.start", subject=request, by=by, at=at, after={"state": request.state})
    return request


@transaction.atomic
def save_draft(
    *,
    request_id: int,
    values: Mapping[str, object],
    allocation: Allocation | None = None,
    seen: Seen | None = None,
    by: User,
    at: datetime,
) -> RegistrationRequest:
    """Keep the request, and its allocation where one is given, over words that the writer has seen.

    Raises: Refused DRF-01 (403), DRF-02 (409), DRF-05 (409), FLD-01, FLD-02, ALC-01 to ALC-04.
    """
    request = _locked(request_id)
    drafts.writable(request, by)
    drafts.as_seen(request, seen)
    fields.set_values(request, values, ("note", "declares_true"))
    request.save()
    if allocation is not None:
        _keep(request, allocation)
    shares = allocation.shares if allocation else ()
    events.record(
        "projects.project.save_registration",
        subject=request.project,
        by=by,
        at=at,
        after={"shares": {str(organisation.pk): str(percentage) for organisation, percentage in shares}},
    )
    return request


def _keep(request: RegistrationRequest, allocation: Allocation) -> None:
    if allocation.shares:
        checks.shares_possible(request.project, allocation.shares)
    proposal = request.allocation
    proposal.reason = allocation.reason.strip()
    proposal.save()
    proposal.shares.all().delete()
    AllocationShare.objects.bulk_create(
        AllocationShare(proposal=proposal, organisation=organisation, percentage=percentage, order=order)
        for order, (organisation, percentage) in enumerate(allocation.shares)
        if percentage
    )


@transaction.atomic
def submit(*, request_id: int, by: User, at: datetime) -> RegistrationRequest:
    """Ask for registration. Raises Refused MOV-01, MOV-02, REG-01, REG-07, REG-04 to REG-06."""
    request = _locked(request_id)
    judge(request.submit, by=by).commit(at=at)
    checks.whole(request)
    return request


@transaction.atomic
def return_to_participant(*, request_id: int, note: str, by: User, at: datetime) -> RegistrationRequest:
    """Give an incomplete request back with what is missing. Raises Refused DRF-04 without a note."""
    request = _locked(request_id)
    judge(request.return_to_participant, by=by).commit(at=at, note=drafts.reason_given(note))
    return request


@transaction.atomic
def record_fee(*, request_id: int, reference: str, paid_on: date, by: User, at: datetime) -> RegistrationRequest:
    """Record that the fee is paid, where the rules ask for one. Raises Refused FEE-01 to FEE-05."""
    request = _locked(request_id)
    fees.record(request, reference=reference, paid_on=paid_on, by=by, at=at)
    return request


@transaction.atomic
def forward(
    *, request_id: int, completeness: Mapping[str, bool], project_reference: str, by: User, at: datetime
) -> RegistrationRequest:
    """Confirm completeness, reserve the project's number and circulate the decision to the Joint Committee.

    Raises: Refused CMP-01, FEE-06 (409, not paid), REG-08 (form of the number), REG-09 (number taken), DBL-05 and
    DBL-06 (a similar project), MOV-01, MOV-02.
    """
    request = _locked(request_id)
    move = judge(request.forward, by=by)
    confirmed = lists.confirmed(lists.REGISTRATION, completeness)
    fee_checks.paid(request, at.date())
    country = PartnerCountry.objects.select_for_update().get(pk=request.country_id)
    checks.number_free(request, project_reference)
    doubles.excluded(request)
    decision = decisions.prepare(
        country=country,
        proposals=[_proposal(request, project_reference)],
        is_example=request.project.is_example,
        by=by,
        at=at,
    )
    request.decision_item = decision.items.get()
    move.commit(at=at, completeness=confirmed, project_reference=project_reference)
    decisions.circulate(decision_id=decision.pk, by=by, at=at)
    return request


def _proposal(request: RegistrationRequest, reference: str) -> decisions.Proposal:
    shares = request.allocation.shares.select_related("organisation")
    text = "\n".join(f"{share.organisation.name}: {share.percentage.normalize():f} %" for share in shares)
    interested = request.party_ids("participant") | request.party_ids("tpe")
    return decisions.Proposal(
        kind=DecisionKind.REGISTRATION,
        title=request.project.title,
        reference=reference,
        paper=request.paper,
        text=text,
        interested=sorted(interested),
    )


@transaction.atomic
def withdraw(*, request_id: int, note: str, by: User, at: datetime) -> RegistrationRequest:
    """Take the request back before the Joint Committee decides (form F_RW_Req); an open proposal on it goes too.

    Raises: Refused DRF-04 without a reason, WDR-03 (409), MOV-01, MOV-02.
    """
    item = DecisionItem.objects.filter(registration_request=request_id).first()
    withdrawals.before_withdrawal(item)
    request = _locked(request_id)
    judge(request.withdraw, by=by).commit(at=at, note=drafts.reason_given(note))
    withdrawals.withdraw_with_paper(item, note=request.outcome_note, by=by, at=at)
    return request


@transaction.atomic
def take_back(item: DecisionItem, *, by: User, at: datetime) -> None:
    """The secretariat withdrew the proposal: the request is at the completeness check again."""
    request = _locked(RegistrationRequest.objects.only("pk").get(decision_item=item).pk)
    judge(request.take_back, by=by).commit(at=at)


@transaction.atomic
def conclude(item: DecisionItem, *, by: User, at: datetime) -> None:
    """What follows from the Joint Committee's decision: the project is registered under its number, the allocation
    stands, the first crediting period begins; or the request ends without registration."""
    request = _locked(RegistrationRequest.objects.only("pk").get(decision_item=item).pk)
    if not item.is_approved:
        note = item.outcome_note or item.decision.conclusion_note
        judge(request.reject, by=by).commit(at=at, on=at.date(), note=note)
        return
    system = people.system()
    judge(request.conclude, by=system).commit(at=at, on=at.date())
    AllocationProposal.objects.filter(request=request).update(agreed_on=at.date())
    project = Project.objects.select_for_update(of=("self",)).select_related("rulebook").get(pk=request.project_id)
    judge(project.register, by=system).commit(at=at, reference=request.project_reference, on=at.date())
    if request.design.crediting_period_starts_on is not None:
        renewals.open_first(project, starts_on=request.design.crediting_period_starts_on, by=system, at=at)

"""Registration: request with allocation, completeness check, the Joint Committee's decision and its effect."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction

from common import events
from common.drafts import Seen
from common.text import plain
from partners.organisations.models import Organisation
from partners.people.models.people import User
from projects.assessments.models.assessments import Validation
from projects.designs.states import DesignState
from projects.papers.services import fees
from projects.projects.models import Project
from projects.registrations import checks
from projects.registrations.models import AllocationProposal, AllocationShare, RegistrationRequest
from workflow.drafts import checks as fields
from workflow.papers import checks as drafts
from workflow.papers import services as papers


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
    drafts.named_open(request, [*values, *(["allocation"] if allocation else [])])
    drafts.as_seen(request, seen)
    fields.set_values(request, values, ("note", "declares_true"))
    request.save()
    if allocation is not None:
        _keep(request, allocation)
    shares = allocation.shares if allocation else ()
    papers.saved(
        request, by=by, at=at, shares={str(organisation.pk): str(percentage) for organisation, percentage in shares}
    )
    return request


def _keep(request: RegistrationRequest, allocation: Allocation) -> None:
    if allocation.shares:
        checks.shares_possible(request.project, allocation.shares)
    proposal = request.allocation
    proposal.reason = plain(allocation.reason)
    proposal.save()
    proposal.shares.all().delete()
    AllocationShare.objects.bulk_create(
        AllocationShare(proposal=proposal, organisation=organisation, percentage=percentage, order=order)
        for order, (organisation, percentage) in enumerate(allocation.shares)
        if percentage
    )


@transaction.atomic
def record_fee(*, request_id: int, reference: str, paid_on: date, by: User, at: datetime) -> RegistrationRequest:
    """Record that the fee is paid, where the rules ask for one. Raises Refused FEE-01 to FEE-05."""
    request = _locked(request_id)
    fees.record(request, reference=reference, paid_on=paid_on, by=by, at=at)
    return request

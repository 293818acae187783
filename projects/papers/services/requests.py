"""What every request after registration shares: draft, submission, return, withdrawal, on to the Joint Committee."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from committee.decisions.models import DecisionItem, DecisionKind
from committee.decisions.services import decisions, withdrawals
from common import events
from common.drafts import Seen
from common.machines import judge
from common.refusals import Sentence
from partners.countries.models import PartnerCountry
from partners.people.models.people import User
from projects.papers.checks import completeness as lists
from projects.papers.checks import drafts
from projects.papers.models.requests import AfterRegistration
from projects.papers.states import RequestState
from workflow.drafts import checks as fields


@dataclass(frozen=True)
class Procedure:
    """A kind of request: its answers, its checks beyond its own fields, and what the committee is asked."""

    draft_fields: tuple[str, ...]
    whole: Callable[[Any], None]
    ready: Callable[[Any], None]
    completeness: Sequence[tuple[str, Sentence]]
    decision: DecisionKind
    proposal: Callable[[Any], str]


PROCEDURES: dict[str, Procedure] = {}


def procedure_of(request: AfterRegistration) -> Procedure:
    """The procedure of a request's kind."""
    return PROCEDURES[request._meta.model_name or ""]


def locked[Row: AfterRegistration](model: type[Row], pk: int) -> Row:
    """The request as it stands now, under its lock."""
    rows = model._default_manager.select_for_update(of=("self",))
    return rows.select_related("project__country", "project__rulebook").get(pk=pk)


@transaction.atomic
def save_draft[Row: AfterRegistration](
    *, request: Row, values: Mapping[str, object], seen: Seen | None = None, by: User, at: datetime
) -> Row:
    """Keep what is typed so far. Raises Refused DRF-01 (403), DRF-02 and DRF-05 (409), FLD-01 to FLD-03."""
    request = locked(type(request), request.pk)
    drafts.writable(request, by)
    drafts.as_seen(request, seen)
    fields.set_values(request, values, procedure_of(request).draft_fields)
    request.save()
    after = {"request": request.paper_id}
    events.record("projects.project.save_request", subject=request._of(), by=by, at=at, after=after)
    return request


@transaction.atomic
def submit[Row: AfterRegistration](*, request: Row, by: User, at: datetime) -> Row:
    """Hand the request to JCMA. Raises Refused MOV-01, MOV-02, and what its own checks raise."""
    request = locked(type(request), request.pk)
    procedure_of(request).ready(request)
    judge(request.submit, by=by).commit(at=at)
    procedure_of(request).whole(request)
    return request


@transaction.atomic
def return_to_participant[Row: AfterRegistration](*, request: Row, note: str, by: User, at: datetime) -> Row:
    """Give an incomplete request back with what is missing. Raises Refused DRF-04 without a note."""
    request = locked(type(request), request.pk)
    judge(request.return_to_participant, by=by).commit(at=at, note=drafts.reason_given(note))
    return request


@transaction.atomic
def withdraw[Row: AfterRegistration](*, request: Row, note: str, by: User, at: datetime) -> Row:
    """Take the request back before the Joint Committee decides; an open proposal on it goes too.

    Raises: Refused DRF-04 without a reason, WDR-03 and WDR-04 (409), MOV-01, MOV-02.
    """
    item = DecisionItem.objects.filter(**{request._meta.model_name or "": request.pk}).first()
    withdrawals.before_withdrawal(item)
    request = locked(type(request), request.pk)
    judge(request.withdraw, by=by).commit(at=at, note=drafts.reason_given(note))
    withdrawals.withdraw_with_paper(item, note=request.outcome_note, by=by, at=at)
    return request


@transaction.atomic
def take_back(item: DecisionItem, *, by: User, at: datetime) -> None:
    """The secretariat withdrew the proposal: the request is at the completeness check again."""
    for name in PROCEDURES:
        found = getattr(item, name, None)
        if found is not None:
            request = locked(type(found), found.pk)
            judge(request.take_back, by=by).commit(at=at)


@transaction.atomic
def forward[Row: AfterRegistration](*, request: Row, completeness: Mapping[str, bool], by: User, at: datetime) -> Row:
    """Confirm completeness and circulate the decision. Raises Refused CMP-01, MOV-01, MOV-02, and what may hinder."""
    request = locked(type(request), request.pk)
    move = judge(request.forward, by=by)
    procedure = procedure_of(request)
    confirmed = lists.confirmed(procedure.completeness, completeness)
    procedure.ready(request)
    country = PartnerCountry.objects.select_for_update().get(pk=request.country_id)
    decision = decisions.prepare(
        country=country, proposals=[_proposal(request, procedure)], is_example=request._of().is_example, by=by, at=at
    )
    request.decision_item = decision.items.get()
    move.commit(at=at, completeness=confirmed)
    decisions.circulate(decision_id=decision.pk, by=by, at=at)
    return request


def _proposal(request: AfterRegistration, procedure: Procedure) -> decisions.Proposal:
    project = request._of()
    return decisions.Proposal(
        kind=procedure.decision,
        title=project.title,
        reference=request.reference,
        paper=request.paper,
        text=procedure.proposal(request),
        interested=sorted(request.party_ids("participant")),
    )


def rejected(request: AfterRegistration, *, item: DecisionItem, by: User, at: datetime) -> bool:
    """A step of each kind's effect: True when the request ended without approval, or with its project meanwhile."""
    if request.state != RequestState.WITH_COMMITTEE:
        return True
    if item.is_approved:
        return False
    note = item.outcome_note or item.decision.conclusion_note
    judge(request.reject, by=by).commit(at=at, on=at.date(), note=note)
    return True


def approved(request: AfterRegistration, *, by: User, at: datetime) -> None:
    """A step of each kind's effect: the request is in force."""
    judge(request.approve, by=by).commit(at=at, on=at.date())

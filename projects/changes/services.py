"""Changes after registration: start, take note, and what follows from the Joint Committee's decision."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from committee.decisions.models import DecisionItem, DecisionKind
from common import events
from common.machines import judge
from partners.people.models.people import User
from partners.people.selectors import people
from projects.changes import checks
from projects.changes.models import PostRegistrationChange
from projects.changes.states import Route
from projects.papers.checks import completeness as lists
from projects.papers.checks import drafts
from projects.papers.services import requests
from projects.projects.models import Project

DRAFT_FIELDS = (
    "kind",
    "summary",
    "reason",
    "starts_on",
    "ends_on",
    "conservativeness",
    "applicability",
    "effect",
    "new_crediting_start",
    "declares_true",
)


def _proposal(change: PostRegistrationChange) -> str:
    return "\n\n".join(part for part in (change.summary, change.applicability, change.effect) if part)


def _ready(change: PostRegistrationChange) -> None:
    checks.registered(change.project)


requests.PROCEDURES["postregistrationchange"] = requests.Procedure(
    draft_fields=DRAFT_FIELDS,
    whole=checks.whole,
    ready=_ready,
    completeness=lists.CHANGE,
    decision=DecisionKind.CHANGE,
    proposal=_proposal,
)


@transaction.atomic
def start(*, project_id: int, by: User, at: datetime) -> PostRegistrationChange:
    """Open a request for a change of a registered project. Raises Refused DRF-03 (403), PRC-01 (409)."""
    project = Project.objects.select_for_update(of=("self",)).select_related("country").get(pk=project_id)
    drafts.participant(project, by)
    checks.registered(project)
    change = PostRegistrationChange.objects.create(project=project, number=project.changes.count() + 1)
    events.record("projects.postregistrationchange.start", subject=change, by=by, at=at, after={"state": change.state})
    return change


@transaction.atomic
def forward(*, change_id: int, completeness: Mapping[str, bool], by: User, at: datetime) -> PostRegistrationChange:
    """Put the change before the Joint Committee. Raises Refused PRC-05 (409, JCMA takes note of it), CMP-01."""
    change = PostRegistrationChange.objects.select_related("project__rulebook").get(pk=change_id)
    checks.goes_to(change, committee=True)
    return requests.forward(request=change, completeness=completeness, by=by, at=at)


@transaction.atomic
def take_note(*, change_id: int, completeness: Mapping[str, bool], by: User, at: datetime) -> PostRegistrationChange:
    """JCMA takes note of a change that needs no decision. Raises Refused PRC-04 (409), CMP-01, MOV-01, MOV-02."""
    change = requests.locked(PostRegistrationChange, change_id)
    confirmed = lists.confirmed(lists.CHANGE, completeness)
    checks.registered(change.project)
    checks.goes_to(change, committee=False)
    judge(change.take_note, by=by).commit(at=at, completeness=confirmed, on=change.starts_on or at.date())
    return change


@transaction.atomic
def conclude(item: DecisionItem, *, by: User, at: datetime) -> None:
    """What follows from the Joint Committee's decision: the change is in force, or the PDD is revised and validated
    first; or the request ends."""
    found = PostRegistrationChange.objects.only("pk").get(decision_item=item)
    change = requests.locked(PostRegistrationChange, found.pk)
    if requests.rejected(change, item=item, by=by, at=at):
        return
    if change.route == Route.VALIDATION:
        judge(change.approve_subject_to_validation, by=people.system()).commit(at=at, on=at.date())
        return
    change.in_force_from = change.starts_on
    requests.approved(change, by=by, at=at)

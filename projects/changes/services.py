"""Changes after registration: start, take note, and what follows from the Joint Committee's decision."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from common import events
from common.machines import judge
from partners.people.models.people import User
from projects.changes import checks
from projects.changes.models import PostRegistrationChange
from projects.changes.questions import COMPLETENESS
from projects.projects.models import Project
from workflow.papers import checks as drafts


@transaction.atomic
def start(*, project_id: int, by: User, at: datetime) -> PostRegistrationChange:
    """Open a request for a change of a registered project. Raises Refused DRF-03 (403), PRC-01 (409)."""
    project = Project.objects.select_for_update(of=("self",)).select_related("country").get(pk=project_id)
    drafts.participant(project, by)
    checks.registered(project)
    change = PostRegistrationChange.objects.create(project=project, number=project.changes.count() + 1)
    events.record("projects.postregistrationchange.start", subject=change, by=by, at=at, after={"state": change.state})
    return change


def _locked(change_id: int) -> PostRegistrationChange:
    rows = PostRegistrationChange.objects.select_for_update(of=("self",))
    return rows.select_related("project__country", "project__rulebook").get(pk=change_id)


@transaction.atomic
def take_note(*, change_id: int, completeness: Mapping[str, bool], by: User, at: datetime) -> PostRegistrationChange:
    """JCMA takes note of a change that needs no decision. Raises Refused PRC-04 (409), CMP-01, MOV-01, MOV-02."""
    change = _locked(change_id)
    confirmed = drafts.confirmed(COMPLETENESS, completeness)
    checks.registered(change.project)
    checks.goes_to(change, committee=False)
    judge(change.take_note, by=by).commit(at=at, completeness=confirmed, on=change.starts_on or at.date())
    return change

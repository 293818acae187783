"""What stands on the desk of a third-party entity."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q, QuerySet

from committee.designations import selectors as tpes
from committee.designations.models import Designation, DesignationApplication
from committee.designations.states.applications import OPEN_APPLICATION
from committee.designations.states.designations import DesignationState
from partners.people.models.people import Visitor
from partners.permissions.visitors import organisations_of
from projects.assessments.models.assessments import Finding
from projects.assessments.selectors import assessments
from projects.assessments.states.assessments import AssessmentState, FindingState
from projects.projects.selectors import entities, work
from projects.projects.selectors.work import Paper
from workflow.steps.models import WaitingStep

SOON = timedelta(days=180)
type WithStep = tuple[Finding, WaitingStep | None]


@dataclass(frozen=True)
class Place:
    """A country in which the entity is designated, and what there is to apply for; `advice` is "", "renew", "lost"."""

    designation: Designation
    until: date | None
    advice: str


@dataclass(frozen=True)
class Desk:
    """Everything that an entity works on, the soonest due first."""

    offers: Sequence[Paper]
    running: Sequence[Paper]
    concluded: Sequence[Paper]
    to_judge: Sequence[WithStep]
    with_participants: Sequence[WithStep]
    forward: Sequence[WithStep]
    places: Sequence[Place]
    applications: Sequence[DesignationApplication]


def of_entity(user: Visitor, today: date) -> Desk:
    """The desk of the entities for which a person acts."""
    papers = sorted(work.assessments_of(user), key=_due)
    findings = assessments.findings_with_steps(_findings(user))
    by_state: dict[str, list[WithStep]] = {}
    for finding, step in findings:
        by_state.setdefault(finding.state, []).append((finding, step))
    return Desk(
        offers=[one for one in papers if one.row.state == AssessmentState.ASSIGNED],
        running=[one for one in papers if one.row.state == AssessmentState.IN_PROGRESS],
        concluded=[one for one in papers if one.row.state not in {"assigned", "in_progress"}][:20],
        to_judge=by_state.get(FindingState.ANSWERED, []),
        with_participants=by_state.get(FindingState.RAISED, []),
        forward=by_state.get(FindingState.CARRIED, []),
        places=[_place(one, today) for one in _designations(user)],
        applications=list(_applications(user)),
    )


def _due(paper: Paper) -> tuple[bool, date]:
    due = paper.step.due_on if paper.step else None
    return (due is None, due or date.max)


def _findings(user: Visitor) -> QuerySet[Finding]:
    own = entities.validating(user, "validation") | entities.verifying(user, "verification")
    rows = Finding.objects.filter(Q(carried_to=None) & own | entities.verifying(user, "carried_to"))
    return rows.exclude(state=FindingState.CLOSED)


def _designations(user: Visitor) -> QuerySet[Designation]:
    return tpes.public().filter(organisation__in=organisations_of(user, "tpe"))


def _applications(user: Visitor) -> QuerySet[DesignationApplication]:
    rows = tpes.applications_visible_to(user).filter(organisation__in=organisations_of(user, "tpe"))
    return rows.filter(state__in=OPEN_APPLICATION)


def _place(designation: Designation, today: date) -> Place:
    until = designation.scopes_until
    if designation.state in {DesignationState.WITHDRAWN, DesignationState.EXPIRED}:
        return Place(designation, until, "lost")
    ends_soon = until is not None and until <= today + SOON
    return Place(designation, until, "renew" if ends_soon or designation.state == "provisional" else "")

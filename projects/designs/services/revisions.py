"""Revised PDDs: a new version written for a request after registration, and what follows from its validation."""

from datetime import datetime

from django.db import transaction

from common import events
from common.machines import judge
from partners.people.models.people import User
from partners.people.selectors import people
from projects.changes import checks
from projects.changes.models import PostRegistrationChange
from projects.designs import selectors
from projects.designs.models import EstimatedYear, ProjectDesign
from projects.designs.services.designs import DRAFT_FIELDS
from projects.papers.states import RequestState
from projects.projects.models import Project
from projects.renewals import checks as renewal_checks
from projects.renewals import services as renewals
from projects.renewals.models import CreditingPeriodRenewal
from workflow.papers import checks as drafts


@transaction.atomic
def start_for_change(*, change_id: int, by: User, at: datetime) -> ProjectDesign:
    """Start the revised PDD of an approved change; everything is carried over from the version in force.

    Raises: Refused DRF-03 (403), PRC-06 (409, not approved), PRC-07 (409, another version is in work).
    """
    locked = PostRegistrationChange.objects.select_for_update(of=("self",)).select_related("project__country")
    change = locked.get(pk=change_id)
    drafts.participant(change, by)
    project = Project.objects.select_for_update(of=("self",)).get(pk=change.project_id)
    checks.may_revise(change)
    design = _carried_over(project, ProjectDesign(change=change))
    events.record("projects.projectdesign.start", subject=design, by=by, at=at, after={"state": design.state})
    return design


@transaction.atomic
def start_for_renewal(*, renewal_id: int, by: User, at: datetime) -> ProjectDesign:
    """Start the update of the PDD for the next crediting period; everything is carried over.

    Raises: Refused DRF-03 (403), RNW-08 (409, handed in), RNW-09 (409, validated already), PRC-07 (409).
    """
    locked = CreditingPeriodRenewal.objects.select_for_update(of=("self",)).select_related("project__country")
    renewal = locked.get(pk=renewal_id)
    drafts.participant(renewal, by)
    project = Project.objects.select_for_update(of=("self",)).select_related("rulebook").get(pk=renewal.project_id)
    renewal_checks.may_revise(renewal)
    design = _carried_over(project, ProjectDesign(renewal=renewal))
    events.record("projects.projectdesign.start", subject=design, by=by, at=at, after={"state": design.state})
    return design


def _carried_over(project: Project, design: ProjectDesign) -> ProjectDesign:
    """Save a new version with the words, years and topics of the newest one in force."""
    base = selectors.newest_in_force(project)
    design.project, design.version = project, project.designs.count() + 1
    design.title, design.methodology = project.title, project.methodology
    design.origin = project.origin if project.origin != "imported" else "platform"
    for name in (*DRAFT_FIELDS, "sdip") if base else ():
        setattr(design, name, getattr(base, name))
    design.crediting_period_starts_on = checks.first_day_of(design)
    design.save()
    EstimatedYear.objects.bulk_create(
        EstimatedYear(
            design=design, year=one.year, reference_tco2e=one.reference_tco2e, project_tco2e=one.project_tco2e
        )
        for one in (base.years.all() if base else ())
    )
    return design


@transaction.atomic
def settle(*, design: ProjectDesign, by: User, at: datetime) -> None:
    """What follows once a revised PDD is validated: the change is in force, and so is this version of the PDD."""
    if design.change_id is None:
        return
    change = PostRegistrationChange.objects.select_for_update(of=("self",)).get(pk=design.change_id)
    if change.state != RequestState.AWAITING_VALIDATION or change.starts_on is None:
        return
    judge(change.come_into_force, by=people.system()).commit(at=at, on=change.starts_on)
    design.in_force_from = change.starts_on
    design.save()
    project = Project.objects.select_for_update(of=("self",)).select_related("rulebook").get(pk=design.project_id)
    project.methodology, project.operation_started_on = design.methodology, design.operation_starts_on
    project.save()
    if change.new_crediting_start is not None:
        renewals.move_first(project, starts_on=change.new_crediting_start, by=by, at=at)

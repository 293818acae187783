"""Crediting periods: the first one with the registration, the next ones by renewal."""

from datetime import date, datetime

from django.db import transaction

from common import events
from partners.people.models.people import User
from projects.designs.models import ProjectDesign
from projects.designs.states import DesignState
from projects.projects.models import Project
from projects.renewals import checks
from projects.renewals import selectors as crediting
from projects.renewals.models import CreditingPeriod, CreditingPeriodRenewal
from projects.renewals.selectors import Span
from workflow.papers import checks as drafts


def open_first(project: Project, *, starts_on: date, by: User, at: datetime) -> None:
    """A step of the registration: the first crediting period, as long as the rulebook says."""
    span = crediting.first_span(project, starts_on)
    period = CreditingPeriod.objects.create(project=project, number=1, starts_on=span.starts_on, ends_on=span.ends_on)
    events.record(
        "projects.creditingperiod.open", subject=period, by=by, at=at, after={"ends_on": period.ends_on.isoformat()}
    )


def move_first(project: Project, *, starts_on: date, by: User, at: datetime) -> None:
    """A step of a change: the first crediting period starts on another day; a following one keeps its days."""
    periods = crediting.periods_of(project)
    if not periods:
        return
    first, before = periods[0], periods[0].starts_on
    first.starts_on = starts_on
    if len(periods) == 1:
        first.ends_on = crediting.first_span(project, starts_on).ends_on
    first.save()
    events.record(
        "projects.creditingperiod.move",
        subject=first,
        by=by,
        at=at,
        before={"starts_on": before.isoformat()},
        after={"starts_on": starts_on.isoformat()},
    )


@transaction.atomic
def start(*, project_id: int, by: User, at: datetime) -> CreditingPeriodRenewal:
    """Open a request for the next crediting period.

    Raises: Refused DRF-03 (403), PRC-01 (409), RNW-05 (409, fixed by the rules), RNW-06 (409, most years reached),
    RNW-07 (409, requested already).
    """
    locked = Project.objects.select_for_update(of=("self",)).select_related("country", "rulebook")
    project = locked.get(pk=project_id)
    drafts.participant(project, by)
    checks.may_start(project)
    renewal = CreditingPeriodRenewal.objects.create(project=project, number=project.renewals.count() + 1)
    events.record(
        "projects.creditingperiodrenewal.start", subject=renewal, by=by, at=at, after={"state": renewal.state}
    )
    return renewal


@transaction.atomic
def open_next(renewal: CreditingPeriodRenewal, *, span: Span, number: int, by: User, at: datetime) -> CreditingPeriod:
    """A step of a renewal: the next crediting period, and with its first day the PDD that was updated for it."""
    period = CreditingPeriod.objects.create(
        project=renewal.project, number=number, starts_on=span.starts_on, ends_on=span.ends_on, renewal=renewal
    )
    ProjectDesign.objects.filter(renewal=renewal, state=DesignState.VALIDATED).update(in_force_from=span.starts_on)
    events.record(
        "projects.creditingperiod.open", subject=period, by=by, at=at, after={"ends_on": period.ends_on.isoformat()}
    )
    return period

"""Requests after registration as the public and as their parties see them, and what a project's page tells of them."""

from django.db.models import Q, QuerySet

from partners.people.models.people import Visitor
from projects.changes.models import PostRegistrationChange
from projects.endings.models import Deregistration, ProjectWithdrawal
from projects.monitoring.models import MonitoringReport
from projects.papers.models.requests import AfterRegistration
from projects.papers.selectors.readers import NOTHING, narrowed, readers
from projects.papers.states import OPEN, RequestState
from projects.projects.models import Project
from projects.renewals.models import CreditingPeriodRenewal

PUBLIC = Q(state__in=[RequestState.AWAITING_VALIDATION, RequestState.IN_FORCE])
_BEFORE_COMMITTEE = Q(state=RequestState.WITH_COMMITTEE) | Q(decision_item__isnull=False)


def _rows[Row: AfterRegistration](model: type[Row]) -> QuerySet[Row]:
    rows = model._default_manager.select_related("project__country", "project__rulebook", "decision_item__decision")
    return rows.prefetch_related("project__participants")


def _visible[Row: AfterRegistration](model: type[Row], user: Visitor) -> QuerySet[Row]:
    may = readers(
        user, project="project", public=PUBLIC, drafts=Q(state=RequestState.DRAFT), circulated=_BEFORE_COMMITTEE
    )
    return narrowed(_rows(model), may)


def changes_visible_to(user: Visitor) -> QuerySet[PostRegistrationChange]:
    """Changes that this person may open; those approved are public."""
    return _visible(PostRegistrationChange, user)


def renewals_visible_to(user: Visitor) -> QuerySet[CreditingPeriodRenewal]:
    """Renewals that this person may open; those approved are public."""
    return _visible(CreditingPeriodRenewal, user)


def withdrawals_visible_to(user: Visitor) -> QuerySet[ProjectWithdrawal]:
    """Withdrawals of projects that this person may open; those approved are public."""
    return _visible(ProjectWithdrawal, user)


def deregistrations_visible_to(user: Visitor) -> QuerySet[Deregistration]:
    """De-registrations that this person may open; decided ones are public."""
    rows = Deregistration.objects.select_related("project__country", "project__rulebook", "decision_item__decision")
    may = readers(user, project="project", public=Q(state="decided"), circulated=~NOTHING)
    return narrowed(rows.prefetch_related("project__participants"), may)


def changes_of(project: Project) -> QuerySet[PostRegistrationChange]:
    """The changes of a project that were approved, in order."""
    return project.changes.filter(PUBLIC)


def is_open(request: AfterRegistration) -> bool:
    """True while somebody still has to do something about it."""
    return request.state in OPEN


def deviations_in(report: MonitoringReport) -> QuerySet[PostRegistrationChange]:
    """The approved deviations that touch the days of a report."""
    approved = report.project.changes.filter(kind="deviation", state=RequestState.IN_FORCE)
    return approved.filter(starts_on__lte=report.period_ends_on, ends_on__gte=report.period_starts_on)


def changes_in(report: MonitoringReport) -> QuerySet[PostRegistrationChange]:
    """The permanent changes that came into force within the days of a report."""
    permanent = report.project.changes.exclude(kind="deviation").filter(state=RequestState.IN_FORCE)
    return permanent.filter(in_force_from__lte=report.period_ends_on, in_force_from__gte=report.period_starts_on)


def reports_touched(change: PostRegistrationChange) -> QuerySet[MonitoringReport]:
    """The monitoring reports whose days a deviation touches."""
    if change.starts_on is None or change.ends_on is None:
        return MonitoringReport.objects.none()
    alive = change.project.monitoring_reports.exclude(state__in=["withdrawn", "not_verified"])
    return alive.filter(period_starts_on__lte=change.ends_on, period_ends_on__gte=change.starts_on)

"""Changes after registration: what a project's page and the entities' reports tell of them."""

from django.db.models import QuerySet

from projects.changes.models import PostRegistrationChange
from projects.monitoring.models import MonitoringReport
from projects.papers.models.requests import AfterRegistration
from projects.papers.selectors import requests
from projects.papers.states import OPEN, RequestState
from projects.projects.models import Project


def changes_of(project: Project) -> QuerySet[PostRegistrationChange]:
    """The changes of a project that were approved, in order."""
    return project.changes.filter(requests.PUBLIC)


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

"""Monitoring reports as the public and as their parties see them."""

from django.db.models import Q, QuerySet

from partners.people.models.people import Visitor
from projects.monitoring.models import MonitoringReport
from projects.monitoring.states import MonitoringState
from projects.papers.selectors.readers import NOTHING, narrowed, readers
from projects.projects.selectors import entities


def _rows() -> QuerySet[MonitoringReport]:
    return MonitoringReport.objects.select_related("project__country", "project__rulebook").prefetch_related(
        "years", "verifications__tpe", "verifications__amounts", "project__participants"
    )


def public() -> QuerySet[MonitoringReport]:
    """Verified reports."""
    return _rows().filter(state=MonitoringState.VERIFIED)


def visible_to(user: Visitor) -> QuerySet[MonitoringReport]:
    """What this person may open; where the partner country's authority reviews the SDIR, governments and members read
    the report with it."""
    return _readable(user, Q(state=MonitoringState.VERIFIED))


def worked_on_by(user: Visitor) -> QuerySet[MonitoringReport]:
    """What this person opens as a party or an officer, not as one of the public."""
    return _readable(user, NOTHING)


def _readable(user: Visitor, public: Q) -> QuerySet[MonitoringReport]:
    may = readers(
        user,
        project="project",
        public=public,
        entities=entities.verifying(user, "verifications"),
        drafts=Q(state=MonitoringState.DRAFT),
        circulated=Q(sustainability_reviews__isnull=False),
    )
    return narrowed(_rows(), may)

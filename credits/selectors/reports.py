"""Reports that were asked for: officers see their own, auditors all."""

from django.db.models import QuerySet

from credits.models import ReportRun
from partners import permissions
from partners.people.models.people import Visitor


def visible_to(user: Visitor) -> QuerySet[ReportRun]:
    """One's own reports, the newest first; auditors see everybody's."""
    every = ReportRun.objects.select_related("asked_by", "file").defer("sheets")
    if permissions.holds(user, "auditor"):
        return every
    return every.filter(asked_by=user.pk) if user.is_authenticated else every.none()

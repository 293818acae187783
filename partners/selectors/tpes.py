"""Third-party entities as the public sees them."""

from datetime import date

from django.db.models import QuerySet

from partners.models import Designation, DesignationStatus, SectoralScope


def public() -> QuerySet[Designation]:
    """Designations that were made at some time; applications are not public."""
    made = Designation.objects.exclude(status=DesignationStatus.APPLIED).select_related("organisation", "country")
    return made.prefetch_related("validation_scopes", "verification_scopes")


def scopes() -> QuerySet[SectoralScope]:
    """The sectoral scopes."""
    return SectoralScope.objects.all()


def is_lapsed(designation: Designation, today: date) -> bool:
    """True when the published last day of its scopes has passed."""
    return designation.scopes_until is not None and designation.scopes_until < today

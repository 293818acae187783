"""Financing programmes as the public sees them."""

from django.db.models import QuerySet

from partners.programmes.models import FinancingProgramme


def public() -> QuerySet[FinancingProgramme]:
    """Every programme, by its code."""
    return FinancingProgramme.objects.all()

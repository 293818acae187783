"""Partner countries."""

from django.db.models import QuerySet

from partners.countries.models import PartnerCountry


def public() -> QuerySet[PartnerCountry]:
    """Every partner country, in order of signature."""
    return PartnerCountry.objects.all()

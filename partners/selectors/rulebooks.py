"""Which rulebook is in force."""

from datetime import date

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from jcm_platform.common.refusals import Refused
from partners.models import PartnerCountry, Rulebook


def in_force(country_id: int, on: date, track: str = "JCM") -> Rulebook:
    """The rulebook of a country and track on a day.

    Raises: Refused RUL-01 when none is in force.
    """
    found = Rulebook.objects.filter(country_id=country_id, track__iexact=track, in_force__contains=on)
    rulebook = found.select_related("country").first()
    if rulebook is None:
        raise Refused("RUL-01", _("No rulebook is in force for this country on that day. Ask JCMA."), status=409)
    return rulebook


def tracks_of(country: PartnerCountry, on: date) -> QuerySet[Rulebook]:
    """All rulebooks of a country in force on a day, one a track."""
    return Rulebook.objects.filter(country=country, in_force__contains=on)

"""Partner countries and the rulebooks under which their projects are judged."""

from typing import override
from zoneinfo import ZoneInfo, available_timezones

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from common.models import Sourced
from common.words import Names


class Precision(models.TextChoices):
    """How much of a day is published."""

    DAY = "day", _("Day")
    MONTH = "month", _("Month")
    YEAR = "year", _("Year")


def _validate_time_zone(value: str) -> None:
    if value not in available_timezones():
        raise ValidationError(_("There is no time zone of that name. Write it as Asia/Bangkok."))


class PartnerCountry(Sourced):
    """A country that has signed a memorandum of cooperation with Japan on the JCM."""

    iso2 = models.CharField(max_length=2, unique=True)
    iso3 = models.CharField(max_length=3, unique=True)
    name = models.CharField(max_length=80)
    name_ja = models.CharField(max_length=80)
    order = models.PositiveSmallIntegerField(unique=True)
    signed_on = models.DateField(null=True)
    signed_precision = models.CharField(max_length=8, default=Precision.DAY, choices=Precision)
    signed_place = models.CharField(max_length=80, blank=True)
    region = models.CharField(max_length=40)
    time_zone = models.CharField(max_length=40, default="UTC", validators=[_validate_time_zone])

    class Meta:
        ordering = ["order"]
        verbose_name = _("partner country")
        verbose_name_plural = _("partner countries")
        constraints = [
            models.CheckConstraint(condition=Q(iso2__regex=r"^[A-Z]{2}$"), name="country_has_iso2"),
            models.CheckConstraint(condition=Q(iso3__regex=r"^[A-Z]{3}$"), name="country_has_iso3"),
            models.CheckConstraint(condition=Q(signed_precision__in=Precision.values), name="country_precision_known"),
        ]

    @override
    def __str__(self) -> str:
        return self.name_ja if get_language() == "ja" else self.name

    @property
    def names(self) -> Names:
        """Its name in each language, to be kept in a sentence."""
        return Names({"en": self.name, "ja": self.name_ja})

    @property
    def zone(self) -> ZoneInfo:
        """The country's own clock."""
        return ZoneInfo(self.time_zone)

    def get_absolute_url(self) -> str:
        return reverse("portal:country-page", args=[self.iso2.lower()])

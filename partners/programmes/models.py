"""Financing programmes of the Japanese government."""

from typing import override

from django.db import models
from django.utils.translation import gettext_lazy as _

from common.models import Sourced
from partners.countries.models import PartnerCountry


class FinancingProgramme(Sourced):
    """One support programme (source document, financial programmes)."""

    code = models.CharField(max_length=12, unique=True)
    ministry = models.CharField(max_length=120)
    name = models.CharField(max_length=200)
    support = models.CharField(max_length=80)
    implementer = models.CharField(max_length=200, blank=True)
    most_share_of_cost = models.CharField(max_length=80, blank=True)
    credit_condition = models.CharField(max_length=300, blank=True)
    facts = models.TextField(blank=True)

    class Meta:
        ordering = ["code"]
        verbose_name = _("financing programme")

    @override
    def __str__(self) -> str:
        return self.name


class ProgrammeSelection(Sourced):
    """A project picked for finance by a programme; not necessarily registered (published list)."""

    import_key = models.CharField(max_length=400, unique=True, editable=False)
    country = models.ForeignKey(PartnerCountry, on_delete=models.PROTECT, related_name="selections")
    title = models.CharField(max_length=300)
    representative = models.CharField(max_length=300, blank=True)
    expected_annual_tco2e = models.PositiveBigIntegerField(null=True)
    selected_as_published = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["country__order", "title"]
        verbose_name = _("selection for finance")

    @override
    def __str__(self) -> str:
        return str(self.title)

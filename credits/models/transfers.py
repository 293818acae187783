"""Article 6 transfers as published before this platform."""

from typing import override

from django.db import models
from django.utils.translation import gettext_lazy as _

from common.models import Sourced
from partners.countries.models import PartnerCountry
from projects.projects.models import Project


class PublishedTransfer(Sourced):
    """One published international transfer of mitigation outcomes to Japan; the units stand with the issuance."""

    import_key = models.CharField(max_length=60, unique=True, editable=False)
    host = models.ForeignKey(PartnerCountry, on_delete=models.PROTECT, related_name="published_transfers")
    projects = models.ManyToManyField(Project, blank=True, related_name="published_transfers")
    acquirer = models.CharField(max_length=200)
    quantity_tco2e = models.PositiveBigIntegerField()
    vintage = models.PositiveSmallIntegerField(null=True)
    decided_on = models.DateField(null=True)
    transferred_on = models.DateField(null=True)
    serial = models.CharField(max_length=60, blank=True)

    class Meta:
        ordering = ["-transferred_on", "import_key"]
        verbose_name = _("published transfer")

    @override
    def __str__(self) -> str:
        return f"{self.quantity_tco2e} t {self.host.iso2} → JP"

"""Third-party entities: designations, scope by scope, in one country."""

from typing import override

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from jcm_platform.common.models import Sourced
from partners.models.countries import PartnerCountry
from partners.models.organisations import Organisation


class DesignationStatus(models.TextChoices):
    APPLIED = "applied", _("Applied")
    PROVISIONAL = "provisional", _("Provisionally designated")
    DESIGNATED = "designated", _("Designated")
    SUSPENDED = "suspended", _("Suspended")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class SectoralScope(models.Model):
    """A sectoral scope of the JCM (domain notes 4.4)."""

    number = models.PositiveSmallIntegerField(primary_key=True)
    name = models.CharField(max_length=120)
    name_ja = models.CharField(max_length=120, blank=True)

    class Meta:
        ordering = ["number"]

    @override
    def __str__(self) -> str:
        return f"{self.number} {self.name}"


class Designation(Sourced):
    """A third-party entity designated in one country; its reference is `TPE-CC-nnn`."""

    reference = models.CharField(max_length=20, blank=True)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="designations")
    country = models.ForeignKey(PartnerCountry, on_delete=models.PROTECT, related_name="designations")
    status = models.CharField(max_length=12, choices=DesignationStatus)
    designated_on = models.DateField(null=True)
    scopes_until = models.DateField(null=True)
    validation_scopes = models.ManyToManyField(SectoralScope, blank=True, related_name="+")
    verification_scopes = models.ManyToManyField(SectoralScope, blank=True, related_name="+")
    import_key = models.CharField(max_length=300, blank=True, db_index=True, editable=False)

    class Meta:
        ordering = ["country__order", "reference"]
        constraints = [
            models.CheckConstraint(condition=Q(status__in=DesignationStatus.values), name="designation_status_known"),
            models.UniqueConstraint(
                fields=["reference"], condition=~Q(reference=""), name="designation_reference_once"
            ),
        ]

    @override
    def __str__(self) -> str:
        return f"{self.reference} {self.organisation}".strip()

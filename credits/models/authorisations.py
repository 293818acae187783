"""Authorisations of units by the Parties: which ranges of a lot may be used for what."""

from typing import override

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, BigIntegerRangeField, RangeOperators
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from common.models import Sourced
from common.text import constraint, one_line
from partners.countries.models import PartnerCountry
from partners.organisations.models import Side
from registry.models import Lot


class Use(models.TextChoices):
    """What units are authorised for (2/CMA.3; the agreed electronic format's words)."""

    NDC = "ndc", _("Towards a nationally determined contribution")
    IMP = "imp", _("International mitigation purposes other than an NDC")
    OP = "op", _("Other purposes")


class FirstTransfer(models.TextChoices):
    """What the first transferring Party takes as first transfer of units for other purposes."""

    NOT_APPLICABLE = "na", _("Not applicable")
    AUTHORISATION = "authorisation", _("Authorisation")
    ISSUANCE = "issuance", _("Issuance")
    USE = "use", _("Use or cancellation")


class Authorisation(Sourced):
    """One Party's authorisation, in its present or an earlier version. A change is a new version, never an edit."""

    reference = models.CharField(max_length=40, validators=[one_line])
    version = models.PositiveSmallIntegerField(default=1)
    country = models.ForeignKey(PartnerCountry, on_delete=models.PROTECT, related_name="authorisations")
    side = models.CharField(max_length=8, choices=Side)
    uses = ArrayField(models.CharField(max_length=4, choices=Use))
    first_transfer = models.CharField(max_length=14, choices=FirstTransfer, default=FirstTransfer.NOT_APPLICABLE)
    authorised_on = models.DateField()
    terms = models.TextField(blank=True)
    is_current = models.BooleanField(default=True, editable=False)

    class Meta:
        ordering = ["-authorised_on", "-id"]
        verbose_name = _("authorisation")
        constraints = [
            constraint("reference", name="authorisation_reference_fit", empty=True),
            models.CheckConstraint(condition=Q(side__in=Side.values), name="authorisation_side_known"),
            models.CheckConstraint(condition=Q(uses__len__gt=0), name="authorisation_has_use"),
            models.CheckConstraint(condition=Q(uses__contained_by=list(Use.values)), name="authorisation_uses_known"),
            models.UniqueConstraint(fields=["reference", "version"], name="authorisation_version_once"),
            models.UniqueConstraint(
                fields=["reference"], condition=Q(is_current=True), name="authorisation_one_current"
            ),
        ]

    @override
    def __str__(self) -> str:
        return f"{self.reference} v{self.version}"

    @property
    def use_labels(self) -> list[str]:
        """The uses in words."""
        return [str(Use(use).label) for use in self.uses]


class AuthorisedRange(models.Model):
    """Units of a lot under an authorisation. A Party authorises a unit once; no split of a holding loses it."""

    authorisation = models.ForeignKey(Authorisation, on_delete=models.PROTECT, related_name="ranges")
    side = models.CharField(max_length=8, choices=Side)
    lot = models.ForeignKey(Lot, on_delete=models.PROTECT, related_name="authorised")
    units = BigIntegerRangeField()
    is_current = models.BooleanField(default=True, editable=False)

    class Meta:
        ordering = ["lot", "units"]
        constraints = [
            models.CheckConstraint(condition=Q(units__isempty=False), name="authorised_range_has_units"),
            ExclusionConstraint(
                name="unit_authorised_once_a_party",
                expressions=[
                    ("side", RangeOperators.EQUAL),
                    ("lot", RangeOperators.EQUAL),
                    ("units", RangeOperators.OVERLAPS),
                ],
                condition=Q(is_current=True),
            ),
        ]

    @override
    def __str__(self) -> str:
        return str(self.lot.serial(self.units.lower, self.units.upper - 1))

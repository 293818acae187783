"""Methodologies as approved or proposed; their calculation is a later floor."""

import re
from typing import override

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from common.models import Sourced
from common.numbers import RUNNING
from common.text import constraint, one_line
from partners.countries.models import PartnerCountry
from partners.scopes.models import SectoralScope


class MethodologyStatus(models.TextChoices):
    PROPOSED = "proposed", _("Proposed")
    PROPOSED_REVISION = "proposed_revision", _("Proposed revision")
    APPROVED = "approved", _("Approved")
    REPLACED = "replaced", _("Replaced by a newer version")
    NOT_APPROVED = "not_approved", _("Not approved")
    WITHDRAWN = "withdrawn", _("Withdrawn by its proponent")


class Methodology(Sourced):
    """One version of a methodology of one country: `CC_AMnnn` once approved, `CC_PMnnn` as proposed.

    It is valid from `approved_on` to `valid_until`; a version that was replaced stays readable for those who use it.
    """

    reference = models.CharField(max_length=20, blank=True)
    proposed_reference = models.CharField(max_length=80, blank=True)
    version = models.CharField(max_length=60, blank=True)
    title = models.CharField(max_length=300, validators=[one_line])
    title_status = models.CharField(max_length=80, blank=True)
    country = models.ForeignKey(PartnerCountry, on_delete=models.PROTECT, related_name="methodologies")
    scopes = models.ManyToManyField(SectoralScope, blank=True, related_name="methodologies")
    proponent = models.CharField(max_length=300, blank=True)
    approved_on = models.DateField(null=True)
    valid_until = models.DateField(null=True, editable=False)
    approved_as_published = models.CharField(max_length=80, blank=True)
    status = models.CharField(max_length=20, choices=MethodologyStatus)
    status_as_published = models.CharField(max_length=200, blank=True)
    formula_family = models.CharField(max_length=40, blank=True)
    import_key = models.CharField(max_length=300, null=True, unique=True, editable=False)

    class Meta:
        ordering = ["country__order", "reference", "proposed_reference", "id"]
        verbose_name_plural = _("methodologies")
        constraints = [
            constraint("title", name="methodology_title_fit"),
            models.CheckConstraint(condition=Q(status__in=MethodologyStatus.values), name="methodology_status_known"),
            models.CheckConstraint(
                condition=Q(reference="") | Q(reference__regex=rf"^[A-Z]{{2}}_AM(-EX)?{RUNNING}$"),
                name="methodology_number_form",
            ),
            models.UniqueConstraint(
                fields=["reference", "version"], condition=~Q(reference=""), name="methodology_version_once"
            ),
            models.CheckConstraint(
                condition=~Q(status="approved")
                | Q(origin="imported")
                | (~Q(reference="") & Q(approved_on__isnull=False)),
                name="approved_methodology_has_reference_and_day",
            ),
            models.CheckConstraint(
                condition=Q(valid_until=None) | Q(status="replaced"), name="methodology_ends_when_replaced"
            ),
            models.CheckConstraint(
                condition=Q(approved_on=None) | Q(valid_until=None) | Q(valid_until__gte=F("approved_on")),
                name="methodology_ends_after_it_begins",
            ),
        ]
        indexes = [models.Index(fields=["country", "status"], name="methodologies_of_country")]

    @override
    def __str__(self) -> str:
        return f"{self.reference or self.proposed_reference} {self.title}".strip()

    @property
    def version_code(self) -> str:
        """The version as references print it, `ver01.0`; as published where it is no plain number."""
        numbers = re.fullmatch(r"(\d+)\.(\d+)", self.version)
        return f"ver{int(numbers[1]):02d}.{numbers[2]}" if numbers else self.version

    @property
    def plain_version(self) -> str:
        """The version as definitions write it, `1.0`: without words beside it; 1.0 where none is published."""
        found = re.match(r"0*(\d+\.\d+)", self.version)
        return found[1] if found else "1.0"

    @property
    def slug(self) -> str:
        """What stands in its address; an approved reference leads to its newest version."""
        return self.reference or f"m-{self.pk}"

    @property
    def version_slug(self) -> str:
        """What leads to this very version, whichever is in force."""
        return f"m-{self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("portal:methodology-page", args=[self.slug])

    @property
    def version_url(self) -> str:
        """The page of this very version, whichever is in force."""
        return reverse("portal:methodology-page", args=[self.version_slug])

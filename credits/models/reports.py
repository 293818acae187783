"""Reports that officers ask for: made piece by piece in the background, kept with their hash."""

from typing import override

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from common.models import StoredFile
from common.text import one_line
from partners.people.models.people import User


class ReportKind(models.TextChoices):
    REGISTRY_YEAR = "registry_year", _("Annual report of the registry")
    COUNTRY = "country", _("Report of a country")
    PROJECT = "project", _("Report of a project")
    SUMMARY = "summary", _("Structured summary for the biennial transparency report")
    INITIAL = "initial", _("Inputs for the initial report, paragraph 18")
    CAD_TRUST = "cad_trust", _("Units in the shape of CAD Trust")


class ReportRun(models.Model):
    """One report as it was asked for. Its sheets are made one after the other; then the workbook is written and stays.

    `about` is the year, country, project or Party, as the kind asks for it.
    """

    keeps_history = False  # it is made from what keeps its own history, and says itself who asked for it, and when

    kind = models.CharField(max_length=16, choices=ReportKind)
    about = models.CharField(max_length=20, blank=True, validators=[one_line])
    asked_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    pieces = models.PositiveSmallIntegerField()
    made = models.PositiveSmallIntegerField(default=0)
    sheets = models.JSONField(default=list)
    done_at = models.DateTimeField(null=True)
    file = models.OneToOneField(StoredFile, null=True, on_delete=models.PROTECT, related_name="report")

    class Meta:
        ordering = ["-id"]
        verbose_name = _("report")
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=ReportKind.values), name="report_kind_known"),
            models.CheckConstraint(condition=Q(made__lte=F("pieces")), name="report_made_within_pieces"),
            models.CheckConstraint(
                condition=Q(done_at=None, file=None) | Q(done_at__isnull=False, file__isnull=False, made=F("pieces")),
                name="report_done_has_file",
            ),
        ]

    @override
    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.about}".strip()

    def get_absolute_url(self) -> str:
        return reverse("credits:report-page", args=[self.pk])

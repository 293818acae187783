"""Monitoring reports with their period, amounts and sustainable development report."""

from decimal import Decimal
from typing import override

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q, Value
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from common.models import Sourced
from common.words import Words
from projects.assessments.states.assessments import OF_ENTITY
from projects.monitoring.states import EDITABLE, MonitoringMachine, MonitoringState, OperatingStatus
from projects.papers.models.papers import ProjectPaper
from projects.projects.models import Project


class MonitoringReport(MonitoringMachine, ProjectPaper, Sourced):
    """The report on one monitoring period; both days belong to it. Periods of a project do not overlap.

    `sdir` holds, by `SustainabilityTopic`: `achieved` (text). `structure` (MSS) is a list of `who`, `role`, `task`;
    `parameters` (MRS) a list of `name`, `unit`, `value` (a decimal as text), `option` (A, B or C), `source`, `method`.
    """

    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="monitoring_reports")
    number = models.PositiveSmallIntegerField()
    period_starts_on = models.DateField(_("first day of the monitoring period"))
    period_ends_on = models.DateField(_("last day of the monitoring period"))
    implementation = models.TextField(_("implementation in the period"), blank=True)
    monitoring_method = models.TextField(_("how the parameters were monitored"), blank=True)
    operating_status = models.CharField(_("operation in the period"), max_length=8, choices=OperatingStatus, blank=True)
    events = models.TextField(_("events that affected emission reductions"), blank=True)
    changes_since = models.TextField(_("changes since the last period or registration"), blank=True)
    deviations_applied = models.TextField(_("how approved deviations were applied"), blank=True)
    structure = models.JSONField(_("monitoring structure"), default=list, blank=True)
    parameters = models.JSONField(_("measured parameters"), default=list, blank=True)
    sdir = models.JSONField(_("sustainable development implementation report"), default=dict, blank=True)
    import_key = models.CharField(max_length=300, null=True, unique=True, editable=False)

    class Meta:
        ordering = ["project", "number"]
        verbose_name = _("monitoring report")
        constraints = [
            models.CheckConstraint(condition=Q(state__in=MonitoringState.values), name="monitoring_state_known"),
            models.UniqueConstraint(fields=["project", "number"], name="monitoring_number_once"),
            models.CheckConstraint(
                condition=Q(period_ends_on__gte=F("period_starts_on")), name="monitoring_period_ends_after_start"
            ),
            ExclusionConstraint(
                name="monitoring_periods_do_not_overlap",
                expressions=[
                    ("project", RangeOperators.EQUAL),
                    (
                        Func(
                            F("period_starts_on"),
                            F("period_ends_on"),
                            Value("[]"),
                            function="daterange",
                            output_field=DateRangeField(),
                        ),
                        RangeOperators.OVERLAPS,
                    ),
                ],
                condition=~Q(state__in=["not_verified", "withdrawn"]),
            ),
            models.CheckConstraint(
                condition=Q(operating_status="") | Q(operating_status__in=OperatingStatus.values),
                name="monitoring_operation_known",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["draft", "withdrawn"]) | Q(origin="imported") | Q(submitted_at__isnull=False),
                name="monitoring_submitted_has_time",
            ),
            models.CheckConstraint(
                condition=~Q(state="verified") | Q(origin="imported") | Q(verified_on__isnull=False),
                name="monitoring_verified_has_day",
            ),
        ]

    @override
    def __str__(self) -> str:
        return f"{self.reference} {self.title}".strip()

    @property
    def title(self) -> Words:
        return Words.of(_("Monitoring report %(number)s: %(project)s"), number=self.number, project=self.project.title)

    @property
    def is_implementation_report(self) -> bool:
        """True where the rules call it a project implementation report, with more to say than the amounts."""
        return self.rulebook is not None and bool(self.rulebook.rule("article6.aligned"))

    @property
    def reference(self) -> str:
        return self.project.reference or ""

    def get_absolute_url(self) -> str:
        return reverse("projects:monitoring-page", args=[self.project.slug, self.number])

    @property
    def is_editable(self) -> bool:
        return self.state in EDITABLE

    @override
    def tpe_ids(self) -> set[int]:
        return set(self.verifications.filter(state__in=OF_ENTITY).values_list("tpe_id", flat=True))


class ReportedYear(models.Model):
    """Measured emissions of the part of the period in one calendar year."""

    report = models.ForeignKey(MonitoringReport, on_delete=models.CASCADE, related_name="years")
    year = models.PositiveSmallIntegerField()
    reference_tco2e = models.DecimalField(max_digits=16, decimal_places=3)
    project_tco2e = models.DecimalField(max_digits=16, decimal_places=3)

    class Meta:
        ordering = ["report", "year"]
        constraints = [
            models.UniqueConstraint(fields=["report", "year"], name="reported_year_once"),
            models.CheckConstraint(
                condition=Q(reference_tco2e__gte=0, project_tco2e__gte=0), name="reported_emissions_not_negative"
            ),
        ]

    @override
    def __str__(self) -> str:
        return str(self.year)

    @property
    def reductions_tco2e(self) -> Decimal:
        return self.reference_tco2e - self.project_tco2e

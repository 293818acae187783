"""The monitoring plan of a PDD, meters, readings with their corrections, and what was calculated from them."""

from typing import override

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from common.text import constraint, one_line
from projects.assessments.models.assessments import Verification
from projects.definitions.models import MethodologyDefinition
from projects.designs.models import ProjectDesign
from projects.monitoring.models import MonitoringReport
from projects.monitoring.states import MonitoringOption
from projects.projects.models import Project

DIGITS, PLACES = 40, 15  # of an amount as it is given


class MonitoringPlan(models.Model):
    """What a PDD gives to one of its methodologies: every value fixed ex ante, and estimates of a full year.

    `document` is a document of inputs as the calculator takes it; estimates of the years follow from it.
    """

    design = models.ForeignKey(ProjectDesign, on_delete=models.PROTECT, related_name="plans")
    definition = models.ForeignKey(MethodologyDefinition, on_delete=models.PROTECT, related_name="plans")
    document = models.JSONField()
    written_at = models.DateTimeField()

    class Meta:
        ordering = ["design", "definition"]
        verbose_name = _("monitoring plan")
        constraints = [
            models.UniqueConstraint(fields=["design", "definition"], name="plan_once_a_definition"),
        ]

    @override
    def __str__(self) -> str:
        return f"{self.design}, {self.definition.code}"

    def get_absolute_url(self) -> str:
        return reverse("projects:plan-page", args=[self.design.project.slug, self.design.version])

    @property
    def about(self) -> ProjectDesign:
        """What a deed on it is about."""
        return self.design


class Meter(models.Model):
    """A meter whose system sends readings by itself, with a token of its own; only the token's SHA-256 is kept."""

    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="meters")
    methodology = models.CharField(max_length=20)
    symbol = models.CharField(max_length=40)
    item = models.CharField(max_length=100, blank=True)
    name = models.CharField(_("name or number of the meter"), max_length=100, validators=[one_line])
    unit = models.CharField(_("unit of its readings"), max_length=40)
    calibrated_until = models.DateField(_("calibration counts until"), null=True, blank=True)
    token_sha256 = models.CharField(max_length=64, unique=True, editable=False)
    opened_at = models.DateTimeField(editable=False)
    closed_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        ordering = ["project", "symbol", "item", "id"]
        verbose_name = _("meter")
        constraints = [
            constraint("name", name="meter_name_fit"),
            models.UniqueConstraint(
                fields=["project", "name"], condition=Q(closed_at=None), name="meter_name_once_a_project"
            ),
        ]

    @override
    def __str__(self) -> str:
        return self.name

    @property
    def about(self) -> Project:
        """What a deed on it is about."""
        return self.project


class Batch(models.Model):
    """Readings that came into a report at once: of a file, or one by hand. Taken out, none of them counts."""

    report = models.ForeignKey(MonitoringReport, on_delete=models.PROTECT, related_name="batches")
    plan = models.ForeignKey(MonitoringPlan, on_delete=models.PROTECT, related_name="batches")
    name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64, blank=True)
    rows = models.PositiveIntegerField()
    taken_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    taken_at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["report", "id"]
        verbose_name = _("set of readings")

    @override
    def __str__(self) -> str:
        return self.name

    @property
    def about(self) -> MonitoringReport:
        """What a deed on it is about."""
        return self.report


class Reading(models.Model):
    """What a meter or an invoice says: an amount between two instants, the second one not included.

    It came with a batch into a report, or from a meter's own system; it never changes. `value` stands as it was given,
    in `unit`; `place` is the cell of its file. `counter` is where the meter stood at the end, where that was given.
    """

    keeps_history = False  # rows are added and never change; what becomes of them stands in batches and corrections

    batch = models.ForeignKey(Batch, null=True, on_delete=models.PROTECT, related_name="readings")
    meter = models.ForeignKey(Meter, null=True, on_delete=models.PROTECT, related_name="readings")
    symbol = models.CharField(max_length=40)
    item = models.CharField(max_length=100, blank=True)
    first_at = models.DateTimeField()
    last_at = models.DateTimeField()
    value = models.DecimalField(max_digits=DIGITS, decimal_places=PLACES)
    unit = models.CharField(max_length=40)
    counter = models.DecimalField(max_digits=DIGITS, decimal_places=PLACES, null=True)
    option = models.CharField(max_length=1, choices=MonitoringOption, blank=True)
    place = models.CharField(max_length=60, blank=True)
    came_at = models.DateTimeField()

    class Meta:
        ordering = ["symbol", "item", "first_at", "id"]
        verbose_name = _("reading")
        constraints = [
            models.CheckConstraint(condition=Q(last_at__gt=F("first_at")), name="reading_ends_after_it_begins"),
            models.CheckConstraint(
                condition=Q(batch=None, meter__isnull=False) | Q(batch__isnull=False, meter=None),
                name="reading_has_one_origin",
            ),
            models.UniqueConstraint(
                fields=["meter", "first_at", "last_at"],
                condition=Q(batch=None),
                name="reading_once_a_meter_and_interval",
            ),
        ]
        indexes = [models.Index(fields=["meter", "first_at"], name="readings_of_a_meter")]

    @override
    def __str__(self) -> str:
        return f"{self.symbol} {self.value} {self.unit}"


class ReadingCorrection(models.Model):
    """An entity's adjustment of a reading, with its reason; the reading itself stays beside it. The newest counts."""

    reading = models.ForeignKey(Reading, on_delete=models.PROTECT, related_name="corrections")
    verification = models.ForeignKey(Verification, on_delete=models.PROTECT, related_name="reading_corrections")
    value = models.DecimalField(max_digits=DIGITS, decimal_places=PLACES)
    reason = models.TextField(max_length=2000)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["reading", "id"]
        verbose_name = _("correction of a reading")
        constraints = [models.CheckConstraint(condition=~Q(reason=""), name="reading_correction_has_reason")]

    @override
    def __str__(self) -> str:
        return f"{self.reading}: {self.value}"

    @property
    def about(self) -> Verification:
        """What a deed on it is about."""
        return self.verification


class Explanation(models.Model):
    """Why something that looks odd in the readings is right; `mark` names what was found, with its values."""

    report = models.ForeignKey(MonitoringReport, on_delete=models.PROTECT, related_name="explanations")
    mark = models.CharField(max_length=64)
    number = models.CharField(max_length=10)
    text = models.TextField(max_length=2000)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField()

    class Meta:
        ordering = ["report", "id"]
        verbose_name = _("explanation of a finding in the readings")
        constraints = [
            models.UniqueConstraint(fields=["report", "mark"], name="explanation_once_a_finding"),
            models.CheckConstraint(condition=~Q(text=""), name="explanation_says_something"),
        ]

    @override
    def __str__(self) -> str:
        return self.text

    @property
    def about(self) -> MonitoringReport:
        """What a deed on it is about."""
        return self.report


class ReportCalculation(models.Model):
    """What a report came to by one plan, at an instant: every step as exact text. The newest counts.

    `inputs_sha256` is that of the canonical document of inputs, which readings, corrections and plan give again.
    """

    keeps_history = False  # rows are added and never change

    report = models.ForeignKey(MonitoringReport, on_delete=models.PROTECT, related_name="calculations")
    plan = models.ForeignKey(MonitoringPlan, on_delete=models.PROTECT, related_name="calculations")
    inputs_sha256 = models.CharField(max_length=64)
    answer = models.JSONField()
    tonnes_tco2e = models.BigIntegerField()
    is_sourced = models.BooleanField()
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["report", "-id"]
        verbose_name = _("calculation of a report")
        indexes = [models.Index(fields=["report", "plan"], name="calculations_of_report")]

    @override
    def __str__(self) -> str:
        return f"{self.plan.definition.code}: {self.tonnes_tco2e}"

    @property
    def about(self) -> MonitoringReport:
        """What a deed on it is about."""
        return self.report

"""Project designs: the PDD with its sustainable development implementation plan (domain notes 3.2 and 3.4)."""

from decimal import Decimal
from typing import override

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from common.models import Sourced
from common.text import constraint, one_line
from projects.assessments.states.assessments import OF_ENTITY
from projects.changes.models import PostRegistrationChange
from projects.designs.states import EDITABLE, OPEN_DESIGN, PUBLIC_DESIGN, DesignMachine, DesignState
from projects.doubles.states import OtherMechanism
from projects.methodologies.models import Methodology
from projects.papers.models.papers import ProjectPaper
from projects.projects.models import Project
from projects.renewals.models import CreditingPeriodRenewal


class ProjectDesign(DesignMachine, ProjectPaper, Sourced):
    """The PDD and the SDIP as structured text; files stand in its document slots.

    `sdip` holds, by `SustainabilityTopic`: `relevant` ("yes" or "no"), `plan` (text).
    """

    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="designs")
    version = models.PositiveSmallIntegerField(default=1)
    change = models.ForeignKey(
        PostRegistrationChange, null=True, editable=False, on_delete=models.PROTECT, related_name="designs"
    )
    renewal = models.ForeignKey(
        CreditingPeriodRenewal, null=True, editable=False, on_delete=models.PROTECT, related_name="designs"
    )
    title = models.CharField(_("A.1 title"), max_length=300, blank=True, validators=[one_line])
    description = models.TextField(_("A.2 description of the project and its technologies"), blank=True)
    region = models.CharField(_("A.3 region, state or province"), max_length=200, blank=True)
    city = models.CharField(_("A.3 city, town or site"), max_length=300, blank=True)
    latitude = models.DecimalField(
        _("A.3 latitude"),
        max_digits=9,
        decimal_places=6,
        null=True,
        blank=True,
        validators=[MinValueValidator(-90), MaxValueValidator(90)],
    )
    longitude = models.DecimalField(
        _("A.3 longitude"),
        max_digits=9,
        decimal_places=6,
        null=True,
        blank=True,
        validators=[MinValueValidator(-180), MaxValueValidator(180)],
    )
    operation_starts_on = models.DateField(_("A.5 start of operation"), null=True, blank=True)
    lifetime_years = models.PositiveSmallIntegerField(
        _("A.5 expected operational lifetime (years)"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(100)],
    )
    contribution_from_japan = models.TextField(_("A.6 contribution from Japan"), blank=True)
    methodology = models.ForeignKey(
        Methodology,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("B.1 approved methodology"),
    )
    eligibility = models.TextField(_("B.2 how each eligibility criterion is met"), blank=True)
    emission_sources = models.TextField(_("C.1 sources and gases"), blank=True)
    crediting_period_starts_on = models.DateField(_("C.3 first day of the crediting period"), null=True, blank=True)
    eia_required = models.BooleanField(_("D environmental impact assessment is required"), null=True, blank=True)
    eia_note = models.TextField(_("D result of the assessment"), blank=True)
    consultation = models.TextField(_("E local stakeholder consultation"), blank=True)
    consulted_on = models.DateField(_("E day of the consultation"), null=True, blank=True)
    references = models.TextField(_("F references"), blank=True)
    monitoring_plan = models.TextField(_("summary of the monitoring plan"), blank=True)
    declares_no_double_registration = models.BooleanField(
        _("The project is not registered under another mechanism"), default=False
    )
    other_mechanism = models.CharField(
        _("registered or applied for under another mechanism, now or before"),
        max_length=8,
        blank=True,
        choices=OtherMechanism,
    )
    other_mechanism_name = models.CharField(_("which mechanism"), max_length=200, blank=True)
    other_mechanism_reference = models.CharField(_("reference under that mechanism"), max_length=200, blank=True)
    sdip = models.JSONField(_("sustainable development implementation plan"), default=dict, blank=True)
    sdg_contribution = models.TextField(_("contribution to the SDGs"), blank=True)

    class Meta:
        ordering = ["project", "-version"]
        verbose_name = _("project design document")
        constraints = [
            constraint("title", name="projectdesign_title_fit", empty=True),
            models.CheckConstraint(condition=Q(state__in=DesignState.values), name="design_state_known"),
            models.UniqueConstraint(fields=["project", "version"], name="design_version_once"),
            models.UniqueConstraint(
                fields=["project"],
                condition=~Q(state__in=["not_validated", "withdrawn"]) & Q(change=None, renewal=None),
                name="design_one_registered",
            ),
            models.UniqueConstraint(fields=["project"], condition=Q(state__in=OPEN_DESIGN), name="design_one_in_work"),
            models.CheckConstraint(condition=Q(change=None) | Q(renewal=None), name="design_revises_for_one_request"),
            models.CheckConstraint(
                condition=Q(in_force_from=None) | Q(state="validated"), name="design_in_force_is_validated"
            ),
            models.CheckConstraint(
                condition=Q(state__in=["draft", "withdrawn"]) | Q(origin="imported") | Q(submitted_at__isnull=False),
                name="design_submitted_has_time",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=PUBLIC_DESIGN) | Q(origin="imported") | Q(published_at__isnull=False),
                name="design_published_has_time",
            ),
            models.CheckConstraint(
                condition=~Q(state="validated") | Q(origin="imported") | Q(validated_on__isnull=False),
                name="design_validated_has_day",
            ),
        ]

    @override
    def __str__(self) -> str:
        return f"PDD {self.project}"

    def get_absolute_url(self) -> str:
        return reverse("projects:design-page", args=[self.project.slug, self.version])

    @property
    def reference(self) -> str:
        return self.project.reference or ""

    @property
    def is_editable(self) -> bool:
        return self.state in EDITABLE

    @cached_property
    def has_plan(self) -> bool:
        """Whether its estimates follow from a monitoring plan."""
        return self.plans.exists()

    @property
    def revises_for(self) -> PostRegistrationChange | CreditingPeriodRenewal | None:
        """The request after registration for which this version was written; None for the registered one."""
        return self.change or self.renewal

    @override
    def tpe_ids(self) -> set[int]:
        return set(self.validations.filter(state__in=OF_ENTITY).values_list("tpe_id", flat=True))


class EstimatedYear(models.Model):
    """Estimated emissions of one calendar year (C.3)."""

    design = models.ForeignKey(ProjectDesign, on_delete=models.CASCADE, related_name="years")
    year = models.PositiveSmallIntegerField()
    reference_tco2e = models.DecimalField(max_digits=16, decimal_places=3)
    project_tco2e = models.DecimalField(max_digits=16, decimal_places=3)

    class Meta:
        ordering = ["design", "year"]
        constraints = [
            models.UniqueConstraint(fields=["design", "year"], name="estimated_year_once"),
            models.CheckConstraint(
                condition=Q(reference_tco2e__gte=0, project_tco2e__gte=0), name="estimated_emissions_not_negative"
            ),
        ]

    @override
    def __str__(self) -> str:
        return str(self.year)

    @property
    def reductions_tco2e(self) -> Decimal:
        return self.reference_tco2e - self.project_tco2e

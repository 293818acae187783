"""Project idea notes (domain notes 3.1 and 11)."""

from datetime import date
from decimal import Decimal
from typing import override

from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from committee.decisions.models import DecisionItem
from common.models import Sourced
from common.numbers import RUNNING
from common.text import constraint, one_line
from partners.programmes.models import FinancingProgramme
from partners.scopes.models import SectoralScope
from projects.methodologies.models import Methodology
from projects.papers.models.papers import ProjectPaper
from projects.pins.questions import TimingExemption
from projects.pins.states import EDITABLE, PinMachine, PinState
from projects.projects.models import Project

NOT_NEGATIVE = MinValueValidator(Decimal(0), _("Give a number that is not below zero."))
CURRENCY = RegexValidator(r"^[A-Z]{3}$", _("Give the currency as three capital letters, as JPY or USD."))
DECIDED_STATES = ["with_committee", "no_objection", "objected"]


class ProjectIdeaNote(PinMachine, ProjectPaper, Sourced):
    """The outline of a planned project, with the source document's application criteria as questions."""

    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="pins")
    reference = models.CharField(max_length=16, null=True, unique=True)
    title = models.CharField(_("title"), max_length=300, blank=True, validators=[one_line])
    contact_name = models.CharField(_("contact person"), max_length=120, blank=True)
    contact_email = models.EmailField(_("e-mail of the contact person"), blank=True)
    location = models.TextField(_("location"), blank=True)
    sectoral_scope = models.ForeignKey(
        SectoralScope,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("sectoral scope"),
    )
    technology = models.TextField(_("technology"), blank=True)
    scale = models.CharField(_("scale"), max_length=200, blank=True)
    schedule = models.TextField(_("schedule"), blank=True)
    operation_starts_on = models.DateField(_("planned start of operation"), null=True, blank=True)
    estimated_annual_tco2e = models.DecimalField(
        _("expected reductions a year (t CO2 eq)"),
        max_digits=16,
        decimal_places=3,
        null=True,
        blank=True,
        validators=[NOT_NEGATIVE],
    )
    methodology = models.ForeignKey(
        Methodology, null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name=_("methodology")
    )
    method_idea = models.TextField(_("method, if no approved methodology fits"), blank=True)

    other_revenue = models.BooleanField(_("Is there revenue other than credits?"), null=True, blank=True)
    irr_without_percent = models.DecimalField(
        _("IRR without credits (%)"), max_digits=8, decimal_places=3, null=True, blank=True
    )
    irr_with_percent = models.DecimalField(
        _("IRR with credits (%)"), max_digits=8, decimal_places=3, null=True, blank=True
    )
    payback_without_years = models.DecimalField(
        _("payback period without credits (years)"),
        max_digits=8,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[NOT_NEGATIVE],
    )
    payback_with_years = models.DecimalField(
        _("payback period with credits (years)"),
        max_digits=8,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[NOT_NEGATIVE],
    )
    need_for_credits = models.TextField(_("why the project needs credits"), blank=True)
    excels_in_technology = models.BooleanField(_("difficulty of the technology"), default=False)
    excels_in_scale = models.BooleanField(_("scale"), default=False)
    excels_in_speed = models.BooleanField(_("speed of implementation"), default=False)
    excellence = models.TextField(_("evidence of excellence"), blank=True)
    ndc_contribution = models.TextField(_("contribution to the partner country’s NDC"), blank=True)
    local_companies = models.TextField(_("local companies that take part"), blank=True)
    no_local_company_reason = models.TextField(_("why no local company takes part"), blank=True)
    spillover = models.TextField(_("capacity building and technology acquisition"), blank=True)

    procurement_starts_on = models.DateField(_("start of equipment procurement"), null=True, blank=True)
    construction_starts_on = models.DateField(_("start of construction"), null=True, blank=True)
    timing_exemption = models.CharField(
        _("exemption claimed"), max_length=12, choices=TimingExemption, blank=True, default=""
    )
    timing_explanation = models.TextField(_("explanation of the exemption"), blank=True)
    support_programme = models.ForeignKey(
        FinancingProgramme,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("support programme"),
    )
    support_decided_on = models.DateField(_("day on which support was decided"), null=True, blank=True)
    forestry_guideline = models.CharField(_("forestry guideline followed"), max_length=200, blank=True)
    forestry_guideline_on = models.DateField(_("day on which that guideline was approved"), null=True, blank=True)

    japan_role = models.TextField(_("role of Japanese companies or government"), blank=True)
    japan_contribution = models.DecimalField(
        _("financial contribution from Japan"),
        max_digits=18,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[NOT_NEGATIVE],
    )
    japan_currency = models.CharField(_("currency"), max_length=3, blank=True, validators=[CURRENCY])
    total_cost = models.DecimalField(
        _("total cost, in the same currency"),
        max_digits=18,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[NOT_NEGATIVE, MaxValueValidator(Decimal(9999999999999999))],
    )
    finance_sources = models.TextField(_("sources of finance"), blank=True)

    decision_item = models.OneToOneField(
        DecisionItem, null=True, editable=False, on_delete=models.PROTECT, related_name="project_idea_note"
    )
    import_key = models.CharField(max_length=300, null=True, unique=True, editable=False)

    class Meta:
        ordering = ["-id"]
        verbose_name = _("project idea note")
        constraints = [
            constraint("title", name="projectideanote_title_fit", empty=True),
            models.CheckConstraint(condition=Q(state__in=PinState.values), name="pin_state_known"),
            models.CheckConstraint(
                condition=Q(reference=None) | Q(reference__regex=rf"^[A-Z]{{2}}_PIN(-EX)?{RUNNING}$"),
                name="pin_number_form",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["draft", "withdrawn"]) | Q(origin="imported") | Q(submitted_at__isnull=False),
                name="pin_submitted_has_time",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=DECIDED_STATES)
                | Q(origin="imported")
                | Q(reference__isnull=False, sent_to_partner_government_on__isnull=False, decision_item__isnull=False),
                name="pin_sent_has_reference_day_and_decision",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["no_objection", "objected"])
                | Q(origin="imported")
                | Q(decided_on__isnull=False),
                name="pin_answered_has_day",
            ),
            models.CheckConstraint(
                condition=~Q(state="decided") | Q(origin="imported"), name="pin_unstated_is_imported"
            ),
        ]
        indexes = [models.Index(fields=["project", "state"], name="pins_of_project")]

    @override
    def __str__(self) -> str:
        return f"{self.reference or ''} {self.title or _('PIN without a title')}".strip()

    @property
    def slug(self) -> str:
        """What stands in its addresses: the reference, or `n-12` before it has one."""
        return self.reference or f"n-{self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("projects:pin-page", args=[self.slug])

    @property
    def is_editable(self) -> bool:
        return self.state in EDITABLE

    @property
    def earliest_start_on(self) -> date | None:
        """The earlier of the start of procurement and of construction (criterion 2)."""
        known = [day for day in (self.procurement_starts_on, self.construction_starts_on) if day]
        return min(known, default=None)

    @property
    def japan_share_percent(self) -> Decimal | None:
        """Japan's contribution as a percentage of the total cost, to one decimal."""
        if self.japan_contribution is None or not self.total_cost:
            return None
        return (self.japan_contribution * 100 / self.total_cost).quantize(Decimal("0.1"))

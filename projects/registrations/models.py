"""Registration requests with the allocation percentages that both sides agree."""

from decimal import Decimal
from typing import ClassVar, override

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from committee.decisions.models import DecisionItem
from common.words import Words
from partners.organisations.models import Organisation
from projects.assessments.models.assessments import Validation
from projects.designs.models import ProjectDesign
from projects.papers.models.papers import ProjectPaper, WithFee
from projects.projects.models import Project
from projects.registrations.states import EDITABLE, RegistrationMachine, RegistrationState


class RegistrationRequest(RegistrationMachine, WithFee, ProjectPaper):
    """The participants ask the Joint Committee to register a validated project."""

    FEE_KEY: ClassVar[str] = "registration.fee"

    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="registration_requests")
    design = models.ForeignKey(ProjectDesign, on_delete=models.PROTECT, related_name="+")
    validation = models.ForeignKey(Validation, on_delete=models.PROTECT, related_name="+")
    note = models.TextField(_("note to the Joint Committee"), blank=True)
    declares_true = models.BooleanField(_("What we submit is true and complete"), default=False)
    decision_item = models.OneToOneField(
        DecisionItem, null=True, editable=False, on_delete=models.PROTECT, related_name="registration_request"
    )

    class Meta:
        ordering = ["-id"]
        verbose_name = _("registration request")
        constraints = [
            models.CheckConstraint(condition=Q(state__in=RegistrationState.values), name="registration_state_known"),
            models.UniqueConstraint(
                fields=["project"],
                condition=~Q(state__in=["not_registered", "withdrawn"]),
                name="registration_one_open_request",
            ),
            models.UniqueConstraint(
                fields=["project_reference"], condition=~Q(project_reference=""), name="registration_reference_once"
            ),
            models.CheckConstraint(
                condition=Q(state__in=["draft", "withdrawn"]) | Q(submitted_at__isnull=False),
                name="registration_submitted_has_time",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["with_committee", "registered", "not_registered"])
                | (Q(decision_item__isnull=False) & ~Q(project_reference="")),
                name="registration_forwarded_has_decision_and_number",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["registered", "not_registered"]) | Q(decided_on__isnull=False),
                name="registration_decided_has_day",
            ),
            models.CheckConstraint(
                condition=Q(fee_paid_on=None, fee_reference="") | (Q(fee_paid_on__isnull=False) & ~Q(fee_reference="")),
                name="registration_fee_has_day_and_reference",
            ),
        ]

    @override
    def __str__(self) -> str:
        return f"{self.reference} {self.title}".strip()

    @property
    def title(self) -> Words:
        return Words.of(_("Registration request: %(project)s"), project=self.project.title)

    @property
    def reference(self) -> str:
        return self.project_reference or self.project.reference or ""

    def get_absolute_url(self) -> str:
        return reverse("projects:registration-page", args=[self.pk])

    @property
    def is_editable(self) -> bool:
        return self.state in EDITABLE

    @override
    def tpe_ids(self) -> set[int]:
        return self.validation.tpe_ids()


class AllocationProposal(models.Model):
    """Who shall get which percentage of the credits; agreed once the Joint Committee registers the project."""

    request = models.OneToOneField(RegistrationRequest, on_delete=models.PROTECT, related_name="allocation")
    reason = models.TextField(_("how the shares follow from the contributions"), blank=True)
    agreed_on = models.DateField(null=True, editable=False)

    class Meta:
        verbose_name = _("allocation proposal")

    @override
    def __str__(self) -> str:
        label = _("Allocation of credits")
        return f"{label}: {self.request}"


class AllocationShare(models.Model):
    """The percentage of one holder: a government or a participant by name. The database sums them to 100."""

    proposal = models.ForeignKey(AllocationProposal, on_delete=models.CASCADE, related_name="shares")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    percentage = models.DecimalField(
        _("percentage"),
        max_digits=7,
        decimal_places=4,
        validators=[MinValueValidator(Decimal(0)), MaxValueValidator(Decimal(100))],
    )
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["proposal", "order", "id"]
        constraints = [
            models.UniqueConstraint(fields=["proposal", "organisation"], name="allocation_share_once"),
            models.CheckConstraint(
                condition=Q(percentage__gte=0, percentage__lte=100), name="allocation_percentage_in_range"
            ),
        ]

    @override
    def __str__(self) -> str:
        return f"{self.organisation}: {self.percentage} %"

"""Issuance requests and what each party gets by them."""

from typing import Any, ClassVar, override

from django.db import models
from django.db.models import Q, Sum
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from committee.decisions.models import DecisionItem
from common.words import Words
from credits.states.requests import DEAD, EDITABLE, RequestMachine, RequestState
from partners.organisations.models import Organisation, Side
from projects.assessments.models.assessments import Verification
from projects.monitoring.models import MonitoringReport
from projects.papers.models.papers import ProjectPaper, WithFee
from projects.projects.models import Project
from projects.registrations.models import AllocationProposal


class IssuanceRequest(RequestMachine, WithFee, ProjectPaper):
    """The participants ask for the credits of a verified monitoring period.

    `number` counts the issuances of a project from 1 (the last two digits of a serial number).
    """

    FEE_KEY: ClassVar[str] = "issuance.fee"

    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="issuance_requests")
    report = models.ForeignKey(MonitoringReport, on_delete=models.PROTECT, related_name="issuance_requests")
    verification = models.ForeignKey(Verification, on_delete=models.PROTECT, related_name="+")
    allocation = models.ForeignKey(AllocationProposal, on_delete=models.PROTECT, related_name="+")
    note = models.TextField(_("note to the Joint Committee"), blank=True)
    declares_true = models.BooleanField(
        _("What we submit is true and complete, and these reductions are credited under no other scheme"), default=False
    )
    decision_item = models.OneToOneField(
        DecisionItem, null=True, editable=False, on_delete=models.PROTECT, related_name="issuance_request"
    )

    class Meta:
        ordering = ["-id"]
        verbose_name = _("issuance request")
        constraints = [
            models.CheckConstraint(condition=Q(state__in=RequestState.values), name="issuance_request_state_known"),
            models.UniqueConstraint(
                fields=["report"], condition=~Q(state__in=DEAD), name="issuance_request_one_a_report"
            ),
            models.UniqueConstraint(
                fields=["project", "number"], condition=Q(number__isnull=False), name="issuance_number_once"
            ),
            models.CheckConstraint(
                condition=Q(number=None) | Q(number__gte=1, number__lte=99), name="issuance_number_two_digits"
            ),
            models.CheckConstraint(
                condition=Q(state__in=["draft", "withdrawn"]) | Q(submitted_at__isnull=False),
                name="issuance_request_submitted_has_time",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["with_committee", "approved", "not_approved", "issued"])
                | Q(decision_item__isnull=False, number__isnull=False),
                name="issuance_request_forwarded_has_decision",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["approved", "not_approved", "issued"]) | Q(decided_on__isnull=False),
                name="issuance_request_decided_has_day",
            ),
            models.CheckConstraint(
                condition=~Q(state="issued") | Q(issued_at__isnull=False), name="issuance_request_issued_has_time"
            ),
            models.CheckConstraint(
                condition=Q(fee_paid_on=None, fee_reference="") | (Q(fee_paid_on__isnull=False) & ~Q(fee_reference="")),
                name="issuance_request_fee_has_day_and_reference",
            ),
        ]

    @override
    def __str__(self) -> str:
        return f"{self.reference} {self.title}".strip()

    @property
    def title(self) -> Words:
        return Words.of(
            _("Issuance request for monitoring report %(number)s: %(project)s"),
            number=self.report.number,
            project=self.project.title,
        )

    @property
    def reference(self) -> str:
        return self.project.reference or ""

    def get_absolute_url(self) -> str:
        return reverse("credits:request-page", args=[self.pk])

    @property
    def is_editable(self) -> bool:
        return self.state in EDITABLE

    @property
    def quantity_tco2e(self) -> int:
        """Verified tonnes of the whole period."""
        total: int = self.verification.amounts.aggregate(total=Sum("quantity_tco2e", default=0))["total"]
        return total

    def rows_of(self, name: str) -> list[list[Any]]:
        """Answers that are rows of their own (amounts), as a version of the request keeps them."""
        amounts = getattr(self, name).select_related("organisation")
        return [[one.vintage, one.organisation.name, one.quantity_tco2e] for one in amounts]

    @override
    def tpe_ids(self) -> set[int]:
        return self.verification.tpe_ids()


class AllocatedAmount(models.Model):
    """Whole tonnes of one party for one vintage year, as put before the Joint Committee and fixed by its decision."""

    request = models.ForeignKey(IssuanceRequest, on_delete=models.PROTECT, related_name="amounts")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    side = models.CharField(max_length=8, choices=Side)
    vintage = models.PositiveSmallIntegerField()
    quantity_tco2e = models.PositiveBigIntegerField()
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["request", "vintage", "order"]
        constraints = [
            models.UniqueConstraint(fields=["request", "organisation", "vintage"], name="allocated_amount_once"),
            models.CheckConstraint(condition=Q(side__in=Side.values), name="allocated_amount_side_known"),
        ]

    @override
    def __str__(self) -> str:
        return f"{self.organisation} {self.vintage}: {self.quantity_tco2e}"

"""Reviews of sustainability papers by the authority of the partner country (domain notes 1.6)."""

from typing import override

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from common.words import Words
from partners.organisations.models import Organisation
from projects.designs.models import ProjectDesign
from projects.monitoring.models import MonitoringReport
from projects.papers.models.papers import ProjectPaper
from projects.projects.models import Project
from projects.sustainability.states import OPEN_REVIEW, ReviewState, SustainabilityMachine


class SustainabilityReview(SustainabilityMachine, ProjectPaper):
    """The review of the plan (SDIP) of a PDD, or of the report (SDIR) on one monitoring period."""

    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="sustainability_reviews")
    design = models.ForeignKey(
        ProjectDesign, null=True, on_delete=models.PROTECT, related_name="sustainability_reviews"
    )
    report = models.ForeignKey(
        MonitoringReport, null=True, on_delete=models.PROTECT, related_name="sustainability_reviews"
    )

    class Meta:
        ordering = ["-id"]
        verbose_name = _("review of sustainable development")
        constraints = [
            models.CheckConstraint(condition=Q(state__in=ReviewState.values), name="sustainability_review_state_known"),
            models.CheckConstraint(
                condition=Q(design=None, report__isnull=False) | Q(design__isnull=False, report=None),
                name="sustainability_review_of_one_paper",
            ),
            models.CheckConstraint(
                condition=~Q(state="accepted") | (Q(accepted_on__isnull=False) & ~Q(conclusion="")),
                name="accepted_review_has_day_and_words",
            ),
            models.UniqueConstraint(
                fields=["design", "report"],
                condition=Q(state__in=OPEN_REVIEW),
                nulls_distinct=False,
                name="one_open_sustainability_review",
            ),
        ]

    @override
    def __str__(self) -> str:
        return f"{self.document_name}: {self.reviewed}"

    def get_absolute_url(self) -> str:
        return reverse("projects:sustainability-page", args=[self.pk])

    @property
    def reviewed(self) -> ProjectDesign | MonitoringReport:
        """The PDD or the monitoring report whose part is reviewed."""
        found = self.design or self.report
        assert found is not None  # noqa: S101  the constraint sustainability_review_of_one_paper says so
        return found

    @property
    def slot(self) -> str:
        """Which document it is about: `sdip` or `sdir`."""
        return "sdir" if self.report_id is not None else "sdip"

    @property
    def document_name(self) -> str:
        """What the country's rulebook calls the document."""
        rulebook = self.rulebook
        return rulebook.term(self.slot) if rulebook is not None else self.slot.upper()

    @property
    def title(self) -> Words:
        return Words.of(_("Review of sustainable development: %(paper)s"), paper=self.reviewed.title)

    @property
    def reference(self) -> str:
        return self.project.reference or ""

    @override
    def tpe_ids(self) -> set[int]:
        return self.reviewed.tpe_ids()

    @override
    def party_ids(self, role: str) -> set[int]:
        if role == "government":
            offices = Organisation.objects.filter(kind="government", side="partner", country_id=self.country_id)
            return set(offices.values_list("pk", flat=True))
        return super().party_ids(role)

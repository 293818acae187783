"""Requests for assessment of reference emissions against the latest NDC (domain notes 1.3, R4)."""

from typing import override

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from committee.decisions.models import DecisionItem
from projects.designs.models import ProjectDesign
from projects.papers.models.papers import ProjectPaper
from projects.projects.models import Project
from projects.references.states import EDITABLE, ReferenceMachine, ReferenceState


class ReferenceAssessment(ReferenceMachine, ProjectPaper):
    """The participants ask for an assessment of their PDD's reference level. The official form was not found; the
    questions are ours, by its purpose."""

    design = models.ForeignKey(ProjectDesign, on_delete=models.PROTECT, related_name="reference_assessments")
    ndc_title = models.CharField(_("NDC taken into account"), max_length=300, blank=True)
    ndc_version = models.CharField(_("version of the NDC"), max_length=120, blank=True)
    ndc_communicated_on = models.DateField(_("day on which the NDC was communicated"), null=True, blank=True)
    explanation = models.TextField(_("how the reference level takes the NDC into account"), blank=True)
    below_business_as_usual = models.TextField(_("how far it lies below business as usual"), blank=True)
    evidence = models.TextField(_("evidence and its sources"), blank=True)
    decision_item = models.OneToOneField(
        DecisionItem, null=True, editable=False, on_delete=models.PROTECT, related_name="reference_assessment"
    )

    class Meta:
        ordering = ["-id"]
        verbose_name = _("assessment of reference emissions")
        constraints = [
            models.CheckConstraint(condition=Q(state__in=ReferenceState.values), name="reference_state_known"),
            models.UniqueConstraint(
                fields=["design"], condition=~Q(state__in=["negative", "withdrawn"]), name="reference_one_alive"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["positive", "negative"]) | (Q(assessed_on__isnull=False) & ~Q(conclusion="")),
                name="assessed_reference_has_day_and_conclusion",
            ),
            models.CheckConstraint(
                condition=~Q(state="with_committee") | Q(decision_item__isnull=False),
                name="reference_before_committee_has_decision",
            ),
        ]

    @override
    def __str__(self) -> str:
        return f"{_('Assessment of reference emissions')}: {self.design}"

    def get_absolute_url(self) -> str:
        return reverse("projects:reference-page", args=[self.pk])

    @property
    def project(self) -> Project:
        return self.design.project

    @property
    def title(self) -> str:
        return self.design.title

    @property
    def reference(self) -> str:
        return self.design.reference

    @property
    def is_editable(self) -> bool:
        return self.state in EDITABLE

    @override
    def tpe_ids(self) -> set[int]:
        return self.design.tpe_ids()

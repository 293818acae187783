"""Requests to withdraw a registered project, and proposals to de-register one."""

from typing import override

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from committee.decisions.models import DecisionItem
from common.words import Words
from projects.endings.states import DeregistrationMachine, DeregistrationState, WithdrawalMachine
from projects.papers.models.papers import ProjectPaper
from projects.papers.models.requests import AfterRegistration, promises
from projects.projects.models import Project


class ProjectWithdrawal(WithdrawalMachine, AfterRegistration):
    """The participants ask to withdraw a registered project (form F_PW_Req). Credits issued stay valid."""

    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="withdrawals")
    reason = models.TextField(_("reason for the withdrawal"), blank=True)
    all_agree = models.BooleanField(_("All participants agree to the withdrawal"), default=False)

    class Meta:
        ordering = ["project", "number"]
        verbose_name = _("withdrawal of the project")
        verbose_name_plural = _("withdrawals of projects")
        constraints = [
            *promises(
                "withdrawal",
                "draft",
                "submitted",
                "returned",
                "with_committee",
                "in_force",
                "not_approved",
                "withdrawn",
                "closed",
            ),
            models.UniqueConstraint(
                fields=["project"],
                condition=Q(state__in=["draft", "submitted", "returned", "with_committee"]),
                name="withdrawal_one_open_request",
            ),
        ]

    @override
    def __str__(self) -> str:
        return f"{self.reference} {self.title}".strip()

    @property
    def title(self) -> Words:
        return Words.of(_("Withdrawal of the project: %(project)s"), project=self.project.title)

    @override
    def get_absolute_url(self) -> str:
        return reverse("projects:withdrawal-page", args=[self.pk])


class Deregistration(DeregistrationMachine, ProjectPaper):
    """The Joint Committee takes a project off its register; no form was found, so it is a decision with reasons."""

    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="deregistrations")
    reasons = models.TextField(_("reasons for the de-registration"))
    decision_item = models.OneToOneField(
        DecisionItem, null=True, editable=False, on_delete=models.PROTECT, related_name="deregistration"
    )

    class Meta:
        ordering = ["-id"]
        verbose_name = _("de-registration")
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=DeregistrationState.values), name="deregistration_state_known"
            ),
            models.CheckConstraint(condition=~Q(reasons=""), name="deregistration_has_reasons"),
            models.CheckConstraint(
                condition=Q(state="prepared") | Q(decision_item__isnull=False), name="deregistration_has_decision"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["decided", "not_approved"]) | Q(decided_on__isnull=False),
                name="deregistration_decided_has_day",
            ),
            models.UniqueConstraint(
                fields=["project"],
                condition=Q(state__in=["prepared", "with_committee"]),
                name="deregistration_one_open",
            ),
        ]

    @override
    def __str__(self) -> str:
        return f"{self.reference} {self.title}".strip()

    @property
    def title(self) -> Words:
        return Words.of(_("De-registration: %(project)s"), project=self.project.title)

    @property
    def reference(self) -> str:
        return self.project.reference or ""

    def get_absolute_url(self) -> str:
        return reverse("projects:deregistration-page", args=[self.pk])

"""Judgements of similar projects, kept with the registration request they were made for."""

from typing import override

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from projects.doubles.states import Verdict
from projects.projects.models import Project
from projects.registrations.models import RegistrationRequest


class DoubleJudgement(models.Model):
    """An officer has compared a project of ours that resembles the one to be registered."""

    request = models.ForeignKey(RegistrationRequest, on_delete=models.PROTECT, related_name="double_judgements")
    candidate = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="+")
    verdict = models.CharField(max_length=8, choices=Verdict)
    explanation = models.TextField(max_length=4000)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["request", "candidate"]
        verbose_name = _("judgement of a similar project")
        constraints = [
            models.UniqueConstraint(fields=["request", "candidate"], name="double_judged_once"),
            models.CheckConstraint(condition=Q(verdict__in=Verdict.values), name="double_verdict_known"),
            models.CheckConstraint(condition=~Q(explanation=""), name="double_judgement_explained"),
        ]

    @override
    def __str__(self) -> str:
        return f"{self.candidate}: {self.get_verdict_display()}"

    @property
    def about(self) -> RegistrationRequest:
        """What a deed on it is about."""
        return self.request

"""Correspondence about a project between JCMA, its participants, entities and the partner government."""

from datetime import date
from typing import override

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from common.models import StoredFile
from common.words import Words
from partners.organisations.models import Organisation
from projects.letters.states import LetterMachine, LetterState
from projects.papers.models.papers import ProjectPaper
from projects.projects.models import Project


class Correspondent(models.TextChoices):
    """Between whom letters go; one of the two is always JCMA."""

    PARTICIPANT = "participant", _("The project’s participants")
    TPE = "tpe", _("The third-party entities of the project")
    SECRETARIAT = "secretariat", _("JCM Implementation Agency")
    GOVERNMENT = "government", _("Government of the partner country")


class Letter(LetterMachine, ProjectPaper):
    """A letter and, where it answers one, which. Its words never change once it is sent."""

    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="letters")
    from_role = models.CharField(max_length=12, choices=Correspondent)
    to_role = models.CharField(_("to"), max_length=12, choices=Correspondent)
    topic = models.CharField(_("subject"), max_length=200)
    text = models.TextField(_("text"), max_length=20_000)
    file = models.ForeignKey(StoredFile, null=True, on_delete=models.PROTECT, related_name="+")
    answer_by = models.DateField(_("answer by"), null=True, blank=True)
    answers = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="replies")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["-at", "-id"]
        verbose_name = _("letter")
        constraints = [
            models.CheckConstraint(condition=Q(state__in=LetterState.values), name="letter_state_known"),
            models.CheckConstraint(
                condition=~Q(from_role=F("to_role")) & (Q(from_role="secretariat") | Q(to_role="secretariat")),
                name="letter_is_to_or_from_jcma",
            ),
            models.CheckConstraint(condition=~Q(topic="") & ~Q(text=""), name="letter_has_words"),
            models.CheckConstraint(
                condition=~Q(state__startswith="awaits") | Q(answer_by__isnull=False), name="awaited_answer_has_day"
            ),
        ]

    @override
    def __str__(self) -> str:
        return str(self.title)

    @property
    def title(self) -> Words:
        return Words.of(_("Letter: %(topic)s"), topic=self.topic)

    @property
    def reference(self) -> str:
        return self.project.reference or ""

    @property
    @override
    def fixed_due_on(self) -> date | None:
        """The day that the letter itself names."""
        return self.answer_by

    @override
    def tpe_ids(self) -> set[int]:
        return self.project.party_ids("tpe")

    @override
    def party_ids(self, role: str) -> set[int]:
        if role == "government":
            offices = Organisation.objects.filter(kind="government", side="partner", country_id=self.country_id)
            return set(offices.values_list("pk", flat=True))
        return super().party_ids(role)

    def get_absolute_url(self) -> str:
        return reverse("projects:letter-page", args=[self.pk])

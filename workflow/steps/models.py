"""What waits for whom, and the notices that say so."""

from typing import override

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from common.models import Paper
from common.words import WordsField
from partners.countries.models import PartnerCountry
from partners.organisations.models import Organisation
from partners.people.models.people import Role
from partners.rulebooks.models.rulebooks import Rulebook


class WaitingStep(models.Model):
    """A step that waits for somebody. One open step a paper; the past ones are its service times.

    Who holds it: people with `role`, of one of `organisations` where any is named, for `country` where it is named;
    never `except_person`, whose own deed a second person is to judge; no longer those in `done_by`, where several
    people take it together and these have done their part. Of several officers of JCMA, `officer` has it in
    hand; the others may still act.
    What it is called and where it is read, its paper says; what is to be done, the declaration of its kind and state.
    """

    keeps_history = False  # it follows from events, and its past rows are its history

    paper = models.ForeignKey(Paper, on_delete=models.PROTECT, related_name="steps")
    state = models.CharField(max_length=40)
    todo = WordsField()
    role = models.CharField(max_length=12, choices=Role)
    organisations = models.ManyToManyField(Organisation, blank=True, related_name="waiting_steps")
    asked_by = models.ManyToManyField(Organisation, blank=True, related_name="asked_steps")
    country = models.ForeignKey(PartnerCountry, null=True, on_delete=models.PROTECT, related_name="+")
    except_person = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    done_by = models.ManyToManyField(settings.AUTH_USER_MODEL, blank=True, related_name="+")
    officer = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="steps_in_hand"
    )
    limit_key = models.CharField(max_length=60, blank=True)
    rulebook = models.ForeignKey(Rulebook, null=True, on_delete=models.PROTECT, related_name="+")
    since = models.DateTimeField()
    due_on = models.DateField(null=True)
    paused_on = models.DateField(null=True)
    days_paused = models.PositiveIntegerField(default=0, db_default=0)
    done_at = models.DateTimeField(null=True)
    reminded_on = models.DateField(null=True)
    remind_on = models.DateField(null=True)
    escalate_on = models.DateField(null=True)

    class Meta:
        ordering = [models.F("due_on").asc(nulls_last=True), "since"]
        constraints = [
            models.UniqueConstraint(fields=["paper"], condition=Q(done_at=None), name="one_open_step_a_paper"),
            models.CheckConstraint(condition=Q(role__in=Role.values), name="waiting_step_role_known"),
            models.CheckConstraint(
                condition=Q(officer=None) | Q(role="secretariat"), name="only_jcma_has_steps_in_hand"
            ),
            models.CheckConstraint(
                condition=Q(paused_on=None) | Q(remind_on=None, escalate_on=None), name="paused_step_reminds_nobody"
            ),
        ]
        indexes = [
            models.Index(fields=["role", "due_on"], condition=Q(done_at=None), name="open_steps_by_role"),
            models.Index(fields=["limit_key", "country"], name="steps_by_limit"),
            models.Index(fields=["remind_on"], condition=Q(done_at=None), name="steps_to_remind"),
            models.Index(fields=["escalate_on"], condition=Q(done_at=None), name="steps_to_escalate"),
        ]

    @override
    def __str__(self) -> str:
        return f"{self.paper.reference} {self.todo}".strip()

    def get_absolute_url(self) -> str:
        return reverse("workflow:step-page", args=[self.pk])

    @property
    def about(self) -> Paper:
        """What a deed on it is about."""
        return self.paper


class TermChangeKind(models.TextChoices):
    EXTENDED = "extended", _("Extended")
    PAUSED = "paused", _("Paused")
    RESUMED = "resumed", _("Resumed")


class TermChange(models.Model):
    """The secretariat gave a step more time, or stopped its clock; the reason stays."""

    step = models.ForeignKey(WaitingStep, on_delete=models.PROTECT, related_name="term_changes")
    kind = models.CharField(max_length=8, choices=TermChangeKind)
    reason = models.TextField()
    due_before = models.DateField()
    due_after = models.DateField(null=True)
    days_left = models.PositiveIntegerField(null=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["-at", "-id"]
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="term_change_has_reason"),
            models.CheckConstraint(
                condition=~Q(kind="extended") | Q(due_after__gt=F("due_before")), name="extension_gives_time"
            ),
            models.CheckConstraint(
                condition=Q(kind="paused", due_after=None, days_left__isnull=False)
                | Q(kind__in=["extended", "resumed"], due_after__isnull=False),
                name="pause_keeps_what_is_left",
            ),
        ]

    @override
    def __str__(self) -> str:
        return f"{self.step}: {self.get_kind_display()}"

"""What waits for whom, and the notices that say so."""

from typing import override

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from partners.models.countries import PartnerCountry
from partners.models.organisations import Organisation
from partners.models.people import Role


class WaitingStep(models.Model):
    """A step that waits for somebody. One open step a subject; the past ones are its service times.

    Who holds it: people with `role`, of one of `organisations` where any is named, for `country` where it is named.
    `subject` names the row as events do; `title` and `url` let the inbox show it without asking other apps.
    """

    keeps_history = False  # it follows from events, and its past rows are its history

    subject = models.CharField(max_length=120)
    state = models.CharField(max_length=40)
    title = models.CharField(max_length=300)
    reference = models.CharField(max_length=60, blank=True)
    url = models.CharField(max_length=200)
    todo = models.CharField(max_length=200)
    role = models.CharField(max_length=12, choices=Role)
    organisations = models.ManyToManyField(Organisation, blank=True, related_name="waiting_steps")
    asked_by = models.ManyToManyField(Organisation, blank=True, related_name="asked_steps")
    country = models.ForeignKey(PartnerCountry, null=True, on_delete=models.PROTECT, related_name="+")
    limit_key = models.CharField(max_length=60, blank=True)
    since = models.DateTimeField()
    due_on = models.DateField(null=True)
    done_at = models.DateTimeField(null=True)
    reminded_on = models.DateField(null=True)

    class Meta:
        ordering = [models.F("due_on").asc(nulls_last=True), "since"]
        constraints = [
            models.UniqueConstraint(fields=["subject"], condition=Q(done_at=None), name="one_open_step_a_subject"),
            models.CheckConstraint(condition=Q(role__in=Role.values), name="waiting_step_role_known"),
        ]
        indexes = [
            models.Index(fields=["role", "due_on"], condition=Q(done_at=None), name="open_steps_by_role"),
            models.Index(fields=["limit_key", "country"], name="steps_by_limit"),
        ]

    @override
    def __str__(self) -> str:
        return f"{self.reference} {self.todo}".strip()


class Notice(models.Model):
    """A message to one person about a deed; its sentence is made when it is read, in the reader's language."""

    keeps_history = False  # it follows from events

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="notices")
    what = models.CharField(max_length=120)
    title = models.CharField(max_length=300)
    reference = models.CharField(max_length=60, blank=True)
    url = models.CharField(max_length=200)
    details = models.JSONField(default=dict)
    at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-at"]
        indexes = [models.Index(fields=["user", "-at"], name="notices_of_person")]
        verbose_name = _("notice")

    @override
    def __str__(self) -> str:
        return f"{self.what} {self.reference}"

"""Notices: messages to one person about a deed, and the mails that gather them."""

from typing import override

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from common.models import Paper
from common.words import WordsField
from partners.people.models.addresses import MailKind


class Digest(models.Model):
    """One mail with the notices of a day to one person; never two on one day."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="digests")
    on = models.DateField()

    class Meta:
        ordering = ["-on"]
        constraints = [models.UniqueConstraint(fields=["user", "on"], name="one_digest_a_day")]

    @override
    def __str__(self) -> str:
        return f"{self.user} {self.on}"


class Notice(models.Model):
    """A message to one person about a deed; its sentence is made when it is read, in the reader's language.

    It is read by its person as long as they may open the paper. `title` is what that was called then.
    """

    keeps_history = False  # it follows from events

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="notices")
    paper = models.ForeignKey(Paper, on_delete=models.CASCADE, related_name="notices")
    what = models.CharField(max_length=120)
    title = WordsField()
    details = models.JSONField(default=dict)
    at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)
    mail = models.CharField(max_length=5, choices=MailKind, default=MailKind.NONE, db_default="none")
    digest = models.ForeignKey(Digest, null=True, on_delete=models.SET_NULL, related_name="notices")

    class Meta:
        ordering = ["-at"]
        constraints = [models.CheckConstraint(condition=Q(mail__in=MailKind.values), name="notice_mail_known")]
        indexes = [
            models.Index(fields=["user", "-at"], name="notices_of_person"),
            models.Index(fields=["user"], condition=Q(mail="daily", digest=None), name="notices_for_digest"),
        ]
        verbose_name = _("notice")

    @override
    def __str__(self) -> str:
        return f"{self.what} {self.paper.reference}"

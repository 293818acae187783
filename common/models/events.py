"""Events and the outbox."""

from typing import override

from django.conf import settings
from django.db import models
from django.db.models import Q


class Event(models.Model):
    """One deed. The function `event_record` writes it and stamps who and when; it never changes (`event_stays`)."""

    what = models.CharField(max_length=120)
    subject = models.CharField(max_length=120)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)
    transaction = models.TextField(  # that of the rows' history; null on events from before there was one
        null=True,
        editable=False,
        db_default=models.Func(function="history_transaction", output_field=models.TextField()),
    )

    class Meta:
        ordering = ["at", "id"]
        indexes = [
            models.Index(fields=["subject", "at"], name="event_by_subject"),
            models.Index(fields=["transaction"], name="event_by_transaction"),
        ]

    @override
    def __str__(self) -> str:
        return f"{self.what} {self.subject}"


class OutboxMessage(models.Model):
    """Something to be done outside after commit (mail, cache); delivered by Celery, once."""

    topic = models.CharField(max_length=60)
    key = models.CharField(max_length=200, unique=True)
    payload = models.JSONField()
    created_at = models.DateTimeField()
    delivered_at = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    not_before = models.DateTimeField(null=True)
    last_error = models.TextField(blank=True)

    class Meta:
        ordering = ["id"]
        indexes = [models.Index(fields=["id"], condition=Q(delivered_at=None), name="outbox_waiting")]

    @override
    def __str__(self) -> str:
        return f"{self.topic} {self.key}"

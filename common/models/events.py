"""Events and the outbox."""

from typing import override

from django.conf import settings
from django.db import models
from django.db.models import Q

from common.models.papers import Paper


class Event(models.Model):
    """One deed. The function `event_record` writes it and stamps who and when; it never changes (`event_stays`).

    It is about a paper, or about a person, or about neither: which rows it changed, the history of the same transaction
    tells.
    """

    what = models.CharField(max_length=120)
    paper = models.ForeignKey(Paper, null=True, on_delete=models.PROTECT, related_name="events")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
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
            models.Index(fields=["paper", "at"], name="events_of_paper"),
            models.Index(fields=["person", "at"], condition=Q(person__isnull=False), name="events_of_person"),
            models.Index(fields=["transaction"], name="event_by_transaction"),
        ]

    @override
    def __str__(self) -> str:
        return self.what


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

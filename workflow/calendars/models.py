"""Secret addresses under which calendar programs fetch due dates."""

import uuid
from typing import override

from django.conf import settings
from django.db import models
from django.db.models import Q

from partners.people.models.people import User


class CalendarFeed(models.Model):
    """A secret address under which a person's calendar program fetches due dates; the address is made from `nonce`.

    The nonce alone opens nothing: the address bears a signature by the platform's key.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="calendar_feeds")
    nonce = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    opened_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-opened_at"]
        constraints = [
            models.UniqueConstraint(fields=["user"], condition=Q(revoked_at=None), name="one_calendar_feed_a_person")
        ]

    @override
    def __str__(self) -> str:
        return f"{self.user} {self.opened_at:%Y-%m-%d}"

    @property
    def about(self) -> User:
        """What a deed on it is about."""
        return self.user

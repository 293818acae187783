"""Forms that were sent: what a form has made, so that sending it again makes nothing more."""

from typing import override

from django.db import models


class SentForm(models.Model):
    """A form by the token that its page bore, and where sending it has led. `common.tokens.once` alone writes it."""

    keeps_history = False  # it says nothing of any paper, and goes after a week

    token = models.UUIDField(primary_key=True)
    content = models.CharField(max_length=64)
    address = models.CharField(max_length=400, blank=True)
    sent_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["sent_at"], name="sent_forms_by_age")]

    @override
    def __str__(self) -> str:
        return f"{self.token} {self.address}"

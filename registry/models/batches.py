"""A file of transfers that were proposed together."""

from typing import override

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from partners.people.models.people import User
from registry.models.accounts import Account


class TransferBatch(models.Model):
    """One upload; its lines are transaction requests, each with a life of its own."""

    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="batches")
    file_name = models.CharField(max_length=200, blank=True)
    proposed_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()

    class Meta:
        ordering = ["-proposed_at", "-id"]
        verbose_name = _("file of transfers")

    @override
    def __str__(self) -> str:
        return self.reference

    def get_absolute_url(self) -> str:
        return reverse("registry:batch-page", args=[self.pk])

    @property
    def reference(self) -> str:
        return f"TB-{self.pk:05d}"

"""Versions of papers: what was handed in, word for word, for good."""

from typing import override

from django.conf import settings
from django.db import models

from common.models import Paper


class PaperVersion(models.Model):
    """The answers of a paper as they were handed in. Rows are written once and never change.

    `answers` are the stored answers by name, `form_code` the form's own name and version,
    `sha256` the hash of the answers as canonical JSON.
    """

    keeps_history = False  # a row never changes

    paper = models.ForeignKey(Paper, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    form_code = models.CharField(max_length=60)
    answers = models.JSONField()
    sha256 = models.CharField(max_length=64)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["paper", "number"]
        constraints = [
            models.UniqueConstraint(fields=["paper", "number"], name="paper_version_once"),
            models.CheckConstraint(condition=models.Q(number__gte=1), name="paper_version_from_one"),
        ]

    @override
    def __str__(self) -> str:
        return f"{self.paper} {self.number}"

    @property
    def form_name(self) -> str:
        """The form without its version, as `JCM_MN_F_PIN`."""
        return self.form_code.rpartition("_ver")[0]

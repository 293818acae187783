"""The sectoral scopes of the JCM, as published."""

from typing import override

from django.db import models
from django.utils.translation import get_language


class SectoralScope(models.Model):
    """A sectoral scope of the JCM (domain notes 4.4)."""

    number = models.PositiveSmallIntegerField(primary_key=True)
    name = models.CharField(max_length=120)
    name_ja = models.CharField(max_length=120, blank=True)

    class Meta:
        ordering = ["number"]

    @override
    def __str__(self) -> str:
        return f"{self.number} {self.name_ja if self.name_ja and get_language() == 'ja' else self.name}"

"""Financing programmes of the Japanese government."""

from typing import override

from django.db import models
from django.utils.translation import gettext_lazy as _

from jcm_platform.common.models import Sourced


class FinancingProgramme(Sourced):
    """One support programme (source document, financial programmes)."""

    code = models.CharField(max_length=12, unique=True)
    ministry = models.CharField(max_length=120)
    name = models.CharField(max_length=200)
    support = models.CharField(max_length=80)
    implementer = models.CharField(max_length=200, blank=True)
    most_share_of_cost = models.CharField(max_length=80, blank=True)
    credit_condition = models.CharField(max_length=300, blank=True)
    facts = models.TextField(blank=True)

    class Meta:
        ordering = ["code"]
        verbose_name = _("financing programme")

    @override
    def __str__(self) -> str:
        return self.name

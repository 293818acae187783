"""The lines of an agreed electronic format as they were frozen."""

from typing import override

from django.db import models
from django.db.models import Q

from credits.models.party_records import PartyRecord


class AefChunk(models.Model):
    """Up to a thousand lines of one table of a format, as they were when its version was made."""

    keeps_history = False  # a row never changes

    record = models.ForeignKey(PartyRecord, on_delete=models.PROTECT, related_name="chunks")
    table = models.PositiveSmallIntegerField()
    number = models.PositiveIntegerField()
    lines = models.JSONField()

    class Meta:
        ordering = ["record", "table", "number"]
        constraints = [
            models.UniqueConstraint(fields=["record", "table", "number"], name="aef_chunk_once"),
            models.CheckConstraint(condition=Q(table__gte=2, table__lte=5), name="aef_chunk_of_a_table"),
        ]

    @override
    def __str__(self) -> str:
        return f"{self.record} {self.table}.{self.number}"

"""The lines of an agreed electronic format as they were frozen, and its workbooks as they were filed."""

from typing import override

from django.db import models
from django.db.models import Q

from common.models import StoredFile
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


class AefFile(models.Model):
    """The workbook of a filed format in one profile, as it was filed, whatever the platform writes by then."""

    keeps_history = False  # a row never changes

    record = models.ForeignKey(PartyRecord, on_delete=models.PROTECT, related_name="files")
    profile = models.CharField(max_length=20)
    file = models.OneToOneField(StoredFile, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["record", "profile"]
        constraints = [models.UniqueConstraint(fields=["record", "profile"], name="aef_file_once")]

    @override
    def __str__(self) -> str:
        return f"{self.record} {self.profile}"

"""The history of rows, written by the database's own triggers."""

from typing import override

from django.db import models


class Deed(models.TextChoices):
    INSERT = "insert"
    UPDATE = "update"
    DELETE = "delete"


class Change(models.Model):
    """One row that came, changed or went; `before` and `after` hold its columns, of a change those that differ.

    `transaction` is that of the events of the same deed: they say by whom. Where there is none, it was done by hand,
    as `database_role`. Written by the trigger `history_keep` alone; `history_stays` refuses every change.
    """

    table_name = models.CharField(max_length=63)
    row_key = models.CharField(max_length=60)
    deed = models.CharField(max_length=6, choices=Deed)
    before = models.JSONField(null=True)
    after = models.JSONField(null=True)
    at = models.DateTimeField()
    transaction = models.TextField()
    database_role = models.CharField(max_length=63)

    class Meta:
        ordering = ["id"]
        indexes = [models.Index(fields=["table_name", "row_key", "id"], name="changes_of_row")]

    @override
    def __str__(self) -> str:
        return f"{self.table_name} {self.row_key} {self.deed}"

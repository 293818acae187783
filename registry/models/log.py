"""The transparency log: what goes into it, its entries, and the signed heads.

Rows are added by the functions of `registry/tlog/log.sql` alone, and never changed.
"""

from typing import override

from django.db import models
from django.db.models import Q

from common.models import Paper
from registry.models.book import BookTransaction


class LogStatement(models.Model):
    """A public fact that is no posting: a decision of a Joint Committee, written together with the deed.

    Or, of no paper, that the log went on after a restore.
    """

    keeps_history = False  # a row never changes

    body = models.TextField()
    paper = models.ForeignKey(Paper, null=True, on_delete=models.PROTECT, related_name="log_statements")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["paper"], name="log_statement_once"),
            models.CheckConstraint(
                condition=Q(paper__isnull=False) | Q(body__startswith='{"about":"continuation"'),
                name="log_statement_of_a_paper",
            ),
        ]

    @override
    def __str__(self) -> str:
        return str(self.paper or self.body)


class LogEntry(models.Model):
    """One entry at its place in the log: canonical JSON and its leaf hash.

    A posting of very many movements has several parts, because an entry of a C2SP bundle has at most 65,535 bytes.
    """

    keeps_history = False  # a row never changes

    position = models.BigIntegerField(primary_key=True)
    transaction = models.ForeignKey(BookTransaction, null=True, on_delete=models.PROTECT, related_name="log_entries")
    part = models.PositiveSmallIntegerField(default=1)
    statement = models.OneToOneField(LogStatement, null=True, on_delete=models.PROTECT, related_name="entry")
    body = models.TextField()
    leaf_hash = models.BinaryField(max_length=32)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["transaction", "part"], name="log_transaction_part_once"),
            models.CheckConstraint(condition=Q(transaction=None) ^ Q(statement=None), name="log_entry_has_one_source"),
            models.CheckConstraint(condition=Q(position__gte=0), name="log_position_counts_from_zero"),
        ]

    @override
    def __str__(self) -> str:
        return f"{self.position}"


class LogHash(models.Model):
    """Root of a full tile: 256 hashes of the level below. Level 1 stands over leaves."""

    keeps_history = False  # a row never changes

    level = models.PositiveSmallIntegerField()
    number = models.BigIntegerField()
    hash = models.BinaryField(max_length=32)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["level", "number"], name="log_hash_once")]

    @override
    def __str__(self) -> str:
        return f"{self.level}/{self.number}"


class LogCheckpoint(models.Model):
    """A signed head of the log: how many entries, root, and the note as it was published."""

    keeps_history = False  # a row never changes

    size = models.BigIntegerField(primary_key=True)
    root = models.BinaryField(max_length=32)
    note = models.TextField()
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["-size"]

    @override
    def __str__(self) -> str:
        return f"{self.size}"


class LogCosignature(models.Model):
    """A witness's signature on a head: it saw this head continue every earlier one (C2SP tlog-cosignature)."""

    checkpoint = models.ForeignKey(LogCheckpoint, on_delete=models.PROTECT, related_name="cosignatures")
    witness = models.CharField(max_length=300)
    line = models.TextField()
    signed_at = models.DateTimeField()

    class Meta:
        ordering = ["checkpoint", "pk"]
        constraints = [models.UniqueConstraint(fields=["checkpoint", "witness"], name="log_cosigned_once")]

    @override
    def __str__(self) -> str:
        return f"{self.checkpoint_id} {self.witness_name}"

    @property
    def witness_name(self) -> str:
        """The name in the witness's key."""
        return self.witness.partition("+")[0]


class LogKey(models.Model):
    """A public key that has signed heads of this log, in the text form of C2SP signed notes."""

    verifier = models.CharField(max_length=300, unique=True)
    since = models.DateTimeField()

    @override
    def __str__(self) -> str:
        return self.verifier

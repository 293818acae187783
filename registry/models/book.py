"""The book's tables for reading. They are made by `registry/book/tables.sql`; nothing here can write them."""

from typing import Self, override

from django.contrib.postgres.fields import BigIntegerRangeField
from django.db import models
from django.db.models.expressions import RawSQL
from django.utils.translation import gettext_lazy as _

from registry.book.serials import Serial, project_digits


class TransactionKind(models.TextChoices):
    ISSUANCE = "issuance", _("Issuance")
    TRANSFER = "transfer", _("Transfer")
    INTER_REGISTRY = "inter_registry", _("Transfer to another registry")
    RETIREMENT = "retirement", _("Retirement")
    CANCELLATION = "cancellation", _("Cancellation")
    SET_ASIDE = "set_aside", _("Set aside in the buffer")
    RELEASE = "release", _("Release from the buffer")
    FREEZE = "freeze", _("Freeze")
    UNFREEZE = "unfreeze", _("End of a freeze")
    REVERSAL = "reversal", _("Reversal")
    CORRECTION = "correction", _("Correction")


class Series(models.Model):
    """Running numbers of one host country, issuing registry and numbering."""

    host = models.TextField()
    registry = models.TextField()
    numbering = models.TextField()
    opened_at = models.BigIntegerField()
    next_unit = models.BigIntegerField()

    class Meta:
        managed = False
        db_table = "book_series"

    @override
    def __str__(self) -> str:
        return f"{self.host}-{self.registry} ({self.numbering})"


class BookAccount(models.Model):
    """An account as the book knows it."""

    number = models.TextField()
    registry = models.TextField()
    purpose = models.TextField()

    class Meta:
        managed = False
        db_table = "book_account"

    @override
    def __str__(self) -> str:
        return self.number


class BookTransaction(models.Model):
    """A posted transaction. Its number for people is its id."""

    kind = models.TextField(choices=TransactionKind)
    key = models.TextField()
    posted_at = models.DateTimeField()
    answers = models.ForeignKey("self", null=True, on_delete=models.DO_NOTHING, db_column="answers")
    reason = models.TextField()

    class Meta:
        managed = False
        db_table = "book_transaction"

    @override
    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.pk}"


class Lot(models.Model):
    """What one issuance made in one series for one vintage year. `units` is a range, upper bound not included."""

    series = models.ForeignKey(Series, on_delete=models.DO_NOTHING, related_name="lots")
    units = BigIntegerRangeField()
    project = models.TextField()
    issuance = models.IntegerField()
    vintage = models.IntegerField(null=True)
    transaction = models.ForeignKey(BookTransaction, on_delete=models.DO_NOTHING, related_name="lots")

    class Meta:
        managed = False
        db_table = "book_lot"

    @override
    def __str__(self) -> str:
        return str(self.serial(self.units.lower, self.units.upper - 1))

    def serial(self, first: int, last: int) -> Serial:
        """The serial number of units `first..last` of this lot."""
        return Serial(
            numbering=self.series.numbering,
            host=self.series.host,
            registry=self.series.registry,
            first=first,
            last=last,
            project=project_digits(self.project),
            issuance=self.issuance,
        )


class _UnitsOfLot(models.Model):
    """A range of a lot."""

    units = BigIntegerRangeField()

    class Meta:
        abstract = True

    lot: models.ForeignKey[Lot]

    @property
    def first(self) -> int:
        return int(self.units.lower)

    @property
    def last(self) -> int:
        return int(self.units.upper) - 1

    @property
    def quantity_tco2e(self) -> int:
        return self.last - self.first + 1

    @property
    def serial(self) -> Serial:
        return self.lot.serial(self.first, self.last)


class _Holdings(models.QuerySet["Holding"]):
    """Holdings, found by who holds them."""

    def of_account(self, book_id: int | None) -> Self:
        """What an account holds now; nothing for an account that is not in the book yet."""
        lots = RawSQL("SELECT book_lots_of(%s)", [book_id])
        return self.filter(account_id=book_id, lot_id__in=lots)


class Holding(_UnitsOfLot):
    """A contiguous range of a lot in one account, now."""

    lot = models.ForeignKey(Lot, on_delete=models.DO_NOTHING, related_name="holdings")
    account = models.ForeignKey(BookAccount, on_delete=models.DO_NOTHING, related_name="holdings")

    objects = _Holdings.as_manager()

    class Meta:
        managed = False
        db_table = "book_holding"

    @override
    def __str__(self) -> str:
        return f"{self.account} {self.serial}"


class Movement(_UnitsOfLot):
    """A range that went from one account to another; from nowhere when it was issued."""

    transaction = models.ForeignKey(BookTransaction, on_delete=models.DO_NOTHING, related_name="movements")
    lot = models.ForeignKey(Lot, on_delete=models.DO_NOTHING, related_name="movements")
    from_account = models.ForeignKey(BookAccount, null=True, on_delete=models.DO_NOTHING, related_name="sent")
    to_account = models.ForeignKey(BookAccount, on_delete=models.DO_NOTHING, related_name="received")

    class Meta:
        managed = False
        db_table = "book_movement"

    @override
    def __str__(self) -> str:
        return f"{self.transaction} {self.serial}"


class PublicMovement(_UnitsOfLot):
    """A range that went from one place to another, as everybody may know it.

    A place is a registry and a kind of account: `JP/entity`. Movements within one place are not among these
    (`docs/decisions/0001-privacy-of-holdings.md`).
    """

    transaction = models.ForeignKey(BookTransaction, on_delete=models.DO_NOTHING, related_name="public_movements")
    lot = models.ForeignKey(Lot, on_delete=models.DO_NOTHING, related_name="public_movements")
    from_place = models.TextField(null=True)
    to_place = models.TextField()

    class Meta:
        managed = False
        db_table = "log_movement"

    @override
    def __str__(self) -> str:
        return f"{self.transaction_id} {self.serial}"

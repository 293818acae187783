"""Transaction requests: proposed by one person, approved by another, posted by the book."""

from typing import override

from django.contrib.postgres.fields import BigIntegerRangeField
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from common.words import WordsField
from partners.countries.models import PartnerCountry
from partners.people.models.people import User
from registry.book.serials import Serial
from registry.models.accounts import Account
from registry.models.batches import TransferBatch
from registry.models.book import BookTransaction, Lot, TransactionKind
from registry.states.requests import RequestMachine, RequestState

REQUESTED_KINDS = (
    TransactionKind.TRANSFER,
    TransactionKind.INTER_REGISTRY,
    TransactionKind.RETIREMENT,
    TransactionKind.CANCELLATION,
)


class TransactionRequest(RequestMachine):
    """A wish to move units. Its legs are fixed when it is proposed: exactly these units move, or none."""

    kind = models.CharField(max_length=20, choices=TransactionKind)
    sender = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="requests")
    receiver = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    country = models.ForeignKey(PartnerCountry, null=True, on_delete=models.PROTECT, related_name="+")
    quantity_tco2e = models.PositiveBigIntegerField()
    note = models.CharField(max_length=300, blank=True)
    purpose = WordsField(null=True, editable=False)
    proposed_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    approved_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    posted = models.OneToOneField(BookTransaction, null=True, on_delete=models.PROTECT, related_name="request")
    failed_check = models.CharField(max_length=10, blank=True)
    batch = models.ForeignKey(TransferBatch, null=True, on_delete=models.PROTECT, related_name="requests")

    class Meta:
        ordering = ["-proposed_at", "-id"]
        verbose_name = _("transaction request")
        constraints = [
            models.CheckConstraint(condition=Q(state__in=RequestState.values), name="request_state_known"),
            models.CheckConstraint(condition=Q(kind__in=REQUESTED_KINDS), name="request_kind_known"),
            models.CheckConstraint(condition=Q(quantity_tco2e__gt=0), name="request_moves_something"),
            models.CheckConstraint(condition=~Q(approved_by=F("proposed_by")), name="request_has_four_eyes"),
            models.CheckConstraint(condition=~Q(sender=F("receiver")), name="request_sender_is_not_receiver"),
            models.CheckConstraint(
                condition=Q(state="completed", posted__isnull=False, approved_by__isnull=False)
                | (~Q(state="completed") & Q(posted=None)),
                name="completed_request_is_posted",
            ),
        ]

    @override
    def __str__(self) -> str:
        return self.reference

    def get_absolute_url(self) -> str:
        return reverse("registry:request-page", args=[self.pk])

    @property
    def reference(self) -> str:
        return f"TR-{self.pk:06d}" if self.pk else ""

    @property
    def title(self) -> str:
        return f"{self.quantity_tco2e} t: {self.sender.number} → {self.receiver.number}"

    @property
    @override
    def excepted_person_id(self) -> int | None:
        """Whoever proposed it does not approve it: the step waits for the others."""
        return self.proposed_by_id if self.state == RequestState.AWAITING_APPROVAL else None

    @override
    def acting_role(self, role: str) -> str:
        """A government's representatives act in their own role."""
        return self.sender.acting_role(role)

    def party_ids(self, role: str) -> set[int]:
        """The sending account's holder acts as participant."""
        return {self.sender.holder_id} if role == "participant" else set()


class RequestLeg(models.Model):
    """Units of a lot that a request will move."""

    request = models.ForeignKey(TransactionRequest, on_delete=models.PROTECT, related_name="legs")
    lot = models.ForeignKey(Lot, on_delete=models.PROTECT, related_name="+")
    units = BigIntegerRangeField()

    class Meta:
        ordering = ["lot_id", "units"]
        constraints = [models.CheckConstraint(condition=~Q(units__isempty=True), name="request_leg_has_units")]

    @override
    def __str__(self) -> str:
        return str(self.serial)

    @property
    def first(self) -> int:
        return int(self.units.lower)

    @property
    def last(self) -> int:
        return int(self.units.upper) - 1

    @property
    def serial(self) -> Serial:
        return self.lot.serial(self.first, self.last)

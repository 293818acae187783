"""What the registry itself asks the book for: freezes, the buffer, reversals, corrections; under four eyes."""

from typing import override

from django.contrib.postgres.fields import BigIntegerRangeField
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from common.words import Words
from partners.countries.models import PartnerCountry
from partners.people.models.people import Role, User
from registry.book.serials import Serial
from registry.models.accounts import Account, Representative, administering_ids
from registry.models.book import BookTransaction, Lot, TransactionKind
from registry.states.officer_requests import OfficerMachine, OfficerState

ANSWERING_KINDS = (
    TransactionKind.RELEASE,
    TransactionKind.UNFREEZE,
    TransactionKind.REVERSAL,
    TransactionKind.CORRECTION,
)
OFFICER_KINDS = (TransactionKind.FREEZE, TransactionKind.SET_ASIDE, *ANSWERING_KINDS)


class OfficerRequest(OfficerMachine):
    """A wish of a registry's administrators. Its legs are fixed when it is proposed: exactly these units, or none."""

    kind = models.CharField(max_length=20, choices=TransactionKind)
    registry = models.CharField(max_length=2)
    country = models.ForeignKey(PartnerCountry, null=True, on_delete=models.PROTECT, related_name="+")
    answers = models.ForeignKey(BookTransaction, null=True, on_delete=models.PROTECT, related_name="answered_by")
    quantity_tco2e = models.PositiveBigIntegerField()
    reason = models.CharField(max_length=500)
    proposed_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    approved_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    posted = models.OneToOneField(BookTransaction, null=True, on_delete=models.PROTECT, related_name="officer_request")
    failed_check = models.CharField(max_length=10, blank=True)

    class Meta:
        ordering = ["-proposed_at", "-id"]
        verbose_name = _("request of the registry")
        constraints = [
            models.CheckConstraint(condition=Q(state__in=OfficerState.values), name="officer_request_state_known"),
            models.CheckConstraint(condition=Q(kind__in=OFFICER_KINDS), name="officer_request_kind_known"),
            models.CheckConstraint(condition=Q(quantity_tco2e__gt=0), name="officer_request_has_units"),
            models.CheckConstraint(condition=~Q(reason=""), name="officer_request_has_reason"),
            models.CheckConstraint(condition=~Q(approved_by=F("proposed_by")), name="officer_request_has_four_eyes"),
            models.CheckConstraint(
                condition=Q(kind__in=ANSWERING_KINDS, answers__isnull=False)
                | (~Q(kind__in=ANSWERING_KINDS) & Q(answers=None)),
                name="officer_request_names_what_it_answers",
            ),
            models.CheckConstraint(
                condition=Q(state="completed", posted__isnull=False, approved_by__isnull=False)
                | (~Q(state="completed") & Q(posted=None)),
                name="completed_officer_request_is_posted",
            ),
            models.CheckConstraint(
                condition=Q(registry="JP", country=None) | (~Q(registry="JP") & Q(country__isnull=False)),
                name="officer_request_country_is_its_registry",
            ),
        ]

    @override
    def __str__(self) -> str:
        return self.reference

    def get_absolute_url(self) -> str:
        return reverse("registry:officer-page", args=[self.pk])

    @property
    def reference(self) -> str:
        return f"RR-{self.pk:06d}" if self.pk else ""

    @property
    def title(self) -> Words:
        kind = Words.of(TransactionKind(self.kind).label)
        return Words("%(kind)s: %(quantity)s t", {"kind": kind, "quantity": self.quantity_tco2e})

    @property
    @override
    def excepted_person_id(self) -> int | None:
        """Whoever proposed it does not approve it: the step waits for the others."""
        return self.proposed_by_id if self.state == OfficerState.AWAITING_APPROVAL else None

    def interested_ids(self) -> set[int]:
        """The holders of the accounts from which and to which its units go, or in which they lie."""
        if self.pk is None:
            return set()
        named = self.legs.values_list("sender__holder_id", "receiver__holder_id")
        return {holder for pair in named for holder in pair} - {None}

    def interested_people(self) -> set[int]:
        """Who acts for one of these accounts."""
        if self.pk is None:
            return set()
        ends = self.legs.values_list("sender_id", "receiver_id")
        accounts = {account for pair in ends for account in pair} - {None}
        acting = Representative.objects.filter(account__in=accounts, ended_on=None)
        return set(acting.values_list("user_id", flat=True))

    def party_ids(self, role: str) -> set[int]:
        """The administrators of the registry act; the holders of the accounts are told when it is done, not before."""
        if role == Role.REGISTRY:
            return administering_ids(self.country_id)
        if role != Role.PARTICIPANT or self.state != OfficerState.COMPLETED:
            return set()
        return self.interested_ids()


class OfficerLeg(models.Model):
    """Units of a lot that a request of the registry concerns; without receiver they stay where they lie."""

    request = models.ForeignKey(OfficerRequest, on_delete=models.PROTECT, related_name="legs")
    lot = models.ForeignKey(Lot, on_delete=models.PROTECT, related_name="+")
    units = BigIntegerRangeField()
    sender = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    receiver = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(condition=~Q(units__isempty=True), name="officer_leg_has_units"),
            models.CheckConstraint(condition=~Q(sender=F("receiver")), name="officer_leg_goes_elsewhere"),
        ]

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
    def quantity_tco2e(self) -> int:
        return self.last - self.first + 1

    @property
    def vintage(self) -> int | None:
        return self.lot.vintage

    @property
    def serial(self) -> Serial:
        return self.lot.serial(self.first, self.last)

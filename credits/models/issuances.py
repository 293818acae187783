"""Issuances by side, and the lots that each made in the book."""

from typing import override

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from common.words import Words
from credits.models.requests import IssuanceRequest
from credits.states.issuances import IssuanceMachine, IssuanceState
from partners.organisations.models import Side
from partners.people.models.people import Appointment, Role, User
from partners.rulebooks.models.rulebooks import Rulebook
from registry.models import BookTransaction, Lot


class Issuance(IssuanceMachine):
    """What one side's registry issues of an approved request: notified by the Joint Committee, then issued.

    `registry` is the two letters of the issuing registry: JP, or the partner country's.
    """

    request = models.ForeignKey(IssuanceRequest, on_delete=models.PROTECT, related_name="issuances")
    side = models.CharField(max_length=8, choices=Side)
    registry = models.CharField(max_length=2)
    notified_tco2e = models.PositiveBigIntegerField()
    transaction = models.OneToOneField(
        BookTransaction, null=True, editable=False, on_delete=models.PROTECT, related_name="issuance"
    )
    proposed_by = models.ForeignKey(User, null=True, editable=False, on_delete=models.PROTECT, related_name="+")
    issued_by = models.ForeignKey(User, null=True, editable=False, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-id"]
        verbose_name = _("issuance")
        constraints = [
            models.CheckConstraint(condition=Q(state__in=IssuanceState.values), name="issuance_state_known"),
            models.CheckConstraint(condition=Q(side__in=Side.values), name="issuance_side_known"),
            models.CheckConstraint(condition=Q(notified_tco2e__gt=0), name="issuance_notifies_tonnes"),
            models.UniqueConstraint(fields=["request", "side"], name="issuance_one_a_side"),
            models.CheckConstraint(
                condition=~Q(state="issued")
                | Q(issued_at__isnull=False, transaction__isnull=False, issued_tco2e=F("notified_tco2e")),
                name="issuance_issued_as_notified",
            ),
            models.CheckConstraint(
                condition=Q(state="notified") | Q(proposed_at__isnull=False, proposed_by__isnull=False),
                name="issuance_has_proposer",
            ),
            models.CheckConstraint(
                condition=~Q(state="issued") | (Q(issued_by__isnull=False) & ~Q(issued_by=F("proposed_by"))),
                name="issuance_by_two",
            ),
        ]

    @override
    def __str__(self) -> str:
        return f"{self.reference} {self.title}".strip()

    @property
    def title(self) -> Words:
        country = Words.of(_("Japan")) if self.side == Side.JAPAN else self.request.project.country.names
        return Words.of(
            _("Issuance in the registry of %(side)s: %(project)s"), side=country, project=self.request.project.title
        )

    @property
    def reference(self) -> str:
        return self.request.reference

    @property
    def country_id(self) -> int:
        return self.request.country_id

    @property
    def rulebook(self) -> Rulebook | None:
        return self.request.rulebook

    @property
    def is_example(self) -> bool:
        return self.request.project.is_example

    def get_absolute_url(self) -> str:
        return reverse("credits:issuance-page", args=[self.pk])

    @property
    @override
    def excepted_person_id(self) -> int | None:
        """Whoever proposed it does not issue it: the step waits for the others."""
        return self.proposed_by_id if self.state == IssuanceState.PROPOSED else None

    def party_ids(self, role: str) -> set[int]:
        """The organisations whose administrators issue; otherwise the parties of the request."""
        if role != Role.REGISTRY:
            return self.request.party_ids(role)
        held = Appointment.objects.in_force().filter(role=Role.REGISTRY, organisation__side=self.side)
        if self.side == Side.PARTNER:
            held = held.filter(Q(country=None) | Q(country_id=self.country_id))
        return set(held.values_list("organisation_id", flat=True))


class IssuedLot(models.Model):
    """A lot of the book that an issuance made, one a vintage year.

    Units and serial number are copied, so that public lists need not ask the book.
    """

    issuance = models.ForeignKey(Issuance, on_delete=models.PROTECT, related_name="lots")
    vintage = models.PositiveSmallIntegerField()
    lot = models.OneToOneField(Lot, on_delete=models.PROTECT, related_name="issued")
    first_unit = models.PositiveBigIntegerField()
    last_unit = models.PositiveBigIntegerField()
    serial = models.CharField(max_length=60)

    class Meta:
        ordering = ["issuance", "vintage"]
        constraints = [
            models.UniqueConstraint(fields=["issuance", "vintage"], name="issued_lot_one_a_vintage"),
            models.CheckConstraint(condition=Q(last_unit__gte=F("first_unit")), name="issued_lot_has_units"),
        ]

    @override
    def __str__(self) -> str:
        return self.serial

    @property
    def quantity_tco2e(self) -> int:
        return self.last_unit - self.first_unit + 1

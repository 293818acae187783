"""What the platform checks by itself each night, and the registries that a difference has stopped."""

from typing import override

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from common.words import Words
from partners.countries.models import PartnerCountry
from partners.people.models.people import Role
from registry.models.accounts import administering_ids
from registry.states.stops import StopMachine, StopState


class InspectionKind(models.TextChoices):
    BOOK = "book", _("The book is what its history makes it")
    LOG = "log", _("The log agrees with the book and with its heads")
    HEADS = "heads", _("The database is the one whose heads are kept outside it")
    ROWS = "rows", _("Every row is what its history makes it")
    FILES = "files", _("Every file is as it was handed in")
    RECONCILIATION = "reconciliation", _("The book agrees with a partner’s")


class Inspection(models.Model):
    """One check as it was made; a row never changes.

    Attributes:
        registry: two letters of the registry that was compared; empty where the whole was.
        difference: the first one as it was found, in English as logs are; empty when there is none.
        not_made: why it could not be made, in English too; empty when it was made.
        counted: how many things were looked at: transactions, entries, tables, files or lots.
        seconds: how long it took.
    """

    keeps_history = False  # a row never changes

    kind = models.CharField(max_length=14, choices=InspectionKind)
    registry = models.CharField(max_length=2, blank=True)
    at = models.DateTimeField()
    seconds = models.PositiveIntegerField(default=0)
    counted = models.PositiveBigIntegerField(default=0)
    difference = models.TextField(blank=True)
    not_made = models.TextField(blank=True, db_default="")

    class Meta:
        ordering = ["-at", "-id"]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=InspectionKind.values), name="inspection_kind_known"),
            models.CheckConstraint(condition=Q(difference="") | Q(not_made=""), name="inspection_made_or_not"),
        ]
        indexes = [models.Index(fields=["kind", "registry", "-at"], name="inspection_newest")]

    @override
    def __str__(self) -> str:
        return f"{self.kind} {self.registry} {self.at:%Y-%m-%d}"


class RegistryStop(StopMachine):
    """A registry that stands still because a check found a difference; two administrators let it go on."""

    registry = models.CharField(max_length=2)
    country = models.ForeignKey(PartnerCountry, null=True, on_delete=models.PROTECT, related_name="+")
    inspection = models.ForeignKey(Inspection, on_delete=models.PROTECT, related_name="stops")
    stopped_at = models.DateTimeField()
    was_suspended = models.BooleanField(default=False)  # by somebody before: then it stays so

    class Meta:
        ordering = ["-stopped_at", "-id"]
        verbose_name = _("stop of a registry")
        constraints = [
            models.CheckConstraint(condition=Q(state__in=StopState.values), name="stop_state_known"),
            models.CheckConstraint(
                condition=~Q(state="lifted")
                | Q(asked_by__isnull=False, lifted_by__isnull=False) & ~Q(lifted_by=F("asked_by")),
                name="stop_lifted_by_two",
            ),
            models.CheckConstraint(
                condition=Q(registry="JP", country=None) | (~Q(registry="JP") & Q(country__isnull=False)),
                name="stop_country_is_its_registry",
            ),
            models.UniqueConstraint(
                fields=["registry"], condition=~Q(state="lifted"), name="one_stop_in_force_a_registry"
            ),
        ]

    @override
    def __str__(self) -> str:
        return self.reference

    def get_absolute_url(self) -> str:
        return reverse("registry:stop-page", args=[self.pk])

    @property
    def reference(self) -> str:
        return f"ST-{self.pk:06d}" if self.pk else ""

    @property
    def title(self) -> Words:
        return Words(gettext_noop("The registry %(registry)s is stopped"), {"registry": self.registry})

    @property
    @override
    def excepted_person_id(self) -> int | None:
        """Whoever asked does not lift it: the step waits for the others."""
        return self.asked_by_id if self.state == StopState.ASKED else None

    def party_ids(self, role: str) -> set[int]:
        """The administrators of the registry act."""
        return administering_ids(self.country_id) if role == Role.REGISTRY else set()

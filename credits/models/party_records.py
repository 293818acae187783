"""What a Party says of itself, in versions: its NDC, its inventory, adjustments that are final, its yearly format."""

from collections.abc import Mapping
from typing import override

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from common.models import Sourced
from common.refusals import Sentence
from common.words import Words
from credits.states.party_records import RecordMachine, RecordState
from partners.countries.models import PartnerCountry
from partners.organisations.models import Side
from partners.people.models.people import Appointment, Role, User

JAPAN = "JPN"


class RecordKind(models.TextChoices):
    NDC = "ndc", _("Nationally determined contribution")
    INVENTORY = "inventory", _("Greenhouse gas inventory")
    FINAL = "final", _("Final corresponding adjustments")
    AEF = "aef", _("Agreed electronic format")


TITLES: Mapping[str, Sentence] = {
    RecordKind.NDC: _("NDC of %(party)s, %(period)s, version %(version)s"),
    RecordKind.INVENTORY: _("Inventory of %(party)s, version %(version)s"),
    RecordKind.FINAL: _("Final adjustments of %(party)s, %(period)s"),
    RecordKind.AEF: _("Agreed electronic format of %(party)s for %(period)s, version %(version)s"),
}


class PartyRecord(RecordMachine, Sourced):
    """One version of a record of a Party. A change is a new version; what it says never changes once it is proposed.

    `party` is the alpha-3 code; `country` is empty for Japan. `period` is that of an NDC (2021-2030) or the year
    of a format; a Party has one inventory, in versions. `content` is what it says, as its kind reads it; `sha256` the
    hash of its canonical JSON.
    """

    kind = models.CharField(max_length=10, choices=RecordKind)
    party = models.CharField(max_length=3)
    country = models.ForeignKey(PartnerCountry, null=True, on_delete=models.PROTECT, related_name="party_records")
    period = models.CharField(max_length=9, blank=True)
    version = models.PositiveSmallIntegerField(default=1)
    content = models.JSONField(default=dict)
    sha256 = models.CharField(max_length=64)
    replaces = models.ForeignKey(
        "self", null=True, editable=False, on_delete=models.PROTECT, related_name="later_versions"
    )
    proposed_by = models.ForeignKey(User, null=True, editable=False, on_delete=models.PROTECT, related_name="+")
    confirmed_by = models.ForeignKey(User, null=True, editable=False, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["party", "kind", "period", "-version"]
        verbose_name = _("record of a Party")
        constraints = [
            models.CheckConstraint(condition=Q(state__in=RecordState.values), name="party_record_state_known"),
            models.CheckConstraint(condition=Q(kind__in=RecordKind.values), name="party_record_kind_known"),
            models.CheckConstraint(condition=Q(party__regex=r"^[A-Z]{3}$"), name="party_record_party_code"),
            models.CheckConstraint(
                condition=Q(party=JAPAN, country=None) | (~Q(party=JAPAN) & Q(country__isnull=False)),
                name="party_record_country_is_party",
            ),
            models.CheckConstraint(condition=Q(sha256__regex=r"^[0-9a-f]{64}$"), name="party_record_has_sha256"),
            models.CheckConstraint(
                condition=Q(state__in=["draft", "proposed", "declined"])
                | (
                    Q(in_force_at__isnull=False, proposed_by__isnull=False, confirmed_by__isnull=False)
                    & ~Q(confirmed_by=F("proposed_by"))
                ),
                name="party_record_by_two",
            ),
            models.UniqueConstraint(
                fields=["kind", "party", "period", "version", "origin"],
                condition=~Q(state="declined"),
                name="party_record_version_once",
            ),
            models.UniqueConstraint(
                fields=["kind", "party", "period", "origin"],
                condition=Q(state="in_force"),
                name="party_record_one_in_force",
            ),
        ]

    @override
    def __str__(self) -> str:
        return f"{self.party} {self.kind} {self.period} v{self.label}".replace("  ", " ")

    def get_absolute_url(self) -> str:
        return reverse("credits:record-page", args=[self.pk])

    @property
    def label(self) -> str:
        """The version as it is written: of a format 1.0, 1.1, of others a whole number."""
        return f"1.{self.version - 1}" if self.kind == RecordKind.AEF else str(self.version)

    @property
    def title(self) -> Words:
        party = Words.of(_("Japan")) if self.country is None else self.country.names
        return Words.of(TITLES[self.kind], party=party, period=self.period, version=self.label)

    @property
    def side(self) -> str:
        """Whose government says it."""
        return Side.JAPAN if self.party == JAPAN else Side.PARTNER

    @property
    @override
    def excepted_person_id(self) -> int | None:
        """Whoever proposed it does not confirm it: the step waits for the others."""
        return self.proposed_by_id if self.state == RecordState.PROPOSED else None

    def party_ids(self, role: str) -> set[int]:
        """The government whose officers confirm."""
        if role != Role.GOVERNMENT:
            return set()
        held = Appointment.objects.in_force().filter(role=role, organisation__side=self.side)
        if self.country_id is not None:
            held = held.filter(country_id=self.country_id)
        return set(held.values_list("organisation_id", flat=True))

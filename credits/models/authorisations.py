"""Authorisations of units by the Parties: which ranges of a lot may be used for what."""

from typing import override

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, BigIntegerRangeField, RangeOperators
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from common.models import Sourced
from common.text import constraint, one_line
from common.words import Words
from credits.states.authorisations import AuthorisationMachine, AuthorisationState
from partners.countries.models import PartnerCountry
from partners.organisations.models import Side
from partners.people.models.people import Appointment, Role, User
from registry.models import Account, Holding, Lot


class Use(models.TextChoices):
    """What units are authorised for (2/CMA.3; the agreed electronic format's words)."""

    NDC = "ndc", _("Towards a nationally determined contribution")
    IMP = "imp", _("International mitigation purposes other than an NDC")
    OP = "op", _("Other purposes")


class FirstTransfer(models.TextChoices):
    """What the first transferring Party takes as first transfer of units for other purposes."""

    NOT_APPLICABLE = "na", _("Not applicable")
    AUTHORISATION = "authorisation", _("Authorisation")
    ISSUANCE = "issuance", _("Issuance")
    USE = "use", _("Use or cancellation")


class Authorisation(AuthorisationMachine, Sourced):
    """One version of a Party's authorisation: proposed, in force, or of before. A change is a new version, no edit."""

    reference = models.CharField(max_length=40, validators=[one_line])
    version = models.PositiveSmallIntegerField(default=1)
    country = models.ForeignKey(PartnerCountry, on_delete=models.PROTECT, related_name="authorisations")
    side = models.CharField(max_length=8, choices=Side)
    uses = ArrayField(models.CharField(max_length=4, choices=Use))
    first_transfer = models.CharField(max_length=14, choices=FirstTransfer, default=FirstTransfer.NOT_APPLICABLE)
    authorised_on = models.DateField()
    terms = models.TextField(blank=True)
    replaces = models.ForeignKey(
        "self", null=True, editable=False, on_delete=models.PROTECT, related_name="later_versions"
    )
    proposed_by = models.ForeignKey(User, null=True, editable=False, on_delete=models.PROTECT, related_name="+")
    confirmed_by = models.ForeignKey(User, null=True, editable=False, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-authorised_on", "-id"]
        verbose_name = _("authorisation")
        constraints = [
            models.CheckConstraint(condition=Q(state__in=AuthorisationState.values), name="authorisation_state_known"),
            models.CheckConstraint(
                condition=Q(state__in=["proposed", "declined"])
                | Q(state="replaced", proposed_by=None, confirmed_by=None)  # of before, when one person was enough
                | (
                    Q(in_force_at__isnull=False, proposed_by__isnull=False, confirmed_by__isnull=False)
                    & ~Q(confirmed_by=F("proposed_by"))
                ),
                name="authorisation_by_two",
            ),
            constraint("reference", name="authorisation_reference_fit", empty=True),
            models.CheckConstraint(condition=Q(side__in=Side.values), name="authorisation_side_known"),
            models.CheckConstraint(condition=Q(uses__len__gt=0), name="authorisation_has_use"),
            models.CheckConstraint(condition=Q(uses__contained_by=list(Use.values)), name="authorisation_uses_known"),
            models.UniqueConstraint(
                fields=["reference", "version"], condition=~Q(state="declined"), name="authorisation_version_once"
            ),
            models.UniqueConstraint(
                fields=["reference"], condition=Q(state="in_force"), name="authorisation_one_in_force"
            ),
        ]

    @override
    def __str__(self) -> str:
        return f"{self.reference} v{self.version}"

    def get_absolute_url(self) -> str:
        return reverse("credits:authorisation-page", args=[self.pk])

    @property
    def title(self) -> Words:
        party = Words.of(_("Japan")) if self.side == Side.JAPAN else self.country.names
        return Words.of(_("Authorisation by %(party)s: %(name)s"), party=party, name=str(self))

    @property
    def quantity_tco2e(self) -> int:
        """Tonnes of CO2 equivalent that it names."""
        return sum(each.units.upper - each.units.lower for each in self.ranges.all())

    @property
    @override
    def excepted_person_id(self) -> int | None:
        """Whoever proposed it does not confirm it: the step waits for the others."""
        return self.proposed_by_id if self.state == AuthorisationState.PROPOSED else None

    def interested_ids(self) -> set[int]:
        """The organisations that hold units of the lots that it names."""
        held = Holding.objects.filter(lot__in=self.ranges.values("lot")).values("account")
        return set(Account.objects.filter(book_id__in=held).values_list("holder_id", flat=True))

    def party_ids(self, role: str) -> set[int]:
        """The government whose officers confirm; the registries of both sides are told."""
        held = Appointment.objects.in_force().filter(role=role)
        if role == Role.GOVERNMENT:
            held = held.filter(organisation__side=self.side)
        held = held.filter(Q(organisation__side=Side.JAPAN) | Q(country=None) | Q(country_id=self.country_id))
        return (
            set(held.values_list("organisation_id", flat=True)) if role in {Role.GOVERNMENT, Role.REGISTRY} else set()
        )

    @property
    def use_labels(self) -> list[str]:
        """The uses in words."""
        return [str(Use(use).label) for use in self.uses]


class AuthorisedRange(models.Model):
    """Units of a lot under an authorisation. A Party authorises a unit once; no split of a holding loses it.

    `is_current` is true exactly while its authorisation is in force.
    """

    authorisation = models.ForeignKey(Authorisation, on_delete=models.PROTECT, related_name="ranges")
    side = models.CharField(max_length=8, choices=Side)
    lot = models.ForeignKey(Lot, on_delete=models.PROTECT, related_name="authorised")
    units = BigIntegerRangeField()
    is_current = models.BooleanField(default=False, editable=False)

    class Meta:
        ordering = ["lot", "units"]
        constraints = [
            models.CheckConstraint(condition=Q(units__isempty=False), name="authorised_range_has_units"),
            ExclusionConstraint(
                name="unit_authorised_once_a_party",
                expressions=[
                    ("side", RangeOperators.EQUAL),
                    ("lot", RangeOperators.EQUAL),
                    ("units", RangeOperators.OVERLAPS),
                ],
                condition=Q(is_current=True),
            ),
        ]

    @override
    def __str__(self) -> str:
        return str(self.lot.serial(self.units.lower, self.units.upper - 1))

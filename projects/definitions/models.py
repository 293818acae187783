"""The texts of a methodology's definition, one row each; only one is in force."""

from typing import override

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from common.models import Sourced
from common.words import Words
from projects.definitions.states import DefinitionMachine, DefinitionState, Sourcing
from projects.methodologies.models import Methodology

OPEN = (DefinitionState.DRAFT, DefinitionState.PROPOSED)


class MethodologyDefinition(DefinitionMachine, Sourced):
    """A methodology version as data: parameters, formulas, criteria and worked examples, as text (TOML).

    `number` counts the texts of one version: 1 is the first. `sha256` is that of the text's UTF-8 bytes.
    A change is a new row: what was in force stays readable, and every calculation names the text it was made by.
    """

    methodology = models.ForeignKey(Methodology, on_delete=models.PROTECT, related_name="definitions")
    number = models.PositiveSmallIntegerField(editable=False)
    text = models.TextField()
    sha256 = models.CharField(max_length=64, editable=False)
    sourcing = models.CharField(max_length=13, choices=Sourcing, editable=False)
    reason = models.CharField(_("what changes, and why"), max_length=1000, blank=True)
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, editable=False, on_delete=models.PROTECT, related_name="+"
    )
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, editable=False, on_delete=models.PROTECT, related_name="+"
    )
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, editable=False, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ["methodology", "-number"]
        verbose_name = _("definition of a methodology")
        verbose_name_plural = _("definitions of methodologies")
        constraints = [
            models.CheckConstraint(condition=Q(state__in=DefinitionState.values), name="definition_state_known"),
            models.CheckConstraint(condition=Q(sourcing__in=Sourcing.values), name="definition_sourcing_known"),
            models.UniqueConstraint(fields=["methodology", "number"], name="definition_number_once"),
            models.UniqueConstraint(
                fields=["methodology"], condition=Q(state="in_force"), name="definition_one_in_force"
            ),
            models.UniqueConstraint(
                fields=["methodology"], condition=Q(state__in=["draft", "proposed"]), name="definition_one_open"
            ),
            models.CheckConstraint(
                condition=Q(state__in=["draft", "withdrawn"])
                | Q(origin="imported")
                | Q(proposed_at__isnull=False, proposed_by__isnull=False, written_by__isnull=False),
                name="definition_proposed_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["draft", "proposed", "withdrawn"])
                | Q(origin="imported")
                | (
                    Q(in_force_at__isnull=False, confirmed_by__isnull=False)
                    & ~Q(confirmed_by=F("proposed_by"))
                    & ~Q(confirmed_by=F("written_by"))
                ),
                name="definition_by_two",
            ),
        ]

    @override
    def __str__(self) -> str:
        return str(self.title)

    @property
    def title(self) -> Words:
        return Words.of(
            _("Definition of %(methodology)s, text %(number)s"), methodology=self.code, number=str(self.number)
        )

    @property
    def code(self) -> str:
        """The version of the methodology that it defines, as `TH_AM001 ver03.0`."""
        named = self.methodology.reference or self.methodology.proposed_reference
        return f"{named} {self.methodology.version_code}".strip()

    @property
    def file_name(self) -> str:
        """What its file is called."""
        return f"{self.code.replace(' ', '_')}_text{self.number}.toml"

    @property
    def country_id(self) -> int:
        """The country of the methodology, whose officers keep it."""
        return self.methodology.country_id

    @property
    def is_open(self) -> bool:
        """True while officers work on it."""
        return self.state in OPEN

    @property
    @override
    def excepted_person_id(self) -> int | None:
        """Who proposed it does not confirm it."""
        return self.proposed_by_id if self.state == DefinitionState.PROPOSED else None

    def party_ids(self, role: str) -> set[int]:
        """Who proposed the methodology: an officer who acts for them does not judge its definition."""
        if role != "participant":
            return set()
        rows = Methodology.objects.filter(pk=self.methodology_id, proposal__proponents__isnull=False)
        return set(rows.values_list("proposal__proponents", flat=True))

    def get_absolute_url(self) -> str:
        return reverse("projects:definition-page", args=[self.pk])

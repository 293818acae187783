"""Proposed rulebooks: what is to hold from a day on, until a second officer puts it in force."""

from typing import override

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from committee.rules.states.proposals import ProposalMachine, ProposalState
from common.words import Words
from partners.countries.models import PartnerCountry
from partners.rulebooks.models.rulebooks import Rulebook


class RulebookProposal(ProposalMachine):
    """A whole rulebook as it is to be; `base` is the one it was written from, `rulebook` the one it became."""

    country = models.ForeignKey(PartnerCountry, on_delete=models.PROTECT, related_name="rulebook_proposals")
    track = models.CharField(max_length=40, default="JCM")
    version = models.CharField(max_length=20)
    in_force_from = models.DateField()
    rules = models.JSONField(default=dict)
    time_limits = models.JSONField(default=dict)
    terms = models.JSONField(default=dict)
    sources = models.JSONField(default=dict)
    source_url = models.TextField()
    note = models.TextField(blank=True)
    base = models.ForeignKey(Rulebook, null=True, on_delete=models.PROTECT, related_name="+")
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    rulebook = models.OneToOneField(Rulebook, null=True, on_delete=models.PROTECT, related_name="proposal")

    class Meta:
        ordering = ["-proposed_at", "-id"]
        verbose_name = _("proposed rulebook")
        constraints = [
            models.CheckConstraint(condition=Q(state__in=ProposalState.values), name="rulebook_proposal_state_known"),
            models.CheckConstraint(
                condition=~Q(state__in=["adopted", "rejected"]) | ~Q(decided_by=F("proposed_by")),
                name="rulebook_proposal_has_four_eyes",
            ),
            models.CheckConstraint(
                condition=Q(state="adopted", rulebook__isnull=False, decided_by__isnull=False)
                | (~Q(state="adopted") & Q(rulebook=None)),
                name="adopted_proposal_became_a_rulebook",
            ),
            models.CheckConstraint(condition=~Q(source_url=""), name="rulebook_proposal_has_source"),
            models.UniqueConstraint(
                F("country"), Lower("track"), condition=Q(state="proposed"), name="one_open_proposal_a_track"
            ),
        ]

    @override
    def __str__(self) -> str:
        return f"{self.country.iso2} {self.track} ver{self.version}"

    def get_absolute_url(self) -> str:
        return reverse("committee:proposal-page", args=[self.pk])

    @property
    def reference(self) -> str:
        return str(self)

    @property
    def title(self) -> Words:
        return Words(
            "%(country)s: %(rulebook)s", {"country": self.country.names, "rulebook": f"{self.track} ver{self.version}"}
        )

    @property
    @override
    def excepted_person_id(self) -> int | None:
        """Whoever proposed it does not put it in force: the step waits for the others."""
        return self.proposed_by_id if self.state == ProposalState.PROPOSED else None

    def party_ids(self, role: str) -> set[int]:
        """No organisation in particular: the country's officers act."""
        return set()

    def as_rulebook(self) -> Rulebook:
        """The rulebook that it would become, not saved: it answers every question of rule."""
        named = ("country", "track", "version", "rules", "time_limits", "terms", "sources", "source_url", "note")
        return Rulebook(**{name: getattr(self, name) for name in named})

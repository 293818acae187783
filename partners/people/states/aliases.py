"""Two accounts that may be one person's: found by the platform, concluded by an auditor."""

from datetime import datetime
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from common.machines import Holder, StateField, Way, move
from common.models import PaperRow
from partners.people.permissions import personnel
from partners.permissions import system


class AliasState(models.TextChoices):
    SUSPECTED = "suspected", _("Waits for an auditor")
    ONE_PERSON = "one_person", _("One person")
    TWO_PERSONS = "two_persons", _("Two persons")


class AliasMachine(PaperRow):
    """State of a suspicion and its facts."""

    HOLDERS: ClassVar[dict[str, Holder]] = {
        AliasState.SUSPECTED: Holder("auditor", _("Say whether two accounts are one person’s"), "people.likeness")
    }
    STATE_KINDS: ClassVar[dict[str, str]] = {
        AliasState.SUSPECTED: "waiting",
        AliasState.ONE_PERSON: "bad",
        AliasState.TWO_PERSONS: "good",
    }

    state = StateField(default=AliasState.SUSPECTED, choices=AliasState.choices)
    found_at = models.DateTimeField(editable=False)
    concluded_at = models.DateTimeField(null=True, editable=False)
    conclusion = models.TextField(blank=True, editable=False)

    class Meta:
        abstract = True

    @move(
        state,
        source=[AliasState.SUSPECTED, AliasState.ONE_PERSON],
        target=AliasState.TWO_PERSONS,
        who=personnel.concludes_likeness,
        label=_("They are two persons"),
        done=pgettext_lazy("deed", "Found to be two persons"),
        tells=("secretariat",),
    )
    def tell_apart(self, *, at: datetime, reason: str) -> None:
        self.concluded_at, self.conclusion = at, reason

    @move(
        state,
        source=[AliasState.SUSPECTED, AliasState.TWO_PERSONS],
        target=AliasState.ONE_PERSON,
        who=personnel.concludes_likeness,
        way=Way.ASIDE,
        label=_("They are one person"),
        done=pgettext_lazy("deed", "Found to be one person"),
        tells=("secretariat",),
    )
    def unite(self, *, at: datetime, reason: str) -> None:
        self.concluded_at, self.conclusion = at, reason

    @move(
        state,
        source=AliasState.TWO_PERSONS,
        target=AliasState.SUSPECTED,
        who=system,
        by_page=False,
        label=_("More was found"),
        tells=("auditor",),
    )
    def reopen(self, *, at: datetime) -> None:
        self.found_at, self.concluded_at = at, None

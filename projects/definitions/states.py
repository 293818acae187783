"""How the definition of a methodology comes in force: written and proposed by one officer, confirmed by another."""

from datetime import datetime
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from common.machines import Holder, StateField, Way, move
from common.models import PaperRow
from partners.permissions import secretariat, system
from projects.permissions import puts_definition_in_force


class DefinitionState(models.TextChoices):
    DRAFT = "draft", _("Draft")
    PROPOSED = "proposed", _("Proposed; waits for a second officer")
    IN_FORCE = "in_force", _("In force")
    REPLACED = "replaced", _("Replaced by a later text")
    WITHDRAWN = "withdrawn", _("Given up")


class Sourcing(models.TextChoices):
    """How sure a definition is; the word that its text bears."""

    OFFICIAL = "official-text", pgettext_lazy("definition", "Official text")
    SUMMARY = "summary-based", pgettext_lazy("definition", "Summary-based")
    NOT_SOURCED = "not-sourced", pgettext_lazy("definition", "Not sourced")


class DefinitionMachine(PaperRow):
    """State of one text of a methodology's definition. Amounts are calculated by the one that is in force."""

    HOLDERS: ClassVar[dict[str, Holder]] = {
        DefinitionState.DRAFT: Holder("secretariat", _("Finish the definition of the methodology and propose it")),
        DefinitionState.PROPOSED: Holder(
            "secretariat", _("Confirm or send back the definition that another officer proposed"), "definition.confirm"
        ),
    }
    STATE_KINDS: ClassVar[dict[str, str]] = {
        DefinitionState.DRAFT: "draft",
        DefinitionState.PROPOSED: "waiting",
        DefinitionState.IN_FORCE: "good",
        DefinitionState.REPLACED: "ended",
        DefinitionState.WITHDRAWN: "ended",
    }

    state = StateField(default=DefinitionState.DRAFT, choices=DefinitionState.choices)
    proposed_at = models.DateTimeField(null=True, editable=False)
    in_force_at = models.DateTimeField(null=True, editable=False)
    ended_at = models.DateTimeField(null=True, editable=False)
    state_note = models.TextField(blank=True, editable=False)

    class Meta:
        abstract = True

    @move(
        state,
        source=DefinitionState.DRAFT,
        target=DefinitionState.PROPOSED,
        who=secretariat,
        label=_("Propose the definition"),
        done=pgettext_lazy("deed", "Definition proposed"),
        tells=("secretariat",),
    )
    def propose(self, *, at: datetime) -> None:
        self.proposed_at, self.state_note = at, ""

    @move(
        state,
        source=DefinitionState.PROPOSED,
        target=DefinitionState.IN_FORCE,
        who=puts_definition_in_force,
        label=_("Put the definition in force"),
        done=pgettext_lazy("deed", "Definition put in force"),
        tells=("secretariat",),
    )
    def confirm(self, *, at: datetime) -> None:
        self.in_force_at = at

    @move(
        state,
        source=DefinitionState.PROPOSED,
        target=DefinitionState.DRAFT,
        who=secretariat,
        way=Way.ASIDE,
        label=_("Send the definition back"),
        done=pgettext_lazy("deed", "Definition sent back"),
        tells=("secretariat",),
    )
    def send_back(self, *, at: datetime, note: str) -> None:
        self.proposed_at, self.state_note = None, note

    @move(
        state,
        source=DefinitionState.DRAFT,
        target=DefinitionState.WITHDRAWN,
        who=secretariat,
        way=Way.END,
        label=_("Give the draft up"),
        done=pgettext_lazy("deed", "Draft given up"),
    )
    def withdraw(self, *, at: datetime, note: str) -> None:
        self.ended_at, self.state_note = at, note

    @move(
        state,
        source=DefinitionState.IN_FORCE,
        target=DefinitionState.REPLACED,
        who=system,
        label=_("Replace by the next text"),
        by_page=False,
    )
    def replace(self, *, at: datetime) -> None:
        self.ended_at = at

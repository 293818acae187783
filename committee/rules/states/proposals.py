"""The life of a proposed rulebook: one officer proposes, a second one puts it in force."""

from datetime import datetime
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from common.machines import Holder, StateField, Way, move
from common.models import PaperRow
from partners import permissions


class ProposalState(models.TextChoices):
    PROPOSED = "proposed", _("Waits for a second officer")
    ADOPTED = "adopted", _("In force from its day")
    REJECTED = "rejected", _("Rejected")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class ProposalMachine(PaperRow):
    """State of a proposed rulebook and its facts."""

    HOLDERS: ClassVar[dict[str, Holder]] = {
        ProposalState.PROPOSED: Holder(
            "secretariat", _("Put the proposed rulebook in force, or reject it"), "rulebook.check"
        )
    }

    state = StateField(default=ProposalState.PROPOSED, choices=ProposalState.choices)
    proposed_at = models.DateTimeField(editable=False)
    decided_at = models.DateTimeField(null=True, editable=False)
    decision_note = models.TextField(blank=True, editable=False)

    class Meta:
        abstract = True

    @move(
        state,
        source=ProposalState.PROPOSED,
        target=ProposalState.ADOPTED,
        who=permissions.another_officer,
        label=_("Put in force"),
        done=pgettext_lazy("deed", "In force from now on"),
        tells=("secretariat", "committee"),
    )
    def adopt(self, *, at: datetime) -> None:
        self.decided_at = at

    @move(
        state,
        source=ProposalState.PROPOSED,
        target=ProposalState.REJECTED,
        who=permissions.another_officer,
        way=Way.END,
        label=_("Reject"),
        done=pgettext_lazy("deed", "Rejected"),
        tells=("secretariat",),
    )
    def reject(self, *, at: datetime, note: str) -> None:
        self.decided_at, self.decision_note = at, note

    @move(
        state,
        source=ProposalState.PROPOSED,
        target=ProposalState.WITHDRAWN,
        who=permissions.secretariat,
        way=Way.END,
        label=_("Withdraw"),
        done=pgettext_lazy("deed", "Withdrawn by its authors"),
        tells=("secretariat",),
    )
    def withdraw(self, *, at: datetime, note: str) -> None:
        self.decided_at, self.decision_note = at, note

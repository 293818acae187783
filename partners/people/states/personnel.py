"""The life of a change about people: one officer proposes it, another person puts it in force."""

from datetime import datetime
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from common.machines import Holder, StateField, Way, move
from common.models import PaperRow
from partners.people.permissions import personnel


class PersonnelState(models.TextChoices):
    PROPOSED = "proposed", _("Waits for a second officer")
    IN_FORCE = "in_force", _("Put in force")
    REJECTED = "rejected", _("Rejected")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class PersonnelMachine(PaperRow):
    """State of a change about people and its facts."""

    HOLDERS: ClassVar[dict[str, Holder]] = {
        PersonnelState.PROPOSED: Holder(
            "secretariat", _("Put the change about a person in force, or reject it"), "people.confirmation"
        )
    }
    STATE_KINDS: ClassVar[dict[str, str]] = {
        PersonnelState.PROPOSED: "waiting",
        PersonnelState.IN_FORCE: "good",
        PersonnelState.REJECTED: "bad",
        PersonnelState.WITHDRAWN: "ended",
    }

    state = StateField(default=PersonnelState.PROPOSED, choices=PersonnelState.choices)
    proposed_at = models.DateTimeField(editable=False)
    decided_at = models.DateTimeField(null=True, editable=False)
    decision_note = models.TextField(blank=True, editable=False)

    class Meta:
        abstract = True

    @move(
        state,
        source=PersonnelState.PROPOSED,
        target=PersonnelState.IN_FORCE,
        who=personnel.confirms,
        label=_("Put in force"),
        done=pgettext_lazy("deed", "In force from now on"),
        tells=("secretariat",),
    )
    def confirm(self, *, at: datetime) -> None:
        self.decided_at = at

    @move(
        state,
        source=PersonnelState.PROPOSED,
        target=PersonnelState.REJECTED,
        who=personnel.confirms,
        way=Way.END,
        label=_("Reject"),
        done=pgettext_lazy("deed", "Rejected"),
        tells=("secretariat",),
    )
    def reject(self, *, at: datetime, note: str) -> None:
        self.decided_at, self.decision_note = at, note

    @move(
        state,
        source=PersonnelState.PROPOSED,
        target=PersonnelState.WITHDRAWN,
        who=personnel.withdraws,
        way=Way.END,
        label=_("Withdraw"),
        done=pgettext_lazy("deed", "Withdrawn by its authors"),
        tells=("secretariat",),
    )
    def withdraw(self, *, at: datetime, note: str) -> None:
        self.decided_at, self.decision_note = at, note

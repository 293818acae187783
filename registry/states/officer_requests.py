"""The life of what the registry itself asks for: one administrator proposes, another approves, the book posts."""

from datetime import datetime
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from common.machines import Holder, StateField, Way, move
from common.models import PaperRow
from common.words import Words, WordsField
from partners.permissions import system
from registry import permissions


class OfficerState(models.TextChoices):
    AWAITING_APPROVAL = "awaiting_approval", _("Waits for a second person")
    APPROVED = "approved", _("Approved, being posted")
    COMPLETED = "completed", _("Completed")
    REJECTED = "rejected", _("Rejected")
    CANCELLED = "cancelled", _("Cancelled")
    TERMINATED = "terminated", _("Ended by a failed check")
    EXPIRED = "expired", _("Expired without approval")


OPEN_OFFICER_STATES = (OfficerState.AWAITING_APPROVAL, OfficerState.APPROVED)


class OfficerMachine(PaperRow):
    """State of a request of the registry and its facts. `approved` lasts only while the book posts."""

    HOLDERS: ClassVar[dict[str, Holder]] = {
        OfficerState.AWAITING_APPROVAL: Holder(
            "registry", _("Approve or reject what another administrator proposed"), "transfer.approval"
        )
    }
    STATE_KINDS: ClassVar[dict[str, str]] = {
        OfficerState.AWAITING_APPROVAL: "waiting",
        OfficerState.APPROVED: "waiting",
        OfficerState.COMPLETED: "good",
        OfficerState.REJECTED: "bad",
        OfficerState.CANCELLED: "ended",
        OfficerState.TERMINATED: "bad",
        OfficerState.EXPIRED: "ended",
    }

    state = StateField(default=OfficerState.AWAITING_APPROVAL, choices=OfficerState.choices)
    approved_at = models.DateTimeField(null=True, editable=False)
    ended_at = models.DateTimeField(null=True, editable=False)
    state_note = models.TextField(blank=True, editable=False)
    failed_why = WordsField(null=True, editable=False)

    class Meta:
        abstract = True

    @move(
        state,
        source=OfficerState.AWAITING_APPROVAL,
        target=OfficerState.APPROVED,
        who=permissions.approves_for_registry,
        label=_("Approve"),
        done=pgettext_lazy("deed", "Approved"),
    )
    def approve(self, *, at: datetime) -> None:
        self.approved_at = at

    @move(
        state,
        source=OfficerState.AWAITING_APPROVAL,
        target=OfficerState.REJECTED,
        who=permissions.approves_for_registry,
        way=Way.END,
        label=_("Reject"),
        done=pgettext_lazy("deed", "Rejected"),
        tells=("registry",),
    )
    def reject(self, *, at: datetime, note: str) -> None:
        self.ended_at, self.state_note = at, note

    @move(
        state,
        source=OfficerState.AWAITING_APPROVAL,
        target=OfficerState.CANCELLED,
        who=permissions.administers,
        way=Way.END,
        label=_("Cancel the request"),
        done=pgettext_lazy("deed", "Called off"),
        tells=("registry",),
    )
    def cancel(self, *, at: datetime) -> None:
        self.ended_at = at

    @move(
        state,
        source=OfficerState.APPROVED,
        target=OfficerState.COMPLETED,
        who=system,
        label=_("Completed"),
        done=pgettext_lazy("deed", "Completed"),
        tells=("registry", "participant"),
        by_page=False,
    )
    def complete(self, *, at: datetime) -> None:
        self.ended_at = at

    @move(
        state,
        source=OfficerState.APPROVED,
        target=OfficerState.TERMINATED,
        who=system,
        label=_("End by a failed check"),
        done=pgettext_lazy("deed", "Ended by a failed check"),
        tells=("registry",),
        by_page=False,
    )
    def terminate(self, *, at: datetime, why: Words) -> None:
        self.ended_at, self.failed_why = at, why

    @move(
        state,
        source=OfficerState.AWAITING_APPROVAL,
        target=OfficerState.EXPIRED,
        who=system,
        label=_("Expire"),
        done=pgettext_lazy("deed", "Expired"),
        tells=("registry",),
        by_page=False,
    )
    def expire(self, *, at: datetime) -> None:
        self.ended_at = at

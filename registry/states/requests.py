"""The life of a transaction request under four eyes."""

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


class RequestState(models.TextChoices):
    AWAITING_APPROVAL = "awaiting_approval", _("Waits for a second person")
    DELAYED = "delayed", _("Approved, waits for its time")
    COMPLETED = "completed", _("Completed")
    REJECTED = "rejected", _("Rejected")
    CANCELLED = "cancelled", _("Cancelled")
    TERMINATED = "terminated", _("Ended by a failed check")
    EXPIRED = "expired", _("Expired without approval")


OPEN_STATES = (RequestState.AWAITING_APPROVAL, RequestState.DELAYED)


class RequestMachine(PaperRow):
    """State of a request and its facts."""

    HOLDERS: ClassVar[dict[str, Holder]] = {
        RequestState.AWAITING_APPROVAL: Holder(
            "participant", _("Approve or reject the transaction"), "transfer.approval"
        ),
        RequestState.DELAYED: Holder("participant", _("Nothing to do: it runs at its time; you can still cancel it")),
    }

    state = StateField(default=RequestState.AWAITING_APPROVAL, choices=RequestState.choices)
    approved_at = models.DateTimeField(null=True, editable=False)
    execute_at = models.DateTimeField(null=True, editable=False)
    ended_at = models.DateTimeField(null=True, editable=False)
    state_note = models.TextField(blank=True, editable=False)
    failed_why = WordsField(null=True, editable=False)

    class Meta:
        abstract = True

    @move(
        state,
        source=RequestState.AWAITING_APPROVAL,
        target=RequestState.DELAYED,
        who=permissions.approves,
        label=_("Approve"),
        done=pgettext_lazy("deed", "Approved"),
        tells=("participant",),
    )
    def approve(self, *, at: datetime, execute_at: datetime) -> None:
        self.approved_at, self.execute_at = at, execute_at

    @move(
        state,
        source=RequestState.AWAITING_APPROVAL,
        target=RequestState.REJECTED,
        who=permissions.approves,
        way=Way.END,
        label=_("Reject"),
        done=pgettext_lazy("deed", "Rejected"),
        tells=("participant",),
    )
    def reject(self, *, at: datetime, note: str) -> None:
        self.ended_at, self.state_note = at, note

    @move(
        state,
        source=[RequestState.AWAITING_APPROVAL, RequestState.DELAYED],
        target=RequestState.CANCELLED,
        who=permissions.represents,
        way=Way.END,
        label=_("Cancel the request"),
        done=pgettext_lazy("deed", "Called off"),
        tells=("participant",),
    )
    def cancel(self, *, at: datetime) -> None:
        self.ended_at = at

    @move(
        state,
        source=[RequestState.AWAITING_APPROVAL, RequestState.DELAYED],
        target=RequestState.CANCELLED,
        who=permissions.stops,
        way=Way.END,
        label=_("Stop this transaction"),
        done=pgettext_lazy("deed", "Transaction stopped"),
        tells=("participant", "registry"),
    )
    def stop(self, *, at: datetime, note: str) -> None:
        self.ended_at, self.state_note = at, note

    @move(
        state,
        source=RequestState.DELAYED,
        target=RequestState.COMPLETED,
        who=system,
        label=_("Completed"),
        done=pgettext_lazy("deed", "Completed"),
        tells=("participant",),
        by_page=False,
    )
    def complete(self, *, at: datetime) -> None:
        self.ended_at = at

    @move(
        state,
        source=RequestState.DELAYED,
        target=RequestState.TERMINATED,
        who=system,
        label=_("End by a failed check"),
        done=pgettext_lazy("deed", "Ended by a failed check"),
        tells=("participant",),
        by_page=False,
    )
    def terminate(self, *, at: datetime, why: Words) -> None:
        self.ended_at, self.failed_why = at, why

    @move(
        state,
        source=RequestState.AWAITING_APPROVAL,
        target=RequestState.EXPIRED,
        who=system,
        label=_("Expire"),
        done=pgettext_lazy("deed", "Expired"),
        tells=("participant",),
        by_page=False,
    )
    def expire(self, *, at: datetime) -> None:
        self.ended_at = at

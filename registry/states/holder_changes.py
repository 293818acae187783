"""Another organisation becomes the holder of an account: one administrator proposes, another confirms."""

from datetime import datetime
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from common.machines import Holder, StateField, Way, move
from common.models import PaperRow
from registry import permissions


class HolderChangeState(models.TextChoices):
    PROPOSED = "proposed", _("Proposed; waits for a second administrator")
    CONFIRMED = "confirmed", _("Confirmed")
    REJECTED = "rejected", _("Rejected")


class HolderChangeMachine(PaperRow):
    """State of a change of holder. It counts when a second administrator has confirmed it."""

    HOLDERS: ClassVar[dict[str, Holder]] = {
        HolderChangeState.PROPOSED: Holder("registry", _("Confirm or reject the change of holder"), "account.holder")
    }
    STATE_KINDS: ClassVar[dict[str, str]] = {HolderChangeState.PROPOSED: "waiting"}

    state = StateField(default=HolderChangeState.PROPOSED, choices=HolderChangeState.choices)
    decided_at = models.DateTimeField(null=True, editable=False)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, editable=False, on_delete=models.PROTECT, related_name="+"
    )
    state_note = models.TextField(blank=True, editable=False)

    class Meta:
        abstract = True

    @move(
        state,
        source=HolderChangeState.PROPOSED,
        target=HolderChangeState.CONFIRMED,
        who=permissions.confirms_holder,
        label=_("Confirm the change of holder"),
        done=pgettext_lazy("deed", "New holder confirmed"),
        tells=("participant", "registry"),
    )
    def confirm(self, *, at: datetime) -> None:
        self.decided_at = at

    @move(
        state,
        source=HolderChangeState.PROPOSED,
        target=HolderChangeState.REJECTED,
        who=permissions.administers_account_of,
        way=Way.END,
        label=_("Reject the change of holder"),
        done=pgettext_lazy("deed", "New holder rejected"),
        tells=("registry",),
    )
    def reject(self, *, at: datetime, note: str) -> None:
        self.decided_at, self.state_note = at, note

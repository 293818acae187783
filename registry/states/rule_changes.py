"""The rule of an account changes when one representative proposes it and another approves."""

from datetime import datetime
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from common.machines import Holder, StateField, Way, move
from common.models import PaperRow
from partners.permissions import any_of, system
from registry import permissions


class RuleChangeState(models.TextChoices):
    PROPOSED = "proposed", _("Proposed; waits for a second representative")
    APPROVED = "approved", _("Approved")
    REJECTED = "rejected", _("Rejected")


class RuleChangeMachine(PaperRow):
    """State of a change of an account's rule. It counts when a second representative has approved it."""

    HOLDERS: ClassVar[dict[str, Holder]] = {
        RuleChangeState.PROPOSED: Holder(
            "participant", _("Approve or reject the changed rule of the account"), "account.rule"
        )
    }
    STATE_KINDS: ClassVar[dict[str, str]] = {RuleChangeState.PROPOSED: "waiting"}

    state = StateField(default=RuleChangeState.PROPOSED, choices=RuleChangeState.choices)
    decided_at = models.DateTimeField(null=True, editable=False)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, editable=False, on_delete=models.PROTECT, related_name="+"
    )
    state_note = models.TextField(blank=True, editable=False)

    class Meta:
        abstract = True

    @move(
        state,
        source=RuleChangeState.PROPOSED,
        target=RuleChangeState.APPROVED,
        who=permissions.approves_rule,
        label=_("Approve the changed rule"),
        done=pgettext_lazy("deed", "Changed rule of the account approved"),
        tells=("participant", "registry"),
    )
    def approve(self, *, at: datetime) -> None:
        self.decided_at = at

    @move(
        state,
        source=RuleChangeState.PROPOSED,
        target=RuleChangeState.REJECTED,
        who=any_of(permissions.represents_account_of, system),
        way=Way.END,
        label=_("Reject the changed rule"),
        done=pgettext_lazy("deed", "Changed rule of the account rejected"),
        tells=("participant",),
    )
    def reject(self, *, at: datetime, note: str) -> None:
        self.decided_at, self.state_note = at, note

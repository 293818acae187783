"""The life of an account: applied for, opened by a second person, suspended, closed when empty."""

from datetime import datetime
from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from django_fsm import FSMModelMixin

from jcm_platform.common.machines import Holder, StateField, move
from jcm_platform.common.refusals import Check
from registry import permissions


class AccountState(models.TextChoices):
    APPLIED = "applied", _("Applied for")
    OPEN = "open", _("Open")
    SUSPENDED = "suspended", _("Suspended")
    REFUSED = "refused", _("Not opened")
    CLOSED = "closed", _("Closed")


def _is_empty(account: Any) -> bool:
    return account.holds_nothing()  # type: ignore[no-any-return]


def _has_two_people(account: Any) -> bool:
    return account.has_enough_representatives()  # type: ignore[no-any-return]


IS_EMPTY = Check("ACC-01", _("Move all units out before the account is closed."), _is_empty)
HAS_TWO_PEOPLE = Check(
    "ACC-02", _("Name two to four representatives: one proposes, another approves."), _has_two_people
)


class AccountMachine(FSMModelMixin, models.Model):
    """State of an account and its facts."""

    HOLDERS: ClassVar[dict[str, Holder]] = {
        AccountState.APPLIED: Holder("registry", _("Check the account application"), "account.check"),
    }

    state = StateField(default=AccountState.APPLIED, choices=AccountState.choices)
    opened_at = models.DateTimeField(null=True, editable=False)
    ended_at = models.DateTimeField(null=True, editable=False)
    state_note = models.TextField(blank=True, editable=False)

    class Meta:
        abstract = True

    @move(
        state, source=AccountState.APPLIED, target=AccountState.OPEN, who=permissions.opens,
        when=[HAS_TWO_PEOPLE], label=_("Open the account"), tells=("participant",),
    )  # fmt: skip
    def open(self, *, at: datetime) -> None:
        self.opened_at = at

    @move(
        state, source=AccountState.APPLIED, target=AccountState.REFUSED, who=permissions.administers,
        label=_("Decline the application"), tells=("participant",),
    )  # fmt: skip
    def refuse(self, *, at: datetime, note: str) -> None:
        self.ended_at, self.state_note = at, note

    @move(
        state, source=AccountState.OPEN, target=AccountState.SUSPENDED, who=permissions.administers,
        label=_("Suspend the account"), tells=("participant",),
    )  # fmt: skip
    def suspend(self, *, at: datetime, note: str) -> None:
        self.state_note = note

    @move(
        state, source=AccountState.SUSPENDED, target=AccountState.OPEN, who=permissions.administers,
        label=_("Lift the suspension"), tells=("participant",),
    )  # fmt: skip
    def reinstate(self, *, at: datetime) -> None:
        self.state_note = ""

    @move(
        state, source=[AccountState.OPEN, AccountState.SUSPENDED], target=AccountState.CLOSED,
        who=permissions.administers, when=[IS_EMPTY], label=_("Close the account"), tells=("participant",),
    )  # fmt: skip
    def close(self, *, at: datetime) -> None:
        self.ended_at = at

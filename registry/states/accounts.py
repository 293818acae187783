"""The life of an account: applied for with documents, checked, opened by a second officer, closed when empty."""

from datetime import datetime
from typing import TYPE_CHECKING, Any, ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from common.machines import Holder, StateField, Way, move
from common.models import PaperRow
from common.refusals import Check
from registry import permissions

if TYPE_CHECKING:  # machines lie below the rows that they move
    from partners.people.models.people import User
    from registry.models import Account


class AccountState(models.TextChoices):
    DRAFT = "draft", _("Application being written")
    APPLIED = "applied", _("Applied for")
    RETURNED = "returned", _("Returned for completion")
    CHECKED = "checked", _("Checked; a second officer opens it")
    OPEN = "open", _("Open")
    SUSPENDED = "suspended", _("Suspended")
    CLOSING = "closing", _("Closing asked for")
    REFUSED = "refused", _("Not opened")
    WITHDRAWN = "withdrawn", _("Application withdrawn")
    CLOSED = "closed", _("Account closed")


WRITTEN = frozenset({AccountState.DRAFT, AccountState.RETURNED})
APPLIED_FOR = frozenset({AccountState.APPLIED, AccountState.CHECKED})
WAITING = WRITTEN | APPLIED_FOR
TO_DECIDE = APPLIED_FOR | {AccountState.CLOSING}
IN_USE = frozenset({AccountState.OPEN, AccountState.CLOSING})
KEPT_UP = IN_USE | {AccountState.SUSPENDED}
NEVER_OPENED = WAITING | {AccountState.REFUSED, AccountState.WITHDRAWN}


def _is_empty(account: "Account") -> bool:
    return account.holds_nothing()


def _nothing_waits(account: "Account") -> bool:
    return not account.has_open_papers()


def _has_two_people(account: "Account") -> bool:
    return account.has_enough_representatives()


def _are_proved(account: "Account") -> bool:
    return account.has_proved_representatives()


IS_EMPTY = Check("ACC-01", _("Move all units out before the account is closed."), _is_empty)
NOTHING_WAITS = Check(
    "ACC-35",
    _("A change of this account or a document that was asked for still waits. It is decided or taken back first."),
    _nothing_waits,
)
HAS_TWO_PEOPLE = Check(
    "ACC-02", _("Name two to four representatives: one proposes, another approves."), _has_two_people
)
ARE_PROVED = Check(
    "ACC-16", _("Officers of their side first record a proof of identity of each representative."), _are_proved
)


def _person() -> models.ForeignKey[Any, Any]:
    return models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, editable=False, on_delete=models.PROTECT, related_name="+"
    )


class AccountMachine(PaperRow):
    """State of an account and its facts."""

    HOLDERS: ClassVar[dict[str, Holder]] = {
        AccountState.DRAFT: Holder("participant", _("Finish the account application and send it")),
        AccountState.RETURNED: Holder("participant", _("Complete the account application"), "account.return"),
        AccountState.APPLIED: Holder("registry", _("Check the account application"), "account.check"),
        AccountState.CHECKED: Holder("registry", _("Open the checked account, as a second officer"), "account.opening"),
        AccountState.CLOSING: Holder("registry", _("Confirm the closing of the account"), "account.closing"),
    }

    STATE_KINDS: ClassVar[dict[str, str]] = {AccountState.CHECKED: "waiting", AccountState.CLOSING: "waiting"}
    state = StateField(default=AccountState.DRAFT, choices=AccountState.choices)
    checked_at = models.DateTimeField(null=True, editable=False)
    checked_by = _person()
    checklist = models.JSONField(default=dict, editable=False)
    opened_at = models.DateTimeField(null=True, editable=False)
    opened_by = _person()
    closing_asked_by = _person()
    closed_by = _person()
    ended_at = models.DateTimeField(null=True, editable=False)
    state_note = models.TextField(blank=True, editable=False)

    class Meta:
        abstract = True

    @move(
        state,
        source=[AccountState.DRAFT, AccountState.RETURNED],
        target=AccountState.APPLIED,
        who=permissions.applies,
        when=[HAS_TWO_PEOPLE],
        label=_("Send the application"),
        done=pgettext_lazy("deed", "Application sent"),
    )
    def submit(self, *, at: datetime) -> None:
        self.applied_at, self.state_note = at, ""

    @move(
        state,
        source=AccountState.APPLIED,
        target=AccountState.CHECKED,
        who=permissions.checks,
        label=_("Confirm the check"),
        done=pgettext_lazy("deed", "Check confirmed"),
    )
    def check_application(self, *, at: datetime, officer: "User", checklist: dict[str, bool]) -> None:
        self.checked_at, self.checked_by, self.checklist = at, officer, checklist

    @move(
        state,
        source=AccountState.CHECKED,
        target=AccountState.OPEN,
        who=permissions.opens,
        when=[HAS_TWO_PEOPLE, ARE_PROVED],
        label=_("Open the account"),
        done=pgettext_lazy("deed", "Account opened"),
        tells=("participant",),
    )
    def open(self, *, at: datetime, officer: "User") -> None:
        self.opened_at, self.opened_by = at, officer

    @move(
        state,
        source=[AccountState.APPLIED, AccountState.CHECKED],
        target=AccountState.RETURNED,
        who=permissions.administers,
        way=Way.ASIDE,
        label=_("Return for completion"),
        done=pgettext_lazy("deed", "Returned for completion"),
        tells=("participant",),
    )
    def return_to_applicant(self, *, at: datetime, note: str) -> None:
        self.state_note, self.checked_at, self.checked_by, self.checklist = note, None, None, {}

    @move(
        state,
        source=[AccountState.APPLIED, AccountState.CHECKED],
        target=AccountState.REFUSED,
        who=permissions.administers,
        way=Way.END,
        label=_("Decline the application"),
        done=pgettext_lazy("deed", "Application declined"),
        tells=("participant",),
    )
    def refuse(self, *, at: datetime, note: str) -> None:
        self.ended_at, self.state_note = at, note

    @move(
        state,
        source=[AccountState.DRAFT, AccountState.RETURNED, AccountState.APPLIED, AccountState.CHECKED],
        target=AccountState.WITHDRAWN,
        who=permissions.applies,
        way=Way.END,
        label=_("Withdraw the application"),
        done=pgettext_lazy("deed", "Application withdrawn"),
        tells=("registry",),
    )
    def withdraw(self, *, at: datetime) -> None:
        self.ended_at = at

    @move(
        state,
        source=AccountState.OPEN,
        target=AccountState.SUSPENDED,
        who=permissions.administers,
        way=Way.END,
        label=_("Suspend the account"),
        done=pgettext_lazy("deed", "Account suspended"),
        tells=("participant",),
    )
    def suspend(self, *, at: datetime, note: str) -> None:
        self.state_note = note

    @move(
        state,
        source=AccountState.SUSPENDED,
        target=AccountState.OPEN,
        who=permissions.administers,
        label=_("Lift the suspension"),
        done=pgettext_lazy("deed", "Suspension lifted"),
        tells=("participant",),
    )
    def reinstate(self, *, at: datetime, note: str) -> None:
        """Why stands with the deed; the account bears no reason of a suspension any more."""
        self.state_note = ""

    @move(
        state,
        source=AccountState.OPEN,
        target=AccountState.CLOSING,
        who=permissions.asks_to_close,
        when=[IS_EMPTY],
        way=Way.END,
        label=_("Ask to close the account"),
        done=pgettext_lazy("deed", "Closing of the account asked for"),
        tells=("participant",),
    )
    def ask_to_close(self, *, at: datetime, asker: "User", note: str) -> None:
        self.closing_asked_by, self.state_note = asker, note

    @move(
        state,
        source=AccountState.CLOSING,
        target=AccountState.OPEN,
        who=permissions.administers,
        way=Way.ASIDE,
        label=_("Keep the account open"),
        done=pgettext_lazy("deed", "Account kept open"),
        tells=("participant",),
    )
    def keep_open(self, *, at: datetime, note: str) -> None:
        self.closing_asked_by, self.state_note = None, note

    @move(
        state,
        source=AccountState.CLOSING,
        target=AccountState.CLOSED,
        who=permissions.closes,
        when=[IS_EMPTY, NOTHING_WAITS],
        label=_("Close the account"),
        done=pgettext_lazy("deed", "Account closed"),
        tells=("participant",),
    )
    def close(self, *, at: datetime, officer: "User") -> None:
        self.ended_at, self.closed_by = at, officer

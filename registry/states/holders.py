"""What is kept up to date about an account's holder: its details, confirmed every year, and its representatives."""

from datetime import date, datetime
from typing import TYPE_CHECKING, ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from common.machines import Holder, StateField, Way, move
from common.models import PaperRow
from partners.permissions import system
from registry import permissions

if TYPE_CHECKING:  # machines lie below the rows that they move
    from partners.people.models.people import User


class DetailsState(models.TextChoices):
    CONFIRMED = "confirmed", _("Confirmed")
    DUE = "due", _("Confirmation due")
    PROPOSED = "proposed", _("Changed; waits for a second representative")


class DetailsMachine(PaperRow):
    """The details of a holder are confirmed, or the yearly confirmation is asked for; of an open account a change of
    them is proposed by one representative and approved by another."""

    HOLDERS: ClassVar[dict[str, Holder]] = {
        DetailsState.DUE: Holder("participant", _("Confirm the details of the account holder")),
        DetailsState.PROPOSED: Holder("participant", _("Approve or reject the changed details of the account holder")),
    }
    STATE_KINDS: ClassVar[dict[str, str]] = {DetailsState.PROPOSED: "waiting"}

    state = StateField(default=DetailsState.CONFIRMED, choices=DetailsState.choices)
    confirmed_on = models.DateField(null=True, editable=False)
    proposed_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        abstract = True

    @move(
        state,
        source=[DetailsState.CONFIRMED, DetailsState.PROPOSED],
        target=DetailsState.DUE,
        who=system,
        label=_("Ask for the confirmation"),
        done=pgettext_lazy("deed", "Confirmation asked for"),
        by_page=False,
        tells=("participant",),
    )
    def fall_due(self, *, at: datetime) -> None:
        """The day comes from the last confirmation; a change that waited is no longer asked for."""
        self.proposed_at = None

    @move(
        state,
        source=[DetailsState.CONFIRMED, DetailsState.DUE],
        target=DetailsState.CONFIRMED,
        who=permissions.keeps_details,
        label=_("Confirm the details"),
        done=pgettext_lazy("deed", "Details confirmed"),
        by_page=False,
        tells=("participant",),
    )
    def confirm(self, *, at: datetime, on: date) -> None:
        self.confirmed_on = on

    @move(
        state,
        source=[DetailsState.CONFIRMED, DetailsState.DUE],
        target=DetailsState.PROPOSED,
        who=permissions.keeps_details,
        label=_("Propose changed details"),
        done=pgettext_lazy("deed", "Changed details proposed"),
        by_page=False,
        tells=("participant",),
    )
    def propose(self, *, at: datetime) -> None:
        self.proposed_at = at

    @move(
        state,
        source=DetailsState.PROPOSED,
        target=DetailsState.CONFIRMED,
        who=permissions.approves_details,
        label=_("Approve the changed details"),
        done=pgettext_lazy("deed", "Changed details approved"),
        tells=("participant", "registry"),
    )
    def approve(self, *, at: datetime, on: date) -> None:
        self.confirmed_on, self.proposed_at = on, None

    @move(
        state,
        source=DetailsState.PROPOSED,
        target=DetailsState.CONFIRMED,
        who=permissions.keeps_details,
        way=Way.ASIDE,
        label=_("Reject the changed details"),
        done=pgettext_lazy("deed", "Changed details rejected"),
        tells=("participant",),
    )
    def reject(self, *, at: datetime) -> None:
        """The details stay as they were; where the yearly confirmation is due, it is asked for again."""
        self.proposed_at = None


class ChangeState(models.TextChoices):
    ASKED = "asked", _("Asked for")
    CONFIRMED = "confirmed", _("Confirmed")
    DECLINED = "declined", _("Declined")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class ChangeMachine(PaperRow):
    """A change of representatives: asked for by one person, confirmed by a registry officer."""

    HOLDERS: ClassVar[dict[str, Holder]] = {
        ChangeState.ASKED: Holder("registry", _("Confirm the change of representatives"), "account.representatives")
    }

    STATE_KINDS: ClassVar[dict[str, str]] = {ChangeState.ASKED: "waiting"}
    state = StateField(default=ChangeState.ASKED, choices=ChangeState.choices)
    decided_at = models.DateTimeField(null=True, editable=False)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, editable=False, on_delete=models.PROTECT, related_name="+"
    )
    note = models.TextField(blank=True, editable=False)

    class Meta:
        abstract = True

    @move(
        state,
        source=ChangeState.ASKED,
        target=ChangeState.CONFIRMED,
        who=permissions.decides_change,
        label=_("Confirm the change"),
        done=pgettext_lazy("deed", "The change was confirmed"),
        tells=("participant",),
    )
    def confirm(self, *, at: datetime, officer: "User") -> None:
        self.decided_at, self.decided_by = at, officer

    @move(
        state,
        source=ChangeState.ASKED,
        target=ChangeState.DECLINED,
        who=permissions.decides_change,
        way=Way.END,
        label=_("Decline the change"),
        done=pgettext_lazy("deed", "The change was declined"),
        tells=("participant",),
    )
    def decline(self, *, at: datetime, officer: "User", note: str) -> None:
        self.decided_at, self.decided_by, self.note = at, officer, note

    @move(
        state,
        source=ChangeState.ASKED,
        target=ChangeState.WITHDRAWN,
        who=permissions.withdraws_change,
        way=Way.END,
        label=_("Withdraw the change"),
        done=pgettext_lazy("deed", "The change was withdrawn"),
        tells=("registry", "participant"),
    )
    def withdraw(self, *, at: datetime) -> None:
        self.decided_at = at

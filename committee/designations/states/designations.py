"""How a designation is granted, suspended, and how it ends (domain notes 5)."""

from datetime import datetime
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from common.machines import Holder, StateField, Way, move
from common.models import PaperRow
from partners import permissions


class DesignationState(models.TextChoices):
    PROVISIONAL = "provisional", _("Provisionally designated")
    DESIGNATED = "designated", _("Designated")
    SUSPENDED = "suspended", _("Suspended")
    EXPIRED = "expired", _("Designated until a day that has passed")
    WITHDRAWN = "withdrawn", _("Designation withdrawn")


IN_FORCE = (DesignationState.PROVISIONAL, DesignationState.DESIGNATED)
RENEWABLE = (*IN_FORCE, DesignationState.SUSPENDED, DesignationState.EXPIRED)


class DesignationMachine(PaperRow):
    """State of a designation as a whole; single scopes have their own standing beside it.

    Nobody holds a designation: what waits are its applications and reviews.
    """

    HOLDERS: ClassVar[dict[str, Holder]] = {}
    STATE_KINDS: ClassVar[dict[str, str]] = {
        DesignationState.PROVISIONAL: "waiting",
        DesignationState.DESIGNATED: "good",
        DesignationState.SUSPENDED: "bad",
        DesignationState.EXPIRED: "attention",
        DesignationState.WITHDRAWN: "ended",
    }

    # The column keeps the name of its first release: renaming it would lock out the release before.
    state = StateField(
        default=DesignationState.DESIGNATED, choices=DesignationState.choices, max_length=12, db_column="status"
    )
    designated_on = models.DateField(null=True)
    scopes_until = models.DateField(null=True)
    ended_on = models.DateField(null=True, editable=False)

    class Meta:
        abstract = True

    @move(
        state,
        source=RENEWABLE,
        target=DesignationState.DESIGNATED,
        who=permissions.system,
        label=_("Designate by decision of the Joint Committee"),
        done=pgettext_lazy("deed", "Designated by decision of the Joint Committee"),
        by_page=False,
        tells=("tpe", "secretariat"),
    )
    def designate(self, *, at: datetime) -> None:
        """On a new accreditation, or after a provisional designation."""

    @move(
        state,
        source=DesignationState.DESIGNATED,
        target=DesignationState.SUSPENDED,
        who=permissions.system,
        label=_("Suspend by decision of the Joint Committee"),
        done=pgettext_lazy("deed", "Suspended by decision of the Joint Committee"),
        by_page=False,
        tells=("tpe", "secretariat"),
    )
    def suspend(self, *, at: datetime) -> None:
        """The whole designation rests."""

    @move(
        state,
        source=DesignationState.SUSPENDED,
        target=DesignationState.DESIGNATED,
        who=permissions.system,
        label=_("Lift the suspension"),
        done=pgettext_lazy("deed", "Suspension lifted"),
        by_page=False,
        tells=("tpe", "secretariat"),
    )
    def lift(self, *, at: datetime) -> None:
        """The designation counts again."""

    @move(
        state,
        source=[*IN_FORCE, DesignationState.SUSPENDED],
        target=DesignationState.EXPIRED,
        who=permissions.system,
        label=_("End with the last day of its scopes"),
        done=pgettext_lazy("deed", "Ended with the last day of its scopes"),
        by_page=False,
        tells=("tpe", "secretariat"),
    )
    def expire(self, *, at: datetime) -> None:
        """Every scope has passed its last day; a new accreditation renews it."""

    @move(
        state,
        source=RENEWABLE,
        target=DesignationState.WITHDRAWN,
        who=permissions.tpe_of,
        way=Way.END,
        label=_("Withdraw from the designation"),
        done=pgettext_lazy("deed", "Designation given up"),
        tells=("secretariat",),
    )
    def give_up(self, *, at: datetime) -> None:
        self.ended_on = at.date()

    @move(
        state,
        source=RENEWABLE,
        target=DesignationState.WITHDRAWN,
        who=permissions.system,
        label=_("Withdraw by decision of the Joint Committee"),
        done=pgettext_lazy("deed", "Designation withdrawn by decision of the Joint Committee"),
        by_page=False,
        tells=("tpe", "secretariat"),
    )
    def revoke(self, *, at: datetime) -> None:
        self.ended_on = at.date()

"""How a Party's record comes to count: one officer of its government proposes, another puts it in force."""

from datetime import datetime
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from common.machines import Holder, StateField, Way, move
from common.models import PaperRow
from credits import permissions
from partners.permissions import system


class RecordState(models.TextChoices):
    DRAFT = "draft", _("Draft")
    PROPOSED = "proposed", _("Proposed; waits for a second officer")
    IN_FORCE = "in_force", _("In force")
    REPLACED = "replaced", _("Replaced by a later version")
    DECLINED = "declined", _("Not put in force")


class RecordMachine(PaperRow):
    """State of one version of what a Party says of itself. It counts while it is in force, and for nobody before."""

    HOLDERS: ClassVar[dict[str, Holder]] = {
        RecordState.PROPOSED: Holder(
            "government", _("Confirm or decline the record that another officer proposed"), "record.confirmation"
        )
    }
    STATE_KINDS: ClassVar[dict[str, str]] = {
        RecordState.PROPOSED: "waiting",
        RecordState.IN_FORCE: "good",
        RecordState.REPLACED: "ended",
        RecordState.DECLINED: "bad",
    }

    state = StateField(default=RecordState.PROPOSED, choices=RecordState.choices)
    proposed_at = models.DateTimeField(null=True, editable=False)
    in_force_at = models.DateTimeField(null=True, editable=False)
    ended_at = models.DateTimeField(null=True, editable=False)
    state_note = models.TextField(blank=True, editable=False)

    class Meta:
        abstract = True

    @move(
        state,
        source=RecordState.DRAFT,
        target=RecordState.PROPOSED,
        who=permissions.government_of_side,
        label=_("Propose the record"),
        done=pgettext_lazy("deed", "Party’s record proposed"),
        tells=("government",),
    )
    def propose(self, *, at: datetime) -> None:
        self.proposed_at = at

    @move(
        state,
        source=RecordState.PROPOSED,
        target=RecordState.IN_FORCE,
        who=permissions.confirms_authorisation,
        label=_("Confirm the record"),
        done=pgettext_lazy("deed", "Party’s record confirmed"),
        tells=("government",),
    )
    def confirm(self, *, at: datetime) -> None:
        self.in_force_at = at

    @move(
        state,
        source=(RecordState.DRAFT, RecordState.PROPOSED),
        target=RecordState.DECLINED,
        who=permissions.government_of_side,
        way=Way.END,
        label=_("Decline the record"),
        done=pgettext_lazy("deed", "Party’s record declined"),
        tells=("government",),
    )
    def decline(self, *, at: datetime, note: str) -> None:
        self.ended_at, self.state_note = at, note

    @move(
        state,
        source=RecordState.IN_FORCE,
        target=RecordState.REPLACED,
        who=system,
        label=_("Replace by the next version"),
        by_page=False,
    )
    def replace(self, *, at: datetime) -> None:
        self.ended_at = at

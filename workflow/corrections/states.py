"""How parts of a paper that was handed in are corrected: opened again, written, handed in as the next version."""

from datetime import datetime
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from common.machines import Holder, StateField, Way, move
from common.models import PaperRow
from partners import permissions
from workflow.corrections.permissions import opened_parts


class CorrectionState(models.TextChoices):
    OPEN = "open", _("Open for correction")
    RETURNED = "returned", _("Returned with its paper, to be completed")
    HANDED_IN = "handed_in", _("Corrected and handed in")
    TAKEN_BACK = "taken_back", _("Closed again without a correction")
    LAPSED = "lapsed", _("Ended with its paper")


UNDER_WAY = (CorrectionState.OPEN, CorrectionState.RETURNED)


class CorrectionMachine(PaperRow):
    """State of a correction. One that was returned waits with its paper, which holds the step."""

    HOLDERS: ClassVar[dict[str, Holder]] = {
        CorrectionState.OPEN: Holder(
            "participant", _("Correct the reopened parts and hand them in"), "paper.correction"
        ),
    }
    STATE_KINDS: ClassVar[dict[str, str]] = {
        CorrectionState.RETURNED: "waiting",
        CorrectionState.HANDED_IN: "good",
        CorrectionState.TAKEN_BACK: "ended",
        CorrectionState.LAPSED: "ended",
    }

    state = StateField(default=CorrectionState.OPEN, choices=CorrectionState.choices)
    opened_at = models.DateTimeField(editable=False)
    ended_at = models.DateTimeField(null=True, editable=False)
    said = models.TextField(blank=True, editable=False)

    class Meta:
        abstract = True

    @move(
        state,
        source=CorrectionState.OPEN,
        target=CorrectionState.HANDED_IN,
        who=permissions.participant_of,
        label=_("Hand in the corrected parts"),
        done=pgettext_lazy("deed", "Corrected parts handed in"),
        tells=("tpe", "secretariat", "participant"),
    )
    def hand_in(self, *, at: datetime, said: str) -> None:
        self.ended_at, self.said = at, said

    @move(
        state,
        source=CorrectionState.RETURNED,
        target=CorrectionState.HANDED_IN,
        who=permissions.participant_of,
        label=_("Handed in with its paper"),
        by_page=False,
    )
    def go_with_paper(self, *, at: datetime) -> None:
        self.ended_at = at

    @move(
        state,
        source=CorrectionState.OPEN,
        target=CorrectionState.TAKEN_BACK,
        who=opened_parts,
        way=Way.ASIDE,
        label=_("Close the parts again"),
        done=pgettext_lazy("deed", "Parts closed again"),
        tells=("participant",),
    )
    def take_back(self, *, at: datetime, note: str) -> None:
        self.ended_at, self.said = at, note

    @move(
        state,
        source=UNDER_WAY,
        target=CorrectionState.LAPSED,
        who=permissions.system,
        label=_("End the correction: its paper goes on or has ended"),
        done=pgettext_lazy("deed", "Correction ended with its paper"),
        by_page=False,
        tells=("participant",),
    )
    def lapse(self, *, at: datetime) -> None:
        self.ended_at = at

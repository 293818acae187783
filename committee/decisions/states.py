"""How a Joint Committee decision comes about.

Rule (domain notes 2.2): a circulated decision is adopted when nobody objected within the window and both co-chairs
agreed, or when all members agreed. If somebody objects, the co-chairs act on it together. A meeting has an agenda
first; its outcomes, one an item, stand once the co-chairs of both sides have confirmed them.
"""

from datetime import date, datetime
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from common.machines import Holder, StateField, Way, move
from common.models import PaperRow
from partners import permissions


class DecisionState(models.TextChoices):
    PREPARED = "prepared", _("In preparation")
    CIRCULATED = "circulated", _("With the Joint Committee")
    POSTPONED = "postponed", _("Postponed to a meeting")
    AGENDA = "agenda", _("Agenda in preparation")
    CONVENED = "convened", _("Meeting convened")
    RECORDED = "recorded", _("Outcomes await both co-chairs")
    ADOPTED = "adopted", _("Adopted")
    NOT_ADOPTED = "not_adopted", _("Not adopted")
    WITHDRAWN = "withdrawn", _("Withdrawn")


OPEN_BEFORE_COMMITTEE = (DecisionState.CIRCULATED, DecisionState.CONVENED, DecisionState.RECORDED)
BUNDLE_OPEN = (DecisionState.PREPARED, DecisionState.POSTPONED, DecisionState.AGENDA)


class DecisionMachine(PaperRow):
    """State of a decision and the facts that each state promises."""

    HOLDERS: ClassVar[dict[str, Holder]] = {
        DecisionState.PREPARED: Holder(
            "secretariat", _("Circulate the decision to both sides"), "decision.circulation"
        ),
        DecisionState.CIRCULATED: Holder("committee", _("Answer for your side"), "decision.no_objection"),
        DecisionState.POSTPONED: Holder("secretariat", _("Put it on the agenda of a meeting")),
        DecisionState.AGENDA: Holder("secretariat", _("Set the agenda and convene the meeting")),
        DecisionState.CONVENED: Holder("secretariat", _("Record the outcomes after the meeting")),
        DecisionState.RECORDED: Holder("committee", _("Confirm the outcomes for your side"), "decision.confirmation"),
    }
    STATE_KINDS: ClassVar[dict[str, str]] = {
        DecisionState.ADOPTED: "good",
        DecisionState.NOT_ADOPTED: "bad",
        DecisionState.POSTPONED: "attention",
        DecisionState.WITHDRAWN: "ended",
    }

    state = StateField(default=DecisionState.PREPARED, choices=DecisionState.choices)
    round = models.PositiveSmallIntegerField(default=1, editable=False)
    circulated_at = models.DateTimeField(null=True, editable=False)
    closes_on = models.DateField(null=True, editable=False)
    concluded_at = models.DateTimeField(null=True, editable=False)
    decided_on = models.DateField(null=True)
    conclusion_note = models.TextField(blank=True, editable=False)

    class Meta:
        abstract = True

    @move(
        state,
        source=[DecisionState.PREPARED, DecisionState.POSTPONED],
        target=DecisionState.CIRCULATED,
        who=permissions.secretariat,
        label=_("Circulate to the Joint Committee"),
        done=pgettext_lazy("deed", "Circulated to the Joint Committee"),
        tells=("committee",),
    )
    def circulate(self, *, at: datetime, closes_on: date) -> None:
        self.circulated_at, self.closes_on = at, closes_on

    @move(
        state,
        source=DecisionState.AGENDA,
        target=DecisionState.CONVENED,
        who=permissions.secretariat,
        label=_("Convene the meeting"),
        done=pgettext_lazy("deed", "Meeting convened"),
        tells=("committee",),
    )
    def convene(self, *, at: datetime) -> None:
        self.circulated_at = at

    @move(
        state,
        source=DecisionState.CONVENED,
        target=DecisionState.RECORDED,
        who=permissions.secretariat,
        label=_("Record the outcomes"),
        done=pgettext_lazy("deed", "Outcomes recorded"),
        tells=("committee",),
    )
    def record(self, *, at: datetime, on: date) -> None:
        self.decided_on = on

    @move(
        state,
        source=DecisionState.RECORDED,
        target=DecisionState.CONVENED,
        who=permissions.secretariat,
        way=Way.ASIDE,
        label=_("Correct the recorded outcomes"),
        done=pgettext_lazy("deed", "Recorded outcomes taken back for correction"),
        tells=("committee",),
    )
    def correct(self, *, at: datetime) -> None:
        self.decided_on = None
        self.round += 1  # what was confirmed was another text

    @move(
        state,
        source=[DecisionState.CIRCULATED, DecisionState.RECORDED],
        target=DecisionState.ADOPTED,
        who=permissions.system,
        label=_("Adopt by consensus of both sides"),
        done=pgettext_lazy("deed", "Adopted by consensus of both sides"),
        tells=("secretariat", "committee"),
        by_page=False,
    )
    def adopt(self, *, at: datetime) -> None:
        self.concluded_at, self.decided_on = at, self.decided_on or at.date()

    @move(
        state,
        source=[DecisionState.CIRCULATED, DecisionState.RECORDED],
        target=DecisionState.NOT_ADOPTED,
        who=permissions.system,
        label=_("Not adopted, as the co-chairs of both sides decided"),
        tells=("secretariat", "committee"),
        by_page=False,
    )
    def decline(self, *, at: datetime, note: str) -> None:
        self.concluded_at, self.decided_on = at, self.decided_on or at.date()
        self.conclusion_note = note

    @move(
        state,
        source=DecisionState.CIRCULATED,
        target=DecisionState.PREPARED,
        who=permissions.system,
        label=_("Back for revision, as the co-chairs of both sides decided"),
        tells=("secretariat", "committee"),
        by_page=False,
    )
    def take_back(self, *, at: datetime) -> None:
        self.closes_on = None
        self.round += 1  # the answers given so far were about another text

    @move(
        state,
        source=DecisionState.CIRCULATED,
        target=DecisionState.POSTPONED,
        who=permissions.system,
        label=_("Postponed to a meeting, as the co-chairs of both sides decided"),
        tells=("secretariat", "committee"),
        by_page=False,
    )
    def postpone(self, *, at: datetime) -> None:
        self.round += 1

    @move(
        state,
        source=[
            DecisionState.PREPARED,
            DecisionState.CIRCULATED,
            DecisionState.POSTPONED,
            DecisionState.AGENDA,
            DecisionState.CONVENED,
        ],
        target=DecisionState.WITHDRAWN,
        who=permissions.any_of(permissions.secretariat, permissions.system),
        way=Way.END,
        label=_("Withdraw the proposal"),
        done=pgettext_lazy("deed", "Proposal withdrawn"),
        tells=("committee",),
    )
    def withdraw(self, *, at: datetime, note: str) -> None:
        self.concluded_at, self.conclusion_note = at, note

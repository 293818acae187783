"""How a project idea note goes from draft to both governments' answer, with its checks on itself."""

from datetime import date, datetime
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from common.machines import Holder, StateField, Way, move
from common.models import PaperRow
from partners import permissions
from projects.pins.questions import CHECKS


class PinState(models.TextChoices):
    DRAFT = "draft", _("Draft")
    SUBMITTED = "submitted", _("Completeness check at JCMA")
    RETURNED = "returned", _("Returned for completion")
    WITH_COMMITTEE = "with_committee", _("With both governments")
    NO_OBJECTION = "no_objection", _("No objection")
    OBJECTED = "objected", _("Objected")
    DECIDED = "decided", _("Decided; outcome not published")
    WITHDRAWN = "withdrawn", _("Withdrawn")


EDITABLE = frozenset({PinState.DRAFT, PinState.RETURNED})


class PinMachine(PaperRow):
    """State of a PIN and the facts that each state promises.

    While both governments answer, the Joint Committee's decision holds the step, with its own window.
    """

    HOLDERS: ClassVar[dict[str, Holder]] = {
        PinState.DRAFT: Holder("participant", _("Finish the PIN and submit it")),
        PinState.SUBMITTED: Holder("secretariat", _("Check that the PIN is complete"), "pin.completeness"),
        PinState.RETURNED: Holder("participant", _("Complete the PIN and submit it again"), "pin.return"),
    }

    STATE_KINDS: ClassVar[dict[str, str]] = {PinState.WITH_COMMITTEE: "waiting", PinState.DECIDED: "plain"}
    state = StateField(default=PinState.DRAFT, choices=PinState.choices)
    submitted_at = models.DateTimeField(null=True, editable=False)
    returned_at = models.DateTimeField(null=True, editable=False)
    return_note = models.TextField(blank=True, editable=False)
    completeness = models.JSONField(default=dict, editable=False)
    timing_note = models.TextField(blank=True, editable=False)
    sent_to_partner_government_on = models.DateField(null=True, editable=False)
    decided_on = models.DateField(null=True, editable=False)
    outcome_note = models.TextField(blank=True, editable=False)

    class Meta:
        abstract = True

    @move(
        state,
        source=[PinState.DRAFT, PinState.RETURNED],
        target=PinState.SUBMITTED,
        who=permissions.participant_of,
        when=CHECKS,
        label=_("Submit to JCMA"),
        done=pgettext_lazy("deed", "Submitted to JCMA"),
        tells=("secretariat",),
    )
    def submit(self, *, at: datetime) -> None:
        self.submitted_at = at

    @move(
        state,
        source=PinState.SUBMITTED,
        target=PinState.RETURNED,
        who=permissions.secretariat,
        way=Way.ASIDE,
        label=_("Return for completion"),
        done=pgettext_lazy("deed", "Returned for completion"),
        tells=("participant",),
    )
    def return_to_participant(self, *, at: datetime, note: str) -> None:
        self.returned_at, self.return_note = at, note

    @move(
        state,
        source=PinState.SUBMITTED,
        target=PinState.WITH_COMMITTEE,
        who=permissions.secretariat,
        label=_("Forward to both governments"),
        done=pgettext_lazy("deed", "Forwarded to both governments"),
        tells=("participant",),
    )
    def forward(self, *, at: datetime, completeness: dict[str, bool], timing_note: str) -> None:
        self.completeness, self.timing_note = completeness, timing_note
        self.sent_to_partner_government_on = at.date()

    @move(
        state,
        source=PinState.WITH_COMMITTEE,
        target=PinState.NO_OBJECTION,
        who=permissions.system,
        label=_("No objection of both governments"),
        by_page=False,
        tells=("participant", "secretariat"),
    )
    def conclude(self, *, at: datetime, on: date) -> None:
        self.decided_on = on

    @move(
        state,
        source=PinState.WITH_COMMITTEE,
        target=PinState.OBJECTED,
        who=permissions.system,
        label=_("Objection of the Joint Committee"),
        by_page=False,
        tells=("participant", "secretariat"),
    )
    def object(self, *, at: datetime, on: date, note: str) -> None:
        self.decided_on, self.outcome_note = on, note

    @move(
        state,
        source=PinState.WITH_COMMITTEE,
        target=PinState.SUBMITTED,
        who=permissions.any_of(permissions.system, permissions.secretariat),
        label=_("Back at the completeness check: the proposal was withdrawn"),
        by_page=False,
        tells=("participant",),
    )
    def take_back(self, *, at: datetime) -> None:
        """The secretariat withdrew the proposal; the PIN keeps its number."""

    @move(
        state,
        source=[PinState.DRAFT, PinState.RETURNED, PinState.SUBMITTED, PinState.WITH_COMMITTEE],
        target=PinState.WITHDRAWN,
        who=permissions.participant_of,
        way=Way.END,
        label=_("Withdraw"),
        done=pgettext_lazy("deed", "Withdrawn by its authors"),
        tells=("secretariat",),
    )
    def withdraw(self, *, at: datetime, note: str) -> None:
        self.outcome_note = note

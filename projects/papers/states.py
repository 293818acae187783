"""What every request after registration shares: from draft through JCMA to the Joint Committee and into force."""

from datetime import date, datetime
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from common.machines import Holder, StateField, Way, move
from common.models import PaperRow
from partners import permissions


class RequestState(models.TextChoices):
    DRAFT = "draft", _("Draft")
    SUBMITTED = "submitted", _("Completeness check at JCMA")
    RETURNED = "returned", _("Returned for completion")
    WITH_COMMITTEE = "with_committee", _("With the Joint Committee")
    AWAITING_VALIDATION = "awaiting_validation", _("Approved; the revised PDD is to be validated")
    IN_FORCE = "in_force", _("Approved and in force")
    NOT_APPROVED = "not_approved", _("Not approved")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    CLOSED = "closed", _("Closed: the project has ended")


EDITABLE = frozenset({RequestState.DRAFT, RequestState.RETURNED})
OPEN = (*sorted(EDITABLE), RequestState.SUBMITTED, RequestState.WITH_COMMITTEE, RequestState.AWAITING_VALIDATION)
BEFORE_DECISION = (*sorted(EDITABLE), RequestState.SUBMITTED, RequestState.WITH_COMMITTEE)
DECIDED = (RequestState.AWAITING_VALIDATION, RequestState.IN_FORCE, RequestState.NOT_APPROVED)


class RequestMachine(PaperRow):
    """State of a request after registration; while the Joint Committee decides, its decision holds the step.

    The subclass declares `submit`, because each form has checks of its own.
    """

    HOLDERS: ClassVar[dict[str, Holder]] = {}
    STATE_KINDS: ClassVar[dict[str, str]] = {
        RequestState.WITH_COMMITTEE: "waiting",
        RequestState.AWAITING_VALIDATION: "waiting",
        RequestState.IN_FORCE: "good",
    }

    state = StateField(default=RequestState.DRAFT, choices=RequestState.choices)
    submitted_at = models.DateTimeField(null=True, editable=False)
    return_note = models.TextField(blank=True, editable=False)
    completeness = models.JSONField(default=dict, editable=False)
    forwarded_at = models.DateTimeField(null=True, editable=False)
    decided_on = models.DateField(null=True, editable=False)
    outcome_note = models.TextField(blank=True, editable=False)

    class Meta:
        abstract = True

    @move(
        state,
        source=RequestState.SUBMITTED,
        target=RequestState.RETURNED,
        who=permissions.secretariat,
        way=Way.ASIDE,
        label=_("Return for completion"),
        done=pgettext_lazy("deed", "Returned for completion"),
        tells=("participant",),
    )
    def return_to_participant(self, *, at: datetime, note: str) -> None:
        self.return_note = note

    @move(
        state,
        source=RequestState.SUBMITTED,
        target=RequestState.WITH_COMMITTEE,
        who=permissions.secretariat,
        label=_("Forward to the Joint Committee"),
        done=pgettext_lazy("deed", "Forwarded to the Joint Committee"),
        tells=("participant",),
    )
    def forward(self, *, at: datetime, completeness: dict[str, bool]) -> None:
        self.completeness, self.forwarded_at = completeness, at

    @move(
        state,
        source=RequestState.WITH_COMMITTEE,
        target=RequestState.IN_FORCE,
        who=permissions.system,
        label=_("Approved by the Joint Committee"),
        by_page=False,
        tells=("participant", "secretariat"),
    )
    def approve(self, *, at: datetime, on: date) -> None:
        self.decided_on = on

    @move(
        state,
        source=RequestState.WITH_COMMITTEE,
        target=RequestState.NOT_APPROVED,
        who=permissions.system,
        label=_("Not approved by the Joint Committee"),
        by_page=False,
        tells=("participant", "secretariat"),
    )
    def reject(self, *, at: datetime, on: date, note: str) -> None:
        self.decided_on, self.outcome_note = on, note

    @move(
        state,
        source=RequestState.WITH_COMMITTEE,
        target=RequestState.SUBMITTED,
        who=permissions.any_of(permissions.system, permissions.secretariat),
        way=Way.ASIDE,
        by_page=False,
        label=_("Back at the completeness check: the proposal was withdrawn"),
        tells=("participant",),
    )
    def take_back(self, *, at: datetime) -> None:
        """The secretariat withdrew the proposal."""

    @move(
        state,
        source=BEFORE_DECISION,
        target=RequestState.WITHDRAWN,
        who=permissions.participant_of,
        way=Way.END,
        label=_("Withdraw"),
        done=pgettext_lazy("deed", "Withdrawn by its authors"),
        tells=("secretariat",),
    )
    def withdraw(self, *, at: datetime, note: str) -> None:
        self.outcome_note = note

    @move(
        state,
        source=OPEN,
        target=RequestState.CLOSED,
        who=permissions.system,
        by_page=False,
        label=_("Closed with its project"),
        tells=("participant",),
    )
    def close(self, *, at: datetime) -> None:
        """The project was withdrawn or de-registered."""

"""How a registered project ends: withdrawal by its participants (form F_PW_Req), or de-registration."""

from datetime import date, datetime
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from common.machines import Holder, StateField, Way, move
from common.models import PaperRow
from partners import permissions
from projects.endings.questions import CHECKS
from projects.papers.states import RequestMachine, RequestState


class WithdrawalMachine(RequestMachine):
    """State of a request to withdraw a registered project; once approved, the project has ended."""

    HOLDERS: ClassVar[dict[str, Holder]] = {
        RequestState.DRAFT: Holder("participant", _("Finish the request for withdrawal and submit it")),
        RequestState.SUBMITTED: Holder(
            "secretariat", _("Check that the request for withdrawal is complete"), "withdrawal.completeness"
        ),
        RequestState.RETURNED: Holder(
            "participant", _("Complete the request for withdrawal and submit it again"), "paper.return"
        ),
    }

    class Meta:
        abstract = True

    @move(
        "state",
        source=[RequestState.DRAFT, RequestState.RETURNED],
        target=RequestState.SUBMITTED,
        who=permissions.participant_of,
        when=CHECKS,
        label=_("Request the withdrawal"),
        done=pgettext_lazy("deed", "Withdrawal requested"),
        tells=("secretariat",),
    )
    def submit(self, *, at: datetime) -> None:
        self.submitted_at = at


class DeregistrationState(models.TextChoices):
    PREPARED = "prepared", _("In preparation")
    WITH_COMMITTEE = "with_committee", _("With the Joint Committee")
    DECIDED = "decided", _("Decided: the project is de-registered")
    NOT_APPROVED = "not_approved", _("Not approved")
    WITHDRAWN = "withdrawn", _("Withdrawn by JCMA")


class DeregistrationMachine(PaperRow):
    """State of a proposal to de-register a project; JCMA prepares it on the committee's behalf."""

    HOLDERS: ClassVar[dict[str, Holder]] = {}
    STATE_KINDS: ClassVar[dict[str, str]] = {
        DeregistrationState.WITH_COMMITTEE: "waiting",
        DeregistrationState.DECIDED: "ended",
    }

    state = StateField(default=DeregistrationState.PREPARED, choices=DeregistrationState.choices)
    forwarded_at = models.DateTimeField(null=True, editable=False)
    decided_on = models.DateField(null=True, editable=False)
    outcome_note = models.TextField(blank=True, editable=False)

    class Meta:
        abstract = True

    @move(
        state,
        source=DeregistrationState.PREPARED,
        target=DeregistrationState.WITH_COMMITTEE,
        who=permissions.secretariat,
        label=_("Put it before the Joint Committee"),
        done=pgettext_lazy("deed", "Handed to the Joint Committee"),
        by_page=False,
        tells=("participant",),
    )
    def forward(self, *, at: datetime) -> None:
        self.forwarded_at = at

    @move(
        state,
        source=DeregistrationState.WITH_COMMITTEE,
        target=DeregistrationState.DECIDED,
        who=permissions.system,
        label=_("De-registered by the Joint Committee"),
        by_page=False,
        tells=("participant", "secretariat"),
    )
    def decide(self, *, at: datetime, on: date) -> None:
        self.decided_on = on

    @move(
        state,
        source=DeregistrationState.WITH_COMMITTEE,
        target=DeregistrationState.NOT_APPROVED,
        who=permissions.system,
        label=_("Not de-registered by the Joint Committee"),
        by_page=False,
        tells=("participant", "secretariat"),
    )
    def reject(self, *, at: datetime, on: date, note: str) -> None:
        self.decided_on, self.outcome_note = on, note

    @move(
        state,
        source=DeregistrationState.WITH_COMMITTEE,
        target=DeregistrationState.WITHDRAWN,
        who=permissions.any_of(permissions.system, permissions.secretariat),
        way=Way.END,
        by_page=False,
        label=_("JCMA withdrew the proposal"),
        tells=("participant",),
    )
    def take_back(self, *, at: datetime, note: str) -> None:
        self.outcome_note = note

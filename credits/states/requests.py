"""How an issuance request becomes credits in both registries."""

from datetime import date, datetime
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from common.machines import Holder, StateField, Way, move
from common.models import PaperRow
from common.refusals import Check
from partners import permissions


class RequestState(models.TextChoices):
    DRAFT = "draft", _("Draft")
    SUBMITTED = "submitted", _("Completeness check at JCMA")
    RETURNED = "returned", _("Returned for completion")
    COMPLETE = "complete", _("Complete")
    WITH_COMMITTEE = "with_committee", _("With the Joint Committee")
    APPROVED = "approved", _("Approved; both registries issue")
    NOT_APPROVED = "not_approved", _("Not approved")
    ISSUED = "issued", _("Issued")
    WITHDRAWN = "withdrawn", _("Withdrawn")


EDITABLE = frozenset({RequestState.DRAFT, RequestState.RETURNED})
DEAD = (RequestState.NOT_APPROVED, RequestState.WITHDRAWN)
DECIDED = (RequestState.APPROVED, RequestState.ISSUED)
CHECKS = (
    Check(
        "ISS-01", _("Declare that what you submit is true and complete."), lambda r: r.declares_true, "declares_true"
    ),
)


class RequestMachine(PaperRow):
    """State of an issuance request; while the Joint Committee decides, its decision holds the step, and after it
    each registry's own issuance does."""

    HOLDERS: ClassVar[dict[str, Holder]] = {
        RequestState.DRAFT: Holder("participant", _("Check the amounts and request issuance")),
        RequestState.SUBMITTED: Holder(
            "secretariat", _("Check that the issuance request is complete"), "issuance.completeness"
        ),
        RequestState.RETURNED: Holder(
            "participant", _("Complete the issuance request and submit it again"), "paper.return"
        ),
        RequestState.COMPLETE: Holder(
            "secretariat", _("Put the amounts before the Joint Committee"), "issuance.decision"
        ),
    }
    STATE_KINDS: ClassVar[dict[str, str]] = {
        RequestState.COMPLETE: "waiting",
        RequestState.WITH_COMMITTEE: "waiting",
        RequestState.APPROVED: "waiting",
    }

    state = StateField(default=RequestState.DRAFT, choices=RequestState.choices)
    submitted_at = models.DateTimeField(null=True, editable=False)
    return_note = models.TextField(blank=True, editable=False)
    completeness = models.JSONField(default=dict, editable=False)
    completed_at = models.DateTimeField(null=True, editable=False)
    forwarded_at = models.DateTimeField(null=True, editable=False)
    number = models.PositiveSmallIntegerField(null=True, editable=False)
    decided_on = models.DateField(null=True, editable=False)
    issued_at = models.DateTimeField(null=True, editable=False)
    outcome_note = models.TextField(blank=True, editable=False)

    class Meta:
        abstract = True

    @move(
        state,
        source=[RequestState.DRAFT, RequestState.RETURNED],
        target=RequestState.SUBMITTED,
        who=permissions.participant_of,
        when=CHECKS,
        label=_("Request issuance"),
        done=pgettext_lazy("deed", "Issuance requested"),
        tells=("secretariat",),
    )
    def submit(self, *, at: datetime) -> None:
        self.submitted_at = at

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
        target=RequestState.COMPLETE,
        who=permissions.secretariat,
        label=_("Confirm that it is complete"),
        done=pgettext_lazy("deed", "Found complete"),
        tells=("participant",),
    )
    def confirm_complete(self, *, at: datetime, completeness: dict[str, bool]) -> None:
        self.completeness, self.completed_at = completeness, at

    @move(
        state,
        source=RequestState.COMPLETE,
        target=RequestState.WITH_COMMITTEE,
        who=permissions.secretariat,
        label=_("Forward to the Joint Committee"),
        done=pgettext_lazy("deed", "Forwarded to the Joint Committee"),
        tells=("participant",),
    )
    def forward(self, *, at: datetime, number: int) -> None:
        self.number, self.forwarded_at = number, at

    @move(
        state,
        source=RequestState.WITH_COMMITTEE,
        target=RequestState.APPROVED,
        who=permissions.system,
        label=_("Amounts approved by the Joint Committee"),
        by_page=False,
        tells=("participant", "secretariat", "government"),
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
        source=RequestState.APPROVED,
        target=RequestState.ISSUED,
        who=permissions.system,
        label=_("Issued in every registry"),
        by_page=False,
        tells=("participant", "secretariat", "government"),
    )
    def finish(self, *, at: datetime) -> None:
        self.issued_at = at

    @move(
        state,
        source=RequestState.WITH_COMMITTEE,
        target=RequestState.COMPLETE,
        who=permissions.any_of(permissions.system, permissions.secretariat),
        label=_("Back with the secretariat: the proposal was withdrawn"),
        by_page=False,
        tells=("participant",),
    )
    def take_back(self, *, at: datetime) -> None:
        self.number = None  # the next one that goes forward takes it

    @move(
        state,
        source=[
            RequestState.DRAFT,
            RequestState.RETURNED,
            RequestState.SUBMITTED,
            RequestState.COMPLETE,
            RequestState.WITH_COMMITTEE,
        ],
        target=RequestState.WITHDRAWN,
        who=permissions.participant_of,
        way=Way.END,
        label=_("Withdraw"),
        done=pgettext_lazy("deed", "Withdrawn by its authors"),
        tells=("secretariat", "tpe"),
    )
    def withdraw(self, *, at: datetime, note: str) -> None:
        self.outcome_note, self.number = note, None

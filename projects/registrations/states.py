"""How a project comes to be registered."""

from datetime import date, datetime
from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from common.machines import Holder, StateField, Way, move
from common.models import PaperRow
from common.refusals import Check
from partners import permissions


class RegistrationState(models.TextChoices):
    DRAFT = "draft", _("Draft")
    SUBMITTED = "submitted", _("Completeness check at JCMA")
    RETURNED = "returned", _("Returned for completion")
    WITH_COMMITTEE = "with_committee", _("With the Joint Committee")
    REGISTERED = "registered", _("Registered")
    NOT_REGISTERED = "not_registered", _("Not registered")
    WITHDRAWN = "withdrawn", _("Withdrawn")


EDITABLE = frozenset({RegistrationState.DRAFT, RegistrationState.RETURNED})
OPEN_REQUEST = (*EDITABLE, RegistrationState.SUBMITTED, RegistrationState.WITH_COMMITTEE)


def _is_allocated(request: Any) -> bool:
    """True when percentages are given, or the project's rulebook decides them at another time."""
    rulebook = request.rulebook
    waits = rulebook is not None and rulebook.rule("allocation.at_registration")
    return not waits or request.allocation.shares.exists()


CHECKS = (
    Check(
        "REG-01", _("Declare that what you submit is true and complete."), lambda r: r.declares_true, "declares_true"
    ),
    Check(
        "REG-07", _("Give the allocation percentages: they are decided at registration."), _is_allocated, "allocation"
    ),
)


class RegistrationMachine(PaperRow):
    """State of a registration request; while the Joint Committee decides, its decision holds the step."""

    HOLDERS: ClassVar[dict[str, Holder]] = {
        RegistrationState.DRAFT: Holder("participant", _("Agree the allocation and request registration")),
        RegistrationState.SUBMITTED: Holder(
            "secretariat", _("Check that the registration request is complete"), "registration.completeness"
        ),
        RegistrationState.RETURNED: Holder(
            "participant", _("Complete the registration request and submit it again"), "paper.return"
        ),
    }

    STATE_KINDS: ClassVar[dict[str, str]] = {RegistrationState.WITH_COMMITTEE: "waiting"}
    state = StateField(default=RegistrationState.DRAFT, choices=RegistrationState.choices)
    submitted_at = models.DateTimeField(null=True, editable=False)
    return_note = models.TextField(blank=True, editable=False)
    completeness = models.JSONField(default=dict, editable=False)
    project_reference = models.CharField(max_length=12, blank=True, editable=False)
    forwarded_at = models.DateTimeField(null=True, editable=False)
    decided_on = models.DateField(null=True, editable=False)
    outcome_note = models.TextField(blank=True, editable=False)

    class Meta:
        abstract = True

    @move(
        state,
        source=[RegistrationState.DRAFT, RegistrationState.RETURNED],
        target=RegistrationState.SUBMITTED,
        who=permissions.participant_of,
        when=CHECKS,
        label=_("Request registration"),
        done=pgettext_lazy("deed", "Registration requested"),
        tells=("secretariat",),
    )
    def submit(self, *, at: datetime) -> None:
        self.submitted_at = at

    @move(
        state,
        source=RegistrationState.SUBMITTED,
        target=RegistrationState.RETURNED,
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
        source=RegistrationState.SUBMITTED,
        target=RegistrationState.WITH_COMMITTEE,
        who=permissions.secretariat,
        label=_("Forward to the Joint Committee"),
        done=pgettext_lazy("deed", "Forwarded to the Joint Committee"),
        tells=("participant",),
    )
    def forward(self, *, at: datetime, completeness: dict[str, bool], project_reference: str) -> None:
        self.completeness, self.project_reference, self.forwarded_at = completeness, project_reference, at

    @move(
        state,
        source=RegistrationState.WITH_COMMITTEE,
        target=RegistrationState.REGISTERED,
        who=permissions.system,
        label=_("Registered by the Joint Committee"),
        by_page=False,
        tells=("participant", "secretariat"),
    )
    def conclude(self, *, at: datetime, on: date) -> None:
        self.decided_on = on

    @move(
        state,
        source=RegistrationState.WITH_COMMITTEE,
        target=RegistrationState.NOT_REGISTERED,
        who=permissions.system,
        label=_("Not registered by the Joint Committee"),
        by_page=False,
        tells=("participant", "secretariat"),
    )
    def reject(self, *, at: datetime, on: date, note: str) -> None:
        self.decided_on, self.outcome_note = on, note

    @move(
        state,
        source=RegistrationState.WITH_COMMITTEE,
        target=RegistrationState.SUBMITTED,
        who=permissions.any_of(permissions.system, permissions.secretariat),
        label=_("Back at the completeness check: the proposal was withdrawn"),
        by_page=False,
        tells=("participant",),
    )
    def take_back(self, *, at: datetime) -> None:
        self.project_reference = ""  # the number is free again

    @move(
        state,
        source=[
            RegistrationState.DRAFT,
            RegistrationState.RETURNED,
            RegistrationState.SUBMITTED,
            RegistrationState.WITH_COMMITTEE,
        ],
        target=RegistrationState.WITHDRAWN,
        who=permissions.participant_of,
        way=Way.END,
        label=_("Withdraw"),
        done=pgettext_lazy("deed", "Withdrawn by its authors"),
        tells=("secretariat", "tpe"),
    )
    def withdraw(self, *, at: datetime, note: str) -> None:
        self.outcome_note, self.project_reference = note, ""

"""How a change after registration comes into force (form F_PRC_Req), and which kinds of change there are."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from common.machines import Holder, move
from partners import permissions
from projects.changes.questions import CHECKS, ChangeKind
from projects.papers.states import RequestMachine, RequestState


class Route(StrEnum):
    """Who settles a change; the rulebook's key of the kind holds one of these words."""

    NOTE = "note"
    COMMITTEE = "committee"
    VALIDATION = "committee-validation"


@dataclass(frozen=True)
class KindRule:
    """What a kind of change is: whether it ends by itself, and the rulebook's key that says who settles it."""

    is_temporary: bool
    rule: str


KINDS: dict[str, KindRule] = {
    kind.value: KindRule(is_temporary=kind == ChangeKind.DEVIATION, rule=f"change.{kind.value}") for kind in ChangeKind
}


class ChangeMachine(RequestMachine):
    """State of a change after registration; the Joint Committee first judges whether the methodology still applies."""

    HOLDERS: ClassVar[dict[str, Holder]] = {
        RequestState.DRAFT: Holder("participant", _("Finish the request for a change and submit it")),
        RequestState.SUBMITTED: Holder(
            "secretariat", _("Check that the request for a change is complete"), "change.completeness"
        ),
        RequestState.RETURNED: Holder(
            "participant", _("Complete the request for a change and submit it again"), "paper.return"
        ),
        RequestState.AWAITING_VALIDATION: Holder(
            "participant", _("Revise the PDD and have it validated"), "change.revision"
        ),
    }

    in_force_from = models.DateField(null=True, editable=False)

    class Meta:
        abstract = True

    @move(
        "state",
        source=[RequestState.DRAFT, RequestState.RETURNED],
        target=RequestState.SUBMITTED,
        who=permissions.participant_of,
        when=CHECKS,
        label=_("Submit to JCMA"),
        done=pgettext_lazy("deed", "Submitted to JCMA"),
        tells=("secretariat",),
    )
    def submit(self, *, at: datetime) -> None:
        self.submitted_at = at

    @move(
        "state",
        source=RequestState.SUBMITTED,
        target=RequestState.IN_FORCE,
        who=permissions.secretariat,
        label=_("Take note of the correction"),
        done=pgettext_lazy("deed", "Correction noted"),
        by_page=False,
        tells=("participant",),
    )
    def take_note(self, *, at: datetime, completeness: dict[str, bool], on: date) -> None:
        self.completeness, self.decided_on = completeness, at.date()
        self.in_force_from = on

    @move(
        "state",
        source=RequestState.WITH_COMMITTEE,
        target=RequestState.AWAITING_VALIDATION,
        who=permissions.system,
        label=_("Approved, subject to validation of the revised PDD"),
        by_page=False,
        tells=("participant", "secretariat"),
    )
    def approve_subject_to_validation(self, *, at: datetime, on: date) -> None:
        self.decided_on = on

    @move(
        "state",
        source=RequestState.AWAITING_VALIDATION,
        target=RequestState.IN_FORCE,
        who=permissions.system,
        label=_("The change is in force"),
        by_page=False,
        tells=("participant", "secretariat", "committee"),
    )
    def come_into_force(self, *, at: datetime, on: date) -> None:
        self.in_force_from = on

"""How a change after registration comes into force (form F_PRC_Req), and which kinds of change there are."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from common.machines import Holder, move
from common.refusals import Check
from partners import permissions
from projects.papers.states import RequestMachine, RequestState


class ChangeKind(models.TextChoices):
    DEVIATION = "deviation", _("Temporary deviation from the monitoring plan or the methodology")
    DESIGN = "design", _("Permanent change of the project design")
    MONITORING_PLAN = "monitoring_plan", _("Permanent change of the monitoring plan")
    METHODOLOGY = "methodology", _("Another version of the methodology, or another methodology")
    CREDITING_START = "crediting_start", _("Change of the first day of the crediting period")
    CORRECTION = "correction", _("Correction of a registered paper")


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


def _deviates(change: Any) -> bool:
    return bool(change.kind == ChangeKind.DEVIATION)


def _span(change: Any) -> bool:
    return not _deviates(change) or (
        change.ends_on is not None and change.starts_on is not None and change.ends_on >= change.starts_on
    )


CHECKS = (
    Check("CHG-01", _("Choose the kind of change."), lambda c: bool(c.kind), "kind"),
    Check(
        "CHG-02", _("Describe what changes, compared with the registered PDD."), lambda c: bool(c.summary), "summary"
    ),
    Check("CHG-03", _("Give the reason for the change."), lambda c: bool(c.reason), "reason"),
    Check("CHG-04", _("Give the first day of the change."), lambda c: c.starts_on is not None, "starts_on"),
    Check("CHG-05", _("A deviation is temporary: give its last day, not before the first."), _span, "ends_on"),
    Check(
        "CHG-06",
        _("Explain how the calculation stays conservative during the deviation."),
        lambda c: not _deviates(c) or bool(c.conservativeness),
        "conservativeness",
    ),
    Check(
        "CHG-07",
        _("Explain why the methodology still applies, criterion by criterion."),
        lambda c: bool(c.applicability),
        "applicability",
    ),
    Check("CHG-08", _("Explain the effect on emission reductions."), lambda c: bool(c.effect), "effect"),
    Check(
        "CHG-09",
        _("Give the new first day of the crediting period."),
        lambda c: c.kind != ChangeKind.CREDITING_START or c.new_crediting_start is not None,
        "new_crediting_start",
    ),
    Check(
        "CHG-11",
        _("Only a change of the first day of the crediting period names a new first day: leave it empty."),
        lambda c: c.kind == ChangeKind.CREDITING_START or c.new_crediting_start is None,
        "new_crediting_start",
    ),
    Check(
        "CHG-10", _("Declare that what you submit is true and complete."), lambda c: c.declares_true, "declares_true"
    ),
)


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

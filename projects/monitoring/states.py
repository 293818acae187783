"""How a monitoring report (with its sustainable development report) becomes a verified one."""

from datetime import datetime
from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from common.machines import Holder, StateField, Way, move
from common.models import PaperRow
from common.refusals import Check
from partners import permissions


class MonitoringState(models.TextChoices):
    DRAFT = "draft", _("Draft")
    SUBMITTED = "submitted", _("Ready for verification")
    IN_VERIFICATION = "in_verification", _("In verification")
    VERIFIED = "verified", _("Verified")
    NOT_VERIFIED = "not_verified", _("Not verified")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class OperatingStatus(models.TextChoices):
    RUNNING = "running", _("In operation throughout the period")
    PARTLY = "partly", _("In operation for a part of the period, or at a part of its capacity")
    STOPPED = "stopped", _("Not in operation in the period")


class MonitoringOption(models.TextChoices):
    """How a parameter is monitored; the methodology says which options it allows (domain notes 4.3)."""

    A = "A", _("Option A: by public data that the participants do not measure")
    B = "B", _("Option B: by amounts of business transactions, as invoices")
    C = "C", _("Option C: by own measurement")


def _in_full(report: Any) -> bool:
    """True where the report is a project implementation report (form 3.7 of the Article 6-aligned packages; its
    contents were not found, so what it asks is inferred)."""
    return bool(report.is_implementation_report)


EDITABLE = frozenset({MonitoringState.DRAFT})
CORRECTABLE = frozenset({MonitoringState.SUBMITTED, MonitoringState.IN_VERIFICATION})
DEAD = (MonitoringState.NOT_VERIFIED, MonitoringState.WITHDRAWN)
CHECKS = (
    Check(
        "MON-01",
        _("Summarise how the project was implemented in the period."),
        lambda r: bool(r.implementation),
        "implementation",
    ),
    Check(
        "MON-02",
        _("Summarise how the parameters were monitored."),
        lambda r: bool(r.monitoring_method),
        "monitoring_method",
    ),
    Check(
        "MON-15",
        _("Say whether the project was in operation."),
        lambda r: not _in_full(r) or r.operating_status,
        "operating_status",
    ),
    Check(
        "MON-16",
        _("Not in operation for all of the period: say what happened and since when."),
        lambda r: not _in_full(r) or r.operating_status in {"", OperatingStatus.RUNNING} or bool(r.events),
        "events",
    ),
    Check(
        "MON-17",
        _("Say who is responsible for what in the monitoring: at least one line."),
        lambda r: not _in_full(r) or bool(r.structure),
        "structure",
    ),
    Check(
        "MON-18",
        _("Give at least one measured parameter with its option and the source of its data."),
        lambda r: not _in_full(r) or bool(r.parameters),
        "parameters",
    ),
)


class MonitoringMachine(PaperRow):
    """State of a monitoring report."""

    HOLDERS: ClassVar[dict[str, Holder]] = {
        MonitoringState.DRAFT: Holder("participant", _("Finish the monitoring report and submit it")),
        MonitoringState.SUBMITTED: Holder("participant", _("Choose a third-party entity for verification")),
    }

    STATE_KINDS: ClassVar[dict[str, str]] = {MonitoringState.IN_VERIFICATION: "waiting"}
    state = StateField(default=MonitoringState.DRAFT, choices=MonitoringState.choices)
    submitted_at = models.DateTimeField(null=True, editable=False)
    verified_on = models.DateField(null=True, editable=False)
    outcome_note = models.TextField(blank=True, editable=False)

    class Meta:
        abstract = True

    @move(
        state,
        source=MonitoringState.DRAFT,
        target=MonitoringState.SUBMITTED,
        who=permissions.participant_of,
        when=CHECKS,
        label=_("Submit for verification"),
        done=pgettext_lazy("deed", "Submitted for verification"),
        tells=("secretariat",),
    )
    def submit(self, *, at: datetime) -> None:
        self.submitted_at = at

    @move(
        state,
        source=MonitoringState.SUBMITTED,
        target=MonitoringState.IN_VERIFICATION,
        who=permissions.participant_of,
        label=_("Hand over for verification"),
        done=pgettext_lazy("deed", "Handed over for verification"),
        by_page=False,
    )
    def hand_over(self, *, at: datetime) -> None:
        """A third-party entity was asked."""

    @move(
        state,
        source=MonitoringState.IN_VERIFICATION,
        target=MonitoringState.SUBMITTED,
        who=permissions.any_of(permissions.tpe_of, permissions.system),
        label=_("Give back: another entity is asked"),
        done=pgettext_lazy("deed", "Given back; another entity is asked"),
        by_page=False,
    )
    def give_back(self, *, at: datetime) -> None:
        """The entity declined, or its work was ended: another one is needed."""

    @move(
        state,
        source=MonitoringState.IN_VERIFICATION,
        target=MonitoringState.VERIFIED,
        who=permissions.tpe_of,
        label=_("Verified by the third-party entity"),
        by_page=False,
        tells=("participant", "secretariat"),
    )
    def verify(self, *, at: datetime) -> None:
        self.verified_on = at.date()

    @move(
        state,
        source=MonitoringState.IN_VERIFICATION,
        target=MonitoringState.NOT_VERIFIED,
        who=permissions.tpe_of,
        label=_("Not verified by the third-party entity"),
        by_page=False,
        tells=("participant", "secretariat"),
    )
    def fail(self, *, at: datetime, note: str) -> None:
        self.outcome_note = note

    @move(
        state,
        source=[MonitoringState.DRAFT, MonitoringState.SUBMITTED, MonitoringState.IN_VERIFICATION],
        target=MonitoringState.WITHDRAWN,
        who=permissions.system,
        by_page=False,
        label=_("Closed with its project"),
        tells=("participant", "tpe"),
    )
    def close(self, *, at: datetime) -> None:
        """The project was withdrawn or de-registered, and the rules end its earlier periods too."""

    @move(
        state,
        source=[MonitoringState.DRAFT, MonitoringState.SUBMITTED],
        target=MonitoringState.WITHDRAWN,
        who=permissions.participant_of,
        way=Way.END,
        label=_("Withdraw"),
        done=pgettext_lazy("deed", "Withdrawn by its authors"),
        tells=("secretariat",),
    )
    def withdraw(self, *, at: datetime, note: str) -> None:
        self.outcome_note = note

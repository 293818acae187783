"""How a monitoring report (with its sustainable development report) becomes a verified one."""

from datetime import datetime
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from django_fsm import FSMField, FSMModelMixin

from jcm_platform.common.machines import Holder, move
from jcm_platform.common.refusals import Check
from partners import permissions


class MonitoringState(models.TextChoices):
    DRAFT = "draft", _("Draft")
    SUBMITTED = "submitted", _("Ready for verification")
    IN_VERIFICATION = "in_verification", _("In verification")
    VERIFIED = "verified", _("Verified")
    NOT_VERIFIED = "not_verified", _("Not verified")
    WITHDRAWN = "withdrawn", _("Withdrawn")


EDITABLE = frozenset({MonitoringState.DRAFT})
DEAD = (MonitoringState.NOT_VERIFIED, MonitoringState.WITHDRAWN)
CHECKS = (
    Check("MON-01", _("Summarise how the project was implemented in the period."), lambda r: bool(r.implementation),
          "implementation"),
    Check("MON-02", _("Summarise how the parameters were monitored."), lambda r: bool(r.monitoring_method),
          "monitoring_method"),
)  # fmt: skip


class MonitoringMachine(FSMModelMixin, models.Model):
    """State of a monitoring report."""

    HOLDERS: ClassVar[dict[str, Holder]] = {
        MonitoringState.DRAFT: Holder("participant", _("Finish the monitoring report and submit it")),
        MonitoringState.SUBMITTED: Holder("participant", _("Choose a third-party entity for verification")),
    }

    STATE_KINDS: ClassVar[dict[str, str]] = {MonitoringState.IN_VERIFICATION: "waiting"}
    state = FSMField(default=MonitoringState.DRAFT, choices=MonitoringState.choices, protected=True)
    submitted_at = models.DateTimeField(null=True, editable=False)
    verified_on = models.DateField(null=True, editable=False)
    outcome_note = models.TextField(blank=True, editable=False)

    class Meta:
        abstract = True

    @move(
        state, source=MonitoringState.DRAFT, target=MonitoringState.SUBMITTED, who=permissions.participant_of,
        when=CHECKS, label=_("Submit for verification"), tells=("secretariat",),
    )  # fmt: skip
    def submit(self, *, at: datetime) -> None:
        self.submitted_at = at

    @move(
        state, source=MonitoringState.SUBMITTED, target=MonitoringState.IN_VERIFICATION,
        who=permissions.participant_of, label=_("Hand over for verification"), by_page=False,
    )  # fmt: skip
    def hand_over(self, *, at: datetime) -> None:
        """A third-party entity was asked."""

    @move(
        state, source=MonitoringState.IN_VERIFICATION, target=MonitoringState.SUBMITTED, who=permissions.tpe_of,
        label=_("Give back: the entity declined"), by_page=False,
    )  # fmt: skip
    def give_back(self, *, at: datetime) -> None:
        """The entity declined: another one is needed."""

    @move(
        state, source=MonitoringState.IN_VERIFICATION, target=MonitoringState.VERIFIED, who=permissions.tpe_of,
        label=_("Verified by the third-party entity"), by_page=False, tells=("participant", "secretariat"),
    )  # fmt: skip
    def verify(self, *, at: datetime) -> None:
        self.verified_on = at.date()

    @move(
        state, source=MonitoringState.IN_VERIFICATION, target=MonitoringState.NOT_VERIFIED, who=permissions.tpe_of,
        label=_("Not verified by the third-party entity"), by_page=False, tells=("participant", "secretariat"),
    )  # fmt: skip
    def fail(self, *, at: datetime, note: str) -> None:
        self.outcome_note = note

    @move(
        state, source=[MonitoringState.DRAFT, MonitoringState.SUBMITTED], target=MonitoringState.WITHDRAWN,
        who=permissions.participant_of, label=_("Withdraw"), tells=("secretariat",),
    )  # fmt: skip
    def withdraw(self, *, at: datetime, note: str) -> None:
        self.outcome_note = note

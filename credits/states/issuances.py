"""How one side's registry issues what the Joint Committee notified to it."""

from datetime import datetime
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from common.machines import Holder, StateField, Way, move
from common.models import PaperRow
from credits import permissions


class IssuanceState(models.TextChoices):
    NOTIFIED = "notified", _("Notified; the registry issues")
    PROPOSED = "proposed", _("Proposed; waits for a second administrator")
    ISSUED = "issued", _("Issued")


class IssuanceMachine(PaperRow):
    """State of one side's issuance. Each side issues on its own date, by two of its administrators."""

    HOLDERS: ClassVar[dict[str, Holder]] = {
        IssuanceState.NOTIFIED: Holder("registry", _("Propose the issuance in your registry"), "issuance.posting"),
        IssuanceState.PROPOSED: Holder(
            "registry", _("Approve or send back the issuance that another administrator proposed"), "issuance.approval"
        ),
    }
    STATE_KINDS: ClassVar[dict[str, str]] = {
        IssuanceState.NOTIFIED: "waiting",
        IssuanceState.PROPOSED: "waiting",
        IssuanceState.ISSUED: "good",
    }

    state = StateField(default=IssuanceState.NOTIFIED, choices=IssuanceState.choices)
    notified_on = models.DateField(null=True, editable=False)
    proposed_at = models.DateTimeField(null=True, editable=False)
    state_note = models.TextField(blank=True, editable=False)
    issued_at = models.DateTimeField(null=True, editable=False)
    issued_tco2e = models.PositiveBigIntegerField(null=True, editable=False)

    class Meta:
        abstract = True

    @move(
        state,
        source=IssuanceState.NOTIFIED,
        target=IssuanceState.PROPOSED,
        who=permissions.registry_of,
        label=_("Propose the issuance"),
        done=pgettext_lazy("deed", "Issuance proposed"),
        tells=("registry",),
    )
    def propose(self, *, at: datetime) -> None:
        self.proposed_at, self.state_note = at, ""

    @move(
        state,
        source=IssuanceState.PROPOSED,
        target=IssuanceState.NOTIFIED,
        who=permissions.registry_of,
        way=Way.ASIDE,
        label=_("Send the proposal back"),
        done=pgettext_lazy("deed", "Proposal sent back"),
        tells=("registry",),
    )
    def send_back(self, *, at: datetime, note: str) -> None:
        self.proposed_at, self.state_note = None, note

    @move(
        state,
        source=IssuanceState.PROPOSED,
        target=IssuanceState.ISSUED,
        who=permissions.approves_issuance,
        label=_("Issue the credits"),
        done=pgettext_lazy("deed", "Credits issued"),
        tells=("participant", "secretariat", "government"),
    )
    def issue(self, *, at: datetime, quantity_tco2e: int) -> None:
        self.issued_at, self.issued_tco2e = at, quantity_tco2e

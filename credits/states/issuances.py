"""How one side's registry issues what the Joint Committee notified to it."""

from datetime import datetime
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from common.machines import Holder, StateField, move
from common.models import PaperRow
from credits import permissions


class IssuanceState(models.TextChoices):
    NOTIFIED = "notified", _("Notified; the registry issues")
    ISSUED = "issued", _("Issued")


class IssuanceMachine(PaperRow):
    """State of one side's issuance. Each side issues on its own date."""

    HOLDERS: ClassVar[dict[str, Holder]] = {
        IssuanceState.NOTIFIED: Holder("registry", _("Issue the credits in your registry"), "issuance.posting")
    }
    STATE_KINDS: ClassVar[dict[str, str]] = {IssuanceState.NOTIFIED: "waiting"}

    state = StateField(default=IssuanceState.NOTIFIED, choices=IssuanceState.choices)
    notified_on = models.DateField(null=True, editable=False)
    issued_at = models.DateTimeField(null=True, editable=False)
    issued_tco2e = models.PositiveBigIntegerField(null=True, editable=False)

    class Meta:
        abstract = True

    @move(
        state,
        source=IssuanceState.NOTIFIED,
        target=IssuanceState.ISSUED,
        who=permissions.registry_of,
        label=_("Issue the credits"),
        done=pgettext_lazy("deed", "Credits issued"),
        tells=("participant", "secretariat", "government"),
    )
    def issue(self, *, at: datetime, quantity_tco2e: int) -> None:
        self.issued_at, self.issued_tco2e = at, quantity_tco2e

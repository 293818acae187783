"""Letters about a project: sent, and where an answer is asked for, waiting until it comes."""

from datetime import datetime
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from common.machines import Holder, StateField, Way, move
from common.models import PaperRow
from projects import permissions


class LetterState(models.TextChoices):
    SENT = "sent", _("Sent")
    AWAITS_PARTICIPANT = "awaits_participant", _("Waits for the participants’ answer")
    AWAITS_TPE = "awaits_tpe", _("Waits for the entity’s answer")
    AWAITS_GOVERNMENT = "awaits_government", _("Waits for the partner government’s answer")
    AWAITS_SECRETARIAT = "awaits_secretariat", _("Waits for JCMA’s answer")
    ANSWERED = "answered", _("Answered")
    SETTLED = "settled", _("Settled without an answer")


AWAITING = {
    "participant": LetterState.AWAITS_PARTICIPANT,
    "tpe": LetterState.AWAITS_TPE,
    "government": LetterState.AWAITS_GOVERNMENT,
    "secretariat": LetterState.AWAITS_SECRETARIAT,
}


class LetterMachine(PaperRow):
    """State of a letter. Whoever it is addressed to holds it while an answer is awaited."""

    HOLDERS: ClassVar[dict[str, Holder]] = {
        state: Holder(role, _("Answer the letter")) for role, state in AWAITING.items()
    }

    STATE_KINDS: ClassVar[dict[str, str]] = {LetterState.SENT: "plain", LetterState.SETTLED: "plain"}
    state = StateField(default=LetterState.SENT, choices=LetterState.choices)
    closed_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        abstract = True

    @move(
        state,
        source=[*AWAITING.values()],
        target=LetterState.ANSWERED,
        who=permissions.addressed,
        label=_("Answer"),
        done=pgettext_lazy("deed", "Answered"),
        tells=("secretariat",),
    )
    def answer(self, *, at: datetime) -> None:
        self.closed_at = at

    @move(
        state,
        source=[*AWAITING.values()],
        target=LetterState.SETTLED,
        who=permissions.sent_by_side_of,
        way=Way.ASIDE,
        label=_("Settle: no answer is needed any more"),
        done=pgettext_lazy("deed", "Settled; no answer is needed any more"),
    )
    def settle(self, *, at: datetime) -> None:
        self.closed_at = at

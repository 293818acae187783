"""How a Joint Committee decision comes about.

Rule (domain notes 2.2): a circulated decision is adopted when nobody objected within the window and both co-chairs
agreed, or when all members agreed. If somebody objects, the co-chairs act on it: it is not adopted, or withdrawn.
"""

from datetime import date, datetime
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from django_fsm import FSMField, FSMModelMixin

from jcm_platform.common.machines import Holder, move
from partners import permissions


class DecisionState(models.TextChoices):
    PREPARED = "prepared", _("In preparation")
    CIRCULATED = "circulated", _("With the Joint Committee")
    ADOPTED = "adopted", _("Adopted")
    NOT_ADOPTED = "not_adopted", _("Not adopted")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class DecisionMachine(FSMModelMixin, models.Model):
    """State of a decision and the facts that each state promises."""

    HOLDERS: ClassVar[dict[str, Holder]] = {
        DecisionState.PREPARED: Holder("secretariat", _("Circulate the decision to both sides")),
        DecisionState.CIRCULATED: Holder("committee", _("Answer for your side"), "decision.no_objection"),
    }

    state = FSMField(default=DecisionState.PREPARED, choices=DecisionState.choices, protected=True)
    circulated_at = models.DateTimeField(null=True, editable=False)
    closes_on = models.DateField(null=True, editable=False)
    concluded_at = models.DateTimeField(null=True, editable=False)
    decided_on = models.DateField(null=True)
    conclusion_note = models.TextField(blank=True, editable=False)

    class Meta:
        abstract = True

    @move(
        state, source=DecisionState.PREPARED, target=DecisionState.CIRCULATED, who=permissions.secretariat,
        label=_("Circulate to the Joint Committee"), tells=("committee",),
    )  # fmt: skip
    def circulate(self, *, at: datetime, closes_on: date) -> None:
        self.circulated_at, self.closes_on = at, closes_on

    @move(
        state, source=DecisionState.CIRCULATED, target=DecisionState.ADOPTED, who=permissions.system,
        label=_("Adopt by consensus of both sides"), tells=("secretariat", "committee"), by_page=False,
    )  # fmt: skip
    def adopt(self, *, at: datetime) -> None:
        self.concluded_at, self.decided_on = at, at.date()

    @move(
        state, source=DecisionState.CIRCULATED, target=DecisionState.NOT_ADOPTED, who=permissions.secretariat,
        label=_("Record that it is not adopted"), tells=("committee",),
    )  # fmt: skip
    def reject(self, *, at: datetime, note: str) -> None:
        self.concluded_at, self.decided_on, self.conclusion_note = at, at.date(), note

    @move(
        state, source=[DecisionState.PREPARED, DecisionState.CIRCULATED], target=DecisionState.WITHDRAWN,
        who=permissions.any_of(permissions.secretariat, permissions.system), label=_("Withdraw the proposal"),
        tells=("committee",),
    )  # fmt: skip
    def withdraw(self, *, at: datetime, note: str) -> None:
        self.concluded_at, self.conclusion_note = at, note

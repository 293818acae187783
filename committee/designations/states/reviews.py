"""How a designation is reviewed for cause (domain notes 5)."""

from datetime import date, datetime
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from common.machines import Holder, StateField, Way, move
from common.models import PaperRow
from partners import permissions


class ReviewState(models.TextChoices):
    OPENED = "opened", _("Opened; the entity answers")
    ANSWERED = "answered", _("Answered; the secretariat proposes")
    WITH_COMMITTEE = "with_committee", _("With the Joint Committee")
    MEASURE_TAKEN = "measure_taken", _("Measure taken")
    CLOSED = "closed", _("Closed without a measure")


OPEN_REVIEW = (ReviewState.OPENED, ReviewState.ANSWERED, ReviewState.WITH_COMMITTEE)


class Measure(models.TextChoices):
    SUSPEND = "suspend", _("Suspend")
    LIFT = "lift", _("Lift the suspension")
    WITHDRAW = "withdraw", _("Withdraw the designation")


class ReviewMachine(PaperRow):
    """A review of a designation: grounds, the entity's answer, a proposal, the Joint Committee's decision."""

    HOLDERS: ClassVar[dict[str, Holder]] = {
        ReviewState.OPENED: Holder("tpe", _("Answer the grounds of the review"), "tpe.review_answer"),
        ReviewState.ANSWERED: Holder("secretariat", _("Propose a measure, or close the review"), "tpe.review_proposal"),
    }
    STATE_KINDS: ClassVar[dict[str, str]] = {
        ReviewState.OPENED: "waiting",
        ReviewState.ANSWERED: "waiting",
        ReviewState.WITH_COMMITTEE: "waiting",
        ReviewState.MEASURE_TAKEN: "attention",
        ReviewState.CLOSED: "ended",
    }

    state = StateField(default=ReviewState.OPENED, choices=ReviewState.choices)
    opened_at = models.DateTimeField(editable=False)
    answered_at = models.DateTimeField(null=True, editable=False)
    answer_text = models.TextField(blank=True, editable=False)
    measure = models.CharField(max_length=10, choices=Measure, blank=True, editable=False)
    proposal = models.TextField(blank=True, editable=False)
    decided_on = models.DateField(null=True, editable=False)
    outcome_note = models.TextField(blank=True, editable=False)

    class Meta:
        abstract = True

    @move(
        state,
        source=ReviewState.OPENED,
        target=ReviewState.ANSWERED,
        who=permissions.tpe_of,
        label=_("Answer the review"),
        done=pgettext_lazy("deed", "Review answered"),
        tells=("secretariat",),
    )
    def answer(self, *, at: datetime, text: str) -> None:
        self.answered_at, self.answer_text = at, text

    @move(
        state,
        source=[ReviewState.OPENED, ReviewState.ANSWERED],
        target=ReviewState.WITH_COMMITTEE,
        who=permissions.secretariat,
        label=_("Propose a measure to the Joint Committee"),
        done=pgettext_lazy("deed", "Measure proposed to the Joint Committee"),
        tells=("tpe",),
    )
    def propose(self, *, at: datetime, measure: str, text: str) -> None:
        self.measure, self.proposal = measure, text

    @move(
        state,
        source=[ReviewState.OPENED, ReviewState.ANSWERED],
        target=ReviewState.CLOSED,
        who=permissions.closes_review,
        way=Way.ASIDE,
        label=_("Close the review without a measure"),
        done=pgettext_lazy("deed", "Review closed without a measure"),
        tells=("tpe",),
    )
    def close(self, *, at: datetime, note: str) -> None:
        self.decided_on, self.outcome_note = at.date(), note

    @move(
        state,
        source=ReviewState.WITH_COMMITTEE,
        target=ReviewState.ANSWERED,
        who=permissions.any_of(permissions.system, permissions.secretariat),
        way=Way.ASIDE,
        by_page=False,
        label=_("Back with the secretariat: the proposal was withdrawn"),
        tells=("tpe",),
    )
    def take_back(self, *, at: datetime) -> None:
        """The secretariat withdrew its proposal; another one may follow."""

    @move(
        state,
        source=ReviewState.WITH_COMMITTEE,
        target=ReviewState.MEASURE_TAKEN,
        who=permissions.system,
        label=_("Measure decided by the Joint Committee"),
        by_page=False,
        tells=("tpe", "secretariat"),
    )
    def take_measure(self, *, at: datetime, on: date) -> None:
        self.decided_on = on

    @move(
        state,
        source=ReviewState.WITH_COMMITTEE,
        target=ReviewState.CLOSED,
        who=permissions.system,
        label=_("No measure by the Joint Committee"),
        by_page=False,
        tells=("tpe", "secretariat"),
    )
    def dismiss(self, *, at: datetime, on: date, note: str) -> None:
        self.decided_on, self.outcome_note = on, note

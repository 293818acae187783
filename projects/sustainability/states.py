"""How the partner country's authority reviews a sustainability plan or report, where the rulebook leaves it to it."""

from datetime import datetime
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from common.machines import Holder, StateField, Way, move
from common.models import PaperRow
from partners import permissions


class ReviewState(models.TextChoices):
    WAITING = "waiting", _("With the authority of the partner country")
    QUESTIONED = "questioned", _("The authority asks; the participants answer")
    ACCEPTED = "accepted", _("Accepted by the authority")
    CLOSED = "closed", _("Closed: the paper was withdrawn or failed")


OPEN_REVIEW = (ReviewState.WAITING, ReviewState.QUESTIONED)


class SustainabilityMachine(PaperRow):
    """State of a review; the authority asks until it accepts."""

    HOLDERS: ClassVar[dict[str, Holder]] = {
        ReviewState.WAITING: Holder(
            "government", _("Review how the project serves sustainable development"), "sustainability.review"
        ),
        ReviewState.QUESTIONED: Holder(
            "participant", _("Answer what the authority asks about sustainable development"), "sustainability.answer"
        ),
    }

    STATE_KINDS: ClassVar[dict[str, str]] = {ReviewState.QUESTIONED: "attention", ReviewState.CLOSED: "ended"}
    state = StateField(default=ReviewState.WAITING, choices=ReviewState.choices)
    opened_at = models.DateTimeField(editable=False)
    question = models.TextField(blank=True, editable=False)
    answer_text = models.TextField(blank=True, editable=False)
    conclusion = models.TextField(blank=True, editable=False)
    accepted_on = models.DateField(null=True, editable=False)

    class Meta:
        abstract = True

    @move(
        state,
        source=ReviewState.WAITING,
        target=ReviewState.ACCEPTED,
        who=permissions.government_of_partner,
        label=_("Accept"),
        done=pgettext_lazy("deed", "Accepted"),
        tells=("participant", "secretariat", "tpe"),
    )
    def accept(self, *, at: datetime, conclusion: str) -> None:
        self.accepted_on, self.conclusion = at.date(), conclusion

    @move(
        state,
        source=ReviewState.WAITING,
        target=ReviewState.QUESTIONED,
        who=permissions.government_of_partner,
        label=_("Ask the participants"),
        done=pgettext_lazy("deed", "Participants asked"),
        way=Way.ASIDE,
        tells=("participant",),
    )
    def ask(self, *, at: datetime, question: str) -> None:
        self.question, self.answer_text = question, ""

    @move(
        state,
        source=ReviewState.QUESTIONED,
        target=ReviewState.WAITING,
        who=permissions.participant_of,
        label=_("Answer the authority"),
        done=pgettext_lazy("deed", "Authority’s question answered"),
        tells=("government",),
    )
    def answer(self, *, at: datetime, text: str) -> None:
        self.answer_text = text

    @move(
        state,
        source=OPEN_REVIEW,
        target=ReviewState.CLOSED,
        who=permissions.system,
        by_page=False,
        label=_("Closed with its paper"),
        tells=("participant", "government"),
    )
    def close(self, *, at: datetime) -> None:
        """The PDD or the report was withdrawn, failed, or ended with its project."""

"""What a third-party entity does: an assessment (validation or verification) and its findings."""

from datetime import datetime
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from common.machines import Holder, StateField, Way, move
from common.models import PaperRow
from common.refusals import Check
from partners import permissions


class AssessmentState(models.TextChoices):
    ASSIGNED = "assigned", _("Asked; the entity has not accepted yet")
    IN_PROGRESS = "in_progress", _("In progress")
    POSITIVE = "positive", _("Positive opinion")
    NEGATIVE = "negative", _("Negative opinion")
    DECLINED = "declined", _("Declined")
    CLOSED = "closed", _("Closed: the project has ended")
    RELEASED = "released", _("Ended; another entity is asked")


NOT_AT_WORK = (AssessmentState.DECLINED, AssessmentState.RELEASED)
# What gives its entity something to read and to do: work that goes on, and an opinion that was given.
OF_ENTITY = (AssessmentState.ASSIGNED, AssessmentState.IN_PROGRESS, AssessmentState.POSITIVE, AssessmentState.NEGATIVE)
ENDED_BY_OTHERS = (AssessmentState.RELEASED, AssessmentState.CLOSED)
OPEN_ASSESSMENT = (AssessmentState.ASSIGNED, AssessmentState.IN_PROGRESS)
REPORTED = (
    Check(
        "TPE-16",
        _("Every member of the team, with one lead, declares impartiality before the opinion."),
        lambda a: a.impartiality_declared_at is not None,
        "members",
    ),
    Check(
        "TPE-01",
        _("Describe the means of assessment: what was read, whom you asked, what you saw."),
        lambda a: bool(a.means),
        "means",
    ),
    Check("TPE-02", _("Write the conclusion of the report."), lambda a: bool(a.conclusion), "conclusion"),
    Check("TPE-03", _("Name the team and who did what."), lambda a: bool(a.team), "team"),
    Check("TPE-17", _("Write a conclusion on every topic of the report."), lambda a: not a.missing_topics, "topics"),
)
LOST = (
    Check(
        "TPE-19",
        _("The work is ended from outside only while the entity’s designation does not count."),
        lambda a: a.lost_on is not None,
    ),
)


class AssessmentMachine(PaperRow):
    """State of a validation or a verification."""

    STATE_KINDS: ClassVar[dict[str, str]] = {
        AssessmentState.POSITIVE: "good",
        AssessmentState.DECLINED: "ended",
        AssessmentState.RELEASED: "ended",
    }

    state = StateField(default=AssessmentState.ASSIGNED, choices=AssessmentState.choices)
    assigned_at = models.DateTimeField(null=True, editable=False)
    accepted_at = models.DateTimeField(null=True, editable=False)
    concluded_at = models.DateTimeField(null=True, editable=False)
    decline_note = models.TextField(blank=True, editable=False)
    impartiality_declared_at = models.DateTimeField(null=True, editable=False)
    lost_on = models.DateField(null=True, editable=False)

    class Meta:
        abstract = True

    @move(
        state,
        source=AssessmentState.ASSIGNED,
        target=AssessmentState.IN_PROGRESS,
        who=permissions.tpe_of,
        label=_("Accept the work and declare impartiality"),
        done=pgettext_lazy("deed", "Work accepted, impartiality declared"),
        tells=("participant",),
    )
    def accept(self, *, at: datetime) -> None:
        self.accepted_at = at

    @move(
        state,
        source=AssessmentState.ASSIGNED,
        target=AssessmentState.DECLINED,
        who=permissions.tpe_of,
        way=Way.END,
        label=_("Decline the work"),
        done=pgettext_lazy("deed", "Work declined"),
        tells=("participant",),
    )
    def decline(self, *, at: datetime, note: str) -> None:
        self.decline_note = note

    @move(
        state,
        source=OPEN_ASSESSMENT,
        target=AssessmentState.RELEASED,
        who=permissions.any_of(permissions.participant_of, permissions.secretariat),
        when=LOST,
        way=Way.END,
        label=_("End the work and ask another entity"),
        done=pgettext_lazy("deed", "Work ended; another entity is asked"),
        tells=("tpe", "participant", "secretariat"),
    )
    def release(self, *, at: datetime, note: str) -> None:
        self.decline_note = note

    @move(
        state,
        source=AssessmentState.IN_PROGRESS,
        target=AssessmentState.POSITIVE,
        who=permissions.tpe_of,
        when=REPORTED,
        label=_("Give a positive opinion"),
        done=pgettext_lazy("deed", "Positive opinion given"),
        tells=("participant", "secretariat"),
    )
    def conclude_positive(self, *, at: datetime) -> None:
        self.concluded_at = at

    @move(
        state,
        source=AssessmentState.IN_PROGRESS,
        target=AssessmentState.NEGATIVE,
        who=permissions.tpe_of,
        when=REPORTED,
        way=Way.END,
        label=_("Give a negative opinion"),
        done=pgettext_lazy("deed", "Negative opinion given"),
        tells=("participant", "secretariat"),
    )
    def conclude_negative(self, *, at: datetime) -> None:
        self.concluded_at = at

    @move(
        state,
        source=OPEN_ASSESSMENT,
        target=AssessmentState.CLOSED,
        who=permissions.system,
        by_page=False,
        label=_("Closed with its project"),
        tells=("participant", "tpe"),
    )
    def close(self, *, at: datetime) -> None:
        """The project was withdrawn or de-registered."""


VALIDATION_HOLDERS: dict[str, Holder] = {
    AssessmentState.ASSIGNED: Holder("tpe", _("Accept or decline the validation"), "validation.acceptance"),
    AssessmentState.IN_PROGRESS: Holder("tpe", _("Validate the project and give your opinion"), "validation.report"),
}
VERIFICATION_HOLDERS: dict[str, Holder] = {
    AssessmentState.ASSIGNED: Holder("tpe", _("Accept or decline the verification"), "verification.acceptance"),
    AssessmentState.IN_PROGRESS: Holder("tpe", _("Verify the report and give your opinion"), "verification.report"),
}


class FindingState(models.TextChoices):
    RAISED = "raised", _("Raised; the participants answer")
    ANSWERED = "answered", _("Answered; the entity judges")
    CLOSED = "closed", _("Closed")
    CARRIED = "carried", _("For the next verification")


class FindingKind(models.TextChoices):
    CAR = "CAR", _("Corrective action request")
    CL = "CL", _("Clarification request")
    FAR = "FAR", _("Forward action request")


MUST_BE_CLOSED = (FindingKind.CAR, FindingKind.CL)
AT_WORK = (
    Check(
        "FND-04",
        _("The opinion is given: the finding cannot be opened again."),
        lambda f: f.at_work.state == AssessmentState.IN_PROGRESS,
    ),
)
ONLY_FORWARD = (
    Check(
        "FND-05",
        _("Only a forward action request is carried on; close the others."),
        lambda f: f.kind == FindingKind.FAR,
    ),
)


class FindingMachine(PaperRow):
    """A finding goes back and forth until the entity closes it.

    A forward action request waits for the next verification, which takes it up.
    """

    HOLDERS: ClassVar[dict[str, Holder]] = {
        FindingState.RAISED: Holder("participant", _("Answer the finding"), "finding.answer"),
        FindingState.ANSWERED: Holder("tpe", _("Judge the answer to the finding"), "finding.close"),
    }

    STATE_KINDS: ClassVar[dict[str, str]] = {FindingState.CARRIED: "attention"}
    state = StateField(default=FindingState.RAISED, choices=FindingState.choices)
    raised_at = models.DateTimeField(editable=False)
    answered_at = models.DateTimeField(null=True, editable=False)
    closed_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        abstract = True

    @move(
        state,
        source=FindingState.RAISED,
        target=FindingState.ANSWERED,
        who=permissions.participant_of,
        label=_("Answer the finding"),
        done=pgettext_lazy("deed", "Finding answered"),
        tells=("tpe",),
    )
    def answer(self, *, at: datetime) -> None:
        self.answered_at = at

    @move(
        state,
        source=FindingState.ANSWERED,
        target=FindingState.RAISED,
        who=permissions.tpe_of,
        way=Way.ASIDE,
        label=_("Ask again"),
        done=pgettext_lazy("deed", "Asked again"),
        tells=("participant",),
    )
    def ask_again(self, *, at: datetime) -> None:
        self.answered_at = None

    @move(
        state,
        source=FindingState.ANSWERED,
        target=FindingState.CLOSED,
        who=permissions.tpe_of,
        label=_("Close the finding"),
        done=pgettext_lazy("deed", "Finding closed"),
        tells=("participant",),
    )
    def close(self, *, at: datetime) -> None:
        self.closed_at = at

    @move(
        state,
        source=[FindingState.RAISED, FindingState.ANSWERED, FindingState.CARRIED],
        target=FindingState.CLOSED,
        who=permissions.system,
        by_page=False,
        label=_("Closed with its project"),
        tells=("participant",),
    )
    def lapse(self, *, at: datetime) -> None:
        self.closed_at = at

    @move(
        state,
        source=FindingState.CLOSED,
        target=FindingState.RAISED,
        who=permissions.tpe_of,
        when=AT_WORK,
        way=Way.ASIDE,
        label=_("Open the finding again"),
        done=pgettext_lazy("deed", "Finding opened again"),
        tells=("participant",),
    )
    def reopen(self, *, at: datetime) -> None:
        self.answered_at = self.closed_at = None

    @move(
        state,
        source=FindingState.CARRIED,
        target=FindingState.RAISED,
        who=permissions.system,
        label=_("Take up in the next verification"),
        done=pgettext_lazy("deed", "Taken up in the next verification"),
        tells=("participant",),
        by_page=False,
    )
    def take_up(self, *, at: datetime) -> None:
        """The next verification has begun."""

    @move(
        state,
        source=[FindingState.RAISED, FindingState.ANSWERED],
        target=FindingState.CARRIED,
        who=permissions.any_of(permissions.tpe_of, permissions.system),
        when=ONLY_FORWARD,
        way=Way.ASIDE,
        label=_("Carry on to the verification after"),
        done=pgettext_lazy("deed", "Carried on to the verification after"),
        tells=("participant",),
    )
    def carry_on(self, *, at: datetime) -> None:
        self.answered_at = None

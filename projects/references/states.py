"""How the reference emissions of a PDD are assessed against the partner country's latest NDC."""

from datetime import date, datetime
from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from common.machines import Holder, StateField, Way, move
from common.models import PaperRow
from partners import permissions
from partners.permissions.interests import judges
from projects.references.questions import CHECKS


class ReferenceState(models.TextChoices):
    DRAFT = "draft", _("Draft")
    SUBMITTED = "submitted", _("Completeness check at JCMA")
    RETURNED = "returned", _("Returned for completion")
    IN_ASSESSMENT = "in_assessment", _("Under assessment")
    WITH_COMMITTEE = "with_committee", _("Before the Joint Committee")
    POSITIVE = "positive", _("Consistent with the NDC")
    NEGATIVE = "negative", _("Not consistent with the NDC")
    WITHDRAWN = "withdrawn", _("Withdrawn")


EDITABLE = frozenset({ReferenceState.DRAFT, ReferenceState.RETURNED})
OVER = (ReferenceState.NEGATIVE, ReferenceState.WITHDRAWN)


@judges()
def assesses(assessment: Any, user: Any) -> bool:
    """The secretariat while it has it in hand; once it is with the committee, the committee's decision alone."""
    if assessment.state == ReferenceState.WITH_COMMITTEE:
        return permissions.system(assessment, user)
    return permissions.secretariat(assessment, user)


def by_secretariat(subject: Any) -> bool:
    """True when the rules let the secretariat assess for the Joint Committee."""
    return subject.rulebook is None or subject.rulebook.rule("reference.assessed_by") == "secretariat"


class ReferenceMachine(PaperRow):
    """State of a request for assessment. While the Joint Committee decides, its decision holds the step."""

    HOLDERS: ClassVar[dict[str, Holder]] = {
        ReferenceState.DRAFT: Holder("participant", _("Finish the request for assessment and submit it")),
        ReferenceState.SUBMITTED: Holder(
            "secretariat", _("Check that the request for assessment is complete"), "reference.completeness"
        ),
        ReferenceState.RETURNED: Holder(
            "participant", _("Complete the request for assessment and submit it again"), "paper.return"
        ),
        ReferenceState.IN_ASSESSMENT: Holder(
            "secretariat",
            _("Assess the reference emissions, or put them before the Joint Committee"),
            "reference.assessment",
        ),
    }

    STATE_KINDS: ClassVar[dict[str, str]] = {
        ReferenceState.IN_ASSESSMENT: "waiting",
        ReferenceState.WITH_COMMITTEE: "waiting",
        ReferenceState.POSITIVE: "good",
    }
    state = StateField(default=ReferenceState.DRAFT, choices=ReferenceState.choices)
    submitted_at = models.DateTimeField(null=True, editable=False)
    return_note = models.TextField(blank=True, editable=False)
    completeness = models.JSONField(default=dict, editable=False)
    assessed_on = models.DateField(null=True, editable=False)
    conclusion = models.TextField(blank=True, editable=False)

    class Meta:
        abstract = True

    @move(
        state,
        source=[ReferenceState.DRAFT, ReferenceState.RETURNED],
        target=ReferenceState.SUBMITTED,
        who=permissions.participant_of,
        when=CHECKS,
        label=_("Submit to JCMA"),
        done=pgettext_lazy("deed", "Submitted to JCMA"),
        tells=("secretariat",),
    )
    def submit(self, *, at: datetime) -> None:
        self.submitted_at = at

    @move(
        state,
        source=ReferenceState.SUBMITTED,
        target=ReferenceState.RETURNED,
        who=permissions.secretariat,
        way=Way.ASIDE,
        label=_("Return for completion"),
        done=pgettext_lazy("deed", "Returned for completion"),
        tells=("participant",),
    )
    def return_to_participant(self, *, at: datetime, note: str) -> None:
        self.return_note = note

    @move(
        state,
        source=ReferenceState.SUBMITTED,
        target=ReferenceState.IN_ASSESSMENT,
        who=permissions.secretariat,
        label=_("Confirm that it is complete"),
        done=pgettext_lazy("deed", "Found complete"),
        tells=("participant",),
    )
    def accept(self, *, at: datetime, completeness: dict[str, bool]) -> None:
        self.completeness = completeness

    @move(
        state,
        source=ReferenceState.IN_ASSESSMENT,
        target=ReferenceState.WITH_COMMITTEE,
        who=permissions.secretariat,
        label=_("Put before the Joint Committee"),
        done=pgettext_lazy("deed", "Handed to the Joint Committee"),
        tells=("participant",),
    )
    def forward(self, *, at: datetime) -> None:
        """The Joint Committee assesses it."""

    @move(
        state,
        source=[ReferenceState.IN_ASSESSMENT, ReferenceState.WITH_COMMITTEE],
        target=ReferenceState.POSITIVE,
        who=assesses,
        label=_("Assess"),
        done=pgettext_lazy("deed", "Assessed"),
        tells=("participant", "tpe"),
    )
    def assess(self, *, at: datetime, on: date, conclusion: str) -> None:
        self.assessed_on, self.conclusion = on, conclusion

    @move(
        state,
        source=[ReferenceState.IN_ASSESSMENT, ReferenceState.WITH_COMMITTEE],
        target=ReferenceState.NEGATIVE,
        who=assesses,
        label=_("Assess as not consistent with the NDC"),
        done=pgettext_lazy("deed", "Assessed as not consistent with the NDC"),
        by_page=False,
        tells=("participant", "tpe"),
    )
    def refuse(self, *, at: datetime, on: date, conclusion: str) -> None:
        self.assessed_on, self.conclusion = on, conclusion

    @move(
        state,
        source=ReferenceState.WITH_COMMITTEE,
        target=ReferenceState.IN_ASSESSMENT,
        who=permissions.any_of(permissions.system, permissions.secretariat),
        way=Way.ASIDE,
        by_page=False,
        label=_("Back with the secretariat: the proposal was withdrawn"),
        tells=("participant",),
    )
    def take_back(self, *, at: datetime) -> None:
        """The secretariat withdrew the proposal."""

    @move(
        state,
        source=[
            ReferenceState.DRAFT,
            ReferenceState.RETURNED,
            ReferenceState.SUBMITTED,
            ReferenceState.IN_ASSESSMENT,
            ReferenceState.WITH_COMMITTEE,
        ],
        target=ReferenceState.WITHDRAWN,
        who=permissions.participant_of,
        way=Way.END,
        label=_("Withdraw"),
        done=pgettext_lazy("deed", "Withdrawn by its authors"),
        tells=("secretariat",),
    )
    def withdraw(self, *, at: datetime, note: str) -> None:
        self.conclusion = note

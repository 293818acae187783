"""How a proposed methodology, or a proposed revision of one, goes from draft to the Joint Committee's decision."""

from datetime import date, datetime
from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from common.machines import Holder, StateField, Way, move
from common.models import PaperRow
from common.refusals import Check
from partners import permissions


class ProposalState(models.TextChoices):
    DRAFT = "draft", _("Draft")
    SUBMITTED = "submitted", _("Completeness check at JCMA")
    RETURNED = "returned", _("Returned for completion")
    INPUTS_OPEN = "inputs_open", _("Open for public inputs")
    CONSIDERED = "considered", _("Under consideration")
    WITH_COMMITTEE = "with_committee", _("Before the Joint Committee")
    TO_REVISE = "to_revise", _("Approved with revisions: revised text awaited")
    REVISED = "revised", _("Revised text with JCMA")
    APPROVED = "approved", _("Approved")
    NOT_APPROVED = "not_approved", _("Not approved")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class ProposalKind(models.TextChoices):
    NEW = "new", _("Proposed methodology")
    REVISION = "revision", _("Revision of an approved methodology")


EDITABLE = frozenset({ProposalState.DRAFT, ProposalState.RETURNED, ProposalState.TO_REVISE})
BEFORE_DECISION = (
    ProposalState.DRAFT,
    ProposalState.RETURNED,
    ProposalState.SUBMITTED,
    ProposalState.INPUTS_OPEN,
    ProposalState.CONSIDERED,
    ProposalState.WITH_COMMITTEE,
)
DECIDED = (ProposalState.TO_REVISE, ProposalState.REVISED, ProposalState.APPROVED, ProposalState.NOT_APPROVED)
IN_COMMITTEE = (ProposalState.CONSIDERED, ProposalState.WITH_COMMITTEE)


def _explains_revision(proposal: Any) -> bool:
    return proposal.kind != ProposalKind.REVISION or bool(proposal.revision_reason)


def _parameters_have_options(proposal: Any) -> bool:
    return all(row["options"] for row in proposal.monitored_parameters)


CHECKS = (
    Check("MET-01", _("Give the methodology a title."), lambda p: bool(p.title), "title"),
    Check("MET-02", _("Choose the sectoral scope."), lambda p: p.sectoral_scope_id is not None, "sectoral_scope"),
    Check("MET-03", _("Say what is revised and why."), _explains_revision, "revision_reason"),
    Check("MET-04", _("Define the terms that the methodology uses."), lambda p: bool(p.terms), "terms"),
    Check("MET-05", _("Summarise the methodology."), lambda p: bool(p.summary), "summary"),
    Check("MET-06", _("Describe the measures that reduce emissions."), lambda p: bool(p.measures), "measures"),
    Check("MET-07", _("Give at least one eligibility criterion."), lambda p: bool(p.eligibility), "eligibility"),
    Check(
        "MET-08",
        _("List the emission sources and their gases."),
        lambda p: bool(p.emission_sources),
        "emission_sources",
    ),
    Check(
        "MET-09",
        _("Explain how reference emissions are established."),
        lambda p: bool(p.reference_establishment),
        "reference_establishment",
    ),
    Check(
        "MET-10",
        _("Give the calculation of reference emissions."),
        lambda p: bool(p.reference_calculation),
        "reference_calculation",
    ),
    Check(
        "MET-11",
        _("Give the calculation of project emissions, or say why there are none."),
        lambda p: bool(p.project_calculation),
        "project_calculation",
    ),
    Check(
        "MET-12",
        _("List at least one parameter to be monitored."),
        lambda p: bool(p.monitored_parameters),
        "monitored_parameters",
    ),
    Check(
        "MET-13",
        _("Offer a monitoring option (A, B or C) for each parameter."),
        _parameters_have_options,
        "monitored_parameters",
    ),
)


class ProposalMachine(PaperRow):
    """State of a proposal and the facts that each state promises.

    While the Joint Committee decides, its decision holds the step, with its own window.
    """

    HOLDERS: ClassVar[dict[str, Holder]] = {
        ProposalState.DRAFT: Holder("participant", _("Finish the methodology and submit it")),
        ProposalState.SUBMITTED: Holder(
            "secretariat", _("Check that the methodology is complete"), "methodology.completeness"
        ),
        ProposalState.RETURNED: Holder(
            "participant", _("Complete the methodology and submit it again"), "methodology.return"
        ),
        ProposalState.CONSIDERED: Holder(
            "secretariat", _("Put the methodology before the Joint Committee"), "methodology.consideration"
        ),
        ProposalState.TO_REVISE: Holder(
            "participant", _("File the revised text that the Joint Committee asked for"), "methodology.revision"
        ),
        ProposalState.REVISED: Holder(
            "secretariat",
            _("Confirm that the revised text is what the Joint Committee decided"),
            "methodology.confirmation",
        ),
    }

    STATE_KINDS: ClassVar[dict[str, str]] = {
        ProposalState.WITH_COMMITTEE: "waiting",
        ProposalState.REVISED: "waiting",
        ProposalState.TO_REVISE: "attention",
    }
    state = StateField(default=ProposalState.DRAFT, choices=ProposalState.choices)
    submitted_at = models.DateTimeField(null=True, editable=False)
    return_note = models.TextField(blank=True, editable=False)
    completeness = models.JSONField(default=dict, editable=False)
    published_at = models.DateTimeField(null=True, editable=False)
    considered_from = models.DateField(null=True, editable=False)
    consideration_due_on = models.DateField(null=True, editable=False)
    extended_at = models.DateTimeField(null=True, editable=False)
    extension_reason = models.TextField(blank=True, editable=False)
    without_response_note = models.TextField(blank=True, editable=False)
    required_revisions = models.TextField(blank=True, editable=False)
    decided_on = models.DateField(null=True, editable=False)
    revised_at = models.DateTimeField(null=True, editable=False)
    approved_on = models.DateField(null=True, editable=False)
    outcome_note = models.TextField(blank=True, editable=False)

    class Meta:
        abstract = True

    @move(
        state,
        source=[ProposalState.DRAFT, ProposalState.RETURNED],
        target=ProposalState.SUBMITTED,
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
        source=ProposalState.SUBMITTED,
        target=ProposalState.RETURNED,
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
        source=ProposalState.SUBMITTED,
        target=ProposalState.INPUTS_OPEN,
        who=permissions.secretariat,
        label=_("Publish and call for public inputs"),
        done=pgettext_lazy("deed", "Published and opened for public inputs"),
        tells=("participant",),
    )
    def open_inputs(self, *, at: datetime, completeness: dict[str, bool]) -> None:
        self.published_at, self.completeness = at, completeness

    @move(
        state,
        source=ProposalState.INPUTS_OPEN,
        target=ProposalState.CONSIDERED,
        who=permissions.system,
        label=_("Close the public inputs: consideration begins"),
        done=pgettext_lazy("deed", "Public inputs closed, consideration begun"),
        by_page=False,
        tells=("participant", "committee"),
    )
    def close_inputs(self, *, at: datetime, due_on: date) -> None:
        self.considered_from, self.consideration_due_on = at.date(), due_on

    @move(
        state,
        source=ProposalState.CONSIDERED,
        target=ProposalState.CONSIDERED,
        who=permissions.secretariat,
        way=Way.ASIDE,
        label=_("Extend the consideration"),
        done=pgettext_lazy("deed", "Consideration extended"),
        tells=("participant", "committee", "secretariat"),
    )
    def extend(self, *, at: datetime, due_on: date, reason: str) -> None:
        self.extended_at, self.consideration_due_on, self.extension_reason = at, due_on, reason

    @move(
        state,
        source=ProposalState.CONSIDERED,
        target=ProposalState.WITH_COMMITTEE,
        who=permissions.secretariat,
        label=_("Put before the Joint Committee"),
        done=pgettext_lazy("deed", "Handed to the Joint Committee"),
        tells=("participant",),
    )
    def forward(self, *, at: datetime, required_revisions: str, without_response_note: str) -> None:
        self.required_revisions, self.without_response_note = required_revisions, without_response_note

    @move(
        state,
        source=ProposalState.WITH_COMMITTEE,
        target=ProposalState.APPROVED,
        who=permissions.system,
        label=_("Approved by the Joint Committee"),
        by_page=False,
        tells=("participant", "secretariat"),
    )
    def conclude(self, *, at: datetime) -> None:
        self.decided_on, self.approved_on = at.date(), at.date()

    @move(
        state,
        source=ProposalState.WITH_COMMITTEE,
        target=ProposalState.TO_REVISE,
        who=permissions.system,
        label=_("Approved with revisions by the Joint Committee"),
        by_page=False,
        tells=("participant", "secretariat"),
    )
    def ask_for_revisions(self, *, at: datetime, required_revisions: str) -> None:
        self.decided_on, self.required_revisions = at.date(), required_revisions

    @move(
        state,
        source=ProposalState.WITH_COMMITTEE,
        target=ProposalState.NOT_APPROVED,
        who=permissions.system,
        label=_("Not approved by the Joint Committee"),
        by_page=False,
        tells=("participant", "secretariat"),
    )
    def reject(self, *, at: datetime, note: str) -> None:
        self.decided_on, self.outcome_note = at.date(), note

    @move(
        state,
        source=ProposalState.WITH_COMMITTEE,
        target=ProposalState.CONSIDERED,
        who=permissions.any_of(permissions.system, permissions.secretariat),
        label=_("Under consideration again: the proposal was withdrawn"),
        by_page=False,
        tells=("participant",),
    )
    def take_back(self, *, at: datetime) -> None:
        self.required_revisions = self.without_response_note = ""  # forwarded anew, they are said anew

    @move(
        state,
        source=ProposalState.TO_REVISE,
        target=ProposalState.REVISED,
        who=permissions.participant_of,
        when=CHECKS,
        label=_("File the revised text"),
        done=pgettext_lazy("deed", "Revised text filed"),
        tells=("secretariat",),
    )
    def file_revised(self, *, at: datetime) -> None:
        self.revised_at = at

    @move(
        state,
        source=ProposalState.REVISED,
        target=ProposalState.TO_REVISE,
        who=permissions.secretariat,
        way=Way.ASIDE,
        label=_("Ask for the revised text again"),
        done=pgettext_lazy("deed", "Revised text asked for again"),
        tells=("participant",),
    )
    def ask_again(self, *, at: datetime, note: str) -> None:
        self.return_note = note

    @move(
        state,
        source=ProposalState.REVISED,
        target=ProposalState.APPROVED,
        who=permissions.secretariat,
        label=_("Confirm the revised text"),
        done=pgettext_lazy("deed", "Revised text confirmed"),
        tells=("participant",),
    )
    def confirm(self, *, at: datetime) -> None:
        self.approved_on = at.date()

    @move(
        state,
        source=list(BEFORE_DECISION),
        target=ProposalState.WITHDRAWN,
        who=permissions.participant_of,
        way=Way.END,
        label=_("Withdraw"),
        done=pgettext_lazy("deed", "Withdrawn by its authors"),
        tells=("secretariat",),
    )
    def withdraw(self, *, at: datetime, note: str) -> None:
        self.outcome_note = note

"""How an entity comes to be designated, how a designation is reviewed, and how it ends (domain notes 5)."""

from datetime import date, datetime
from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from common.machines import Holder, StateField, Way, move
from common.models import PaperRow
from common.refusals import Check
from partners import permissions


class DesignationState(models.TextChoices):
    PROVISIONAL = "provisional", _("Provisionally designated")
    DESIGNATED = "designated", _("Designated")
    SUSPENDED = "suspended", _("Suspended")
    EXPIRED = "expired", _("Designated until a day that has passed")
    WITHDRAWN = "withdrawn", _("Withdrawn")


IN_FORCE = (DesignationState.PROVISIONAL, DesignationState.DESIGNATED)
RENEWABLE = (*IN_FORCE, DesignationState.SUSPENDED, DesignationState.EXPIRED)


class DesignationMachine(PaperRow):
    """State of a designation as a whole; single scopes have their own standing beside it.

    Nobody holds a designation: what waits are its applications and reviews.
    """

    HOLDERS: ClassVar[dict[str, Holder]] = {}
    STATE_KINDS: ClassVar[dict[str, str]] = {
        DesignationState.PROVISIONAL: "waiting",
        DesignationState.DESIGNATED: "good",
        DesignationState.SUSPENDED: "bad",
        DesignationState.EXPIRED: "attention",
        DesignationState.WITHDRAWN: "ended",
    }

    # The column keeps the name of its first release: renaming it would lock out the release before.
    state = StateField(
        default=DesignationState.DESIGNATED,
        choices=DesignationState.choices,
        max_length=12,
        db_column="status",
    )
    designated_on = models.DateField(null=True)
    scopes_until = models.DateField(null=True)
    ended_on = models.DateField(null=True, editable=False)

    class Meta:
        abstract = True

    @move(
        state,
        source=RENEWABLE,
        target=DesignationState.DESIGNATED,
        who=permissions.system,
        label=_("Designate by decision of the Joint Committee"),
        by_page=False,
        tells=("tpe", "secretariat"),
    )
    def designate(self, *, at: datetime) -> None:
        """On a new accreditation, or after a provisional designation."""

    @move(
        state,
        source=DesignationState.DESIGNATED,
        target=DesignationState.SUSPENDED,
        who=permissions.system,
        label=_("Suspend by decision of the Joint Committee"),
        by_page=False,
        tells=("tpe", "secretariat"),
    )
    def suspend(self, *, at: datetime) -> None:
        """The whole designation rests."""

    @move(
        state,
        source=DesignationState.SUSPENDED,
        target=DesignationState.DESIGNATED,
        who=permissions.system,
        label=_("Lift the suspension"),
        by_page=False,
        tells=("tpe", "secretariat"),
    )
    def lift(self, *, at: datetime) -> None:
        """The designation counts again."""

    @move(
        state,
        source=[*IN_FORCE, DesignationState.SUSPENDED],
        target=DesignationState.EXPIRED,
        who=permissions.system,
        label=_("End with the last day of its scopes"),
        by_page=False,
        tells=("tpe", "secretariat"),
    )
    def expire(self, *, at: datetime) -> None:
        """Every scope has passed its last day; a new accreditation renews it."""

    @move(
        state,
        source=RENEWABLE,
        target=DesignationState.WITHDRAWN,
        who=permissions.tpe_of,
        way=Way.END,
        label=_("Withdraw from the designation"),
        tells=("secretariat",),
    )
    def give_up(self, *, at: datetime) -> None:
        self.ended_on = at.date()

    @move(
        state,
        source=RENEWABLE,
        target=DesignationState.WITHDRAWN,
        who=permissions.system,
        label=_("Withdraw by decision of the Joint Committee"),
        by_page=False,
        tells=("tpe", "secretariat"),
    )
    def revoke(self, *, at: datetime) -> None:
        self.ended_on = at.date()


class ApplicationState(models.TextChoices):
    DRAFT = "draft", _("Draft")
    SUBMITTED = "submitted", _("Completeness check at JCMA")
    RETURNED = "returned", _("Returned for completion")
    WITH_COMMITTEE = "with_committee", _("With the Joint Committee")
    GRANTED = "granted", _("Granted")
    NOT_GRANTED = "not_granted", _("Not granted")
    WITHDRAWN = "withdrawn", _("Withdrawn")


OPEN_APPLICATION = (
    ApplicationState.DRAFT,
    ApplicationState.SUBMITTED,
    ApplicationState.RETURNED,
    ApplicationState.WITH_COMMITTEE,
)
EDITABLE = frozenset({ApplicationState.DRAFT, ApplicationState.RETURNED})


class ApplicationKind(models.TextChoices):
    DESIGNATION = "designation", _("Designation as a third-party entity")
    PROVISIONAL = "provisional", _("Provisional designation while an accreditation is being applied for")
    EXTENSION = "extension", _("Additional sectoral scopes")
    RENEWAL = "renewal", _("Designation anew on another or renewed accreditation")


class AccreditationBasis(models.TextChoices):
    ISO_14065 = "iso14065", _("Accredited under ISO 14065")
    CDM_DOE = "cdm_doe", _("Designated operational entity (DOE) of the CDM")
    APPLIED = "applied", _("ISO 14065 accreditation applied for")


def _basis_fits(application: Any) -> bool:
    """An accreditation that is only applied for is enough for a provisional designation, and for nothing else."""
    is_pending = application.basis == AccreditationBasis.APPLIED
    return bool(is_pending == (application.kind == ApplicationKind.PROVISIONAL))


CHECKS = (
    Check(
        "DSG-01",
        _("Choose at least one sectoral scope, for validation or for verification."),
        lambda a: bool(a.validation_scopes or a.verification_scopes),
        "validation_scopes",
    ),
    Check("DSG-02", _("Say on which basis your entity is accredited."), lambda a: bool(a.basis), "basis"),
    Check(
        "DSG-03",
        _(
            "A provisional designation rests on an accreditation that is applied for; every other one on an"
            " accreditation in force."
        ),
        _basis_fits,
        "basis",
    ),
    Check("DSG-04", _("Name the accreditation body."), lambda a: bool(a.accreditation_body), "accreditation_body"),
    Check(
        "DSG-05",
        _("Give the number of the certificate or of the application."),
        lambda a: bool(a.certificate_number),
        "certificate_number",
    ),
    Check(
        "DSG-06",
        _("Give the last day of the accreditation."),
        lambda a: a.kind == ApplicationKind.PROVISIONAL or a.accredited_until is not None,
        "accredited_until",
    ),
    Check(
        "DSG-07",
        _("Name a person whom the secretariat can ask."),
        lambda a: bool(a.contact_name and a.contact_email),
        "contact_name",
    ),
    Check(
        "DSG-08",
        _("Say how your entity knows the rules of the JCM between both countries."),
        lambda a: bool(a.knowledge),
        "knowledge",
    ),
    Check(
        "DSG-09", _("Confirm that what you submit is true and complete."), lambda a: a.declares_true, "declares_true"
    ),
)


class ApplicationMachine(PaperRow):
    """State of an application. While the Joint Committee decides, its decision is the open step."""

    HOLDERS: ClassVar[dict[str, Holder]] = {
        ApplicationState.DRAFT: Holder("tpe", _("Finish the application and submit it")),
        ApplicationState.SUBMITTED: Holder(
            "secretariat", _("Check that the application is complete"), "tpe.completeness"
        ),
        ApplicationState.RETURNED: Holder("tpe", _("Complete the application and submit it again"), "tpe.return"),
    }
    STATE_KINDS: ClassVar[dict[str, str]] = {
        ApplicationState.WITH_COMMITTEE: "waiting",
        ApplicationState.GRANTED: "good",
        ApplicationState.NOT_GRANTED: "bad",
    }

    state = StateField(default=ApplicationState.DRAFT, choices=ApplicationState.choices)
    submitted_at = models.DateTimeField(null=True, editable=False)
    note = models.TextField(blank=True, editable=False)
    completeness = models.JSONField(default=dict, editable=False)
    decided_on = models.DateField(null=True, editable=False)

    class Meta:
        abstract = True

    @move(
        state,
        source=[ApplicationState.DRAFT, ApplicationState.RETURNED],
        target=ApplicationState.SUBMITTED,
        who=permissions.tpe_of,
        when=CHECKS,
        label=_("Submit to JCMA"),
        tells=("secretariat",),
    )
    def submit(self, *, at: datetime) -> None:
        self.submitted_at, self.note = at, ""

    @move(
        state,
        source=ApplicationState.SUBMITTED,
        target=ApplicationState.RETURNED,
        who=permissions.secretariat,
        way=Way.ASIDE,
        label=_("Return for completion"),
        tells=("tpe",),
    )
    def return_to_entity(self, *, at: datetime, note: str) -> None:
        self.note = note

    @move(
        state,
        source=ApplicationState.SUBMITTED,
        target=ApplicationState.WITH_COMMITTEE,
        who=permissions.secretariat,
        label=_("Forward to the Joint Committee"),
        tells=("tpe",),
    )
    def forward(self, *, at: datetime, completeness: dict[str, bool]) -> None:
        self.completeness = completeness

    @move(
        state,
        source=ApplicationState.WITH_COMMITTEE,
        target=ApplicationState.GRANTED,
        who=permissions.system,
        label=_("Granted by the Joint Committee"),
        by_page=False,
        tells=("tpe", "secretariat"),
    )
    def grant(self, *, at: datetime, on: date) -> None:
        self.decided_on = on

    @move(
        state,
        source=ApplicationState.WITH_COMMITTEE,
        target=ApplicationState.NOT_GRANTED,
        who=permissions.system,
        label=_("Not granted by the Joint Committee"),
        by_page=False,
        tells=("tpe", "secretariat"),
    )
    def refuse(self, *, at: datetime, on: date, note: str) -> None:
        self.decided_on, self.note = on, note

    @move(
        state,
        source=ApplicationState.WITH_COMMITTEE,
        target=ApplicationState.SUBMITTED,
        who=permissions.any_of(permissions.system, permissions.secretariat),
        way=Way.ASIDE,
        by_page=False,
        label=_("Back at the completeness check: the proposal was withdrawn"),
        tells=("tpe",),
    )
    def take_back(self, *, at: datetime) -> None:
        """The secretariat withdrew the proposal."""

    @move(
        state,
        source=OPEN_APPLICATION,
        target=ApplicationState.WITHDRAWN,
        who=permissions.tpe_of,
        way=Way.END,
        label=_("Withdraw the application"),
        tells=("secretariat",),
    )
    def withdraw(self, *, at: datetime, note: str) -> None:
        self.note = note


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

"""How an entity asks to be designated, and what is asked of it (domain notes 5)."""

from datetime import date, datetime
from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from common.machines import Holder, StateField, Way, move
from common.models import PaperRow
from common.refusals import Check
from partners import permissions


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
        done=pgettext_lazy("deed", "Submitted to JCMA"),
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
        done=pgettext_lazy("deed", "Returned for completion"),
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
        done=pgettext_lazy("deed", "Forwarded to the Joint Committee"),
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
        done=pgettext_lazy("deed", "Application withdrawn"),
        tells=("secretariat",),
    )
    def withdraw(self, *, at: datetime, note: str) -> None:
        self.note = note

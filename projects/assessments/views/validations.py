"""Pages of validations: what those of both kinds of assessment become here."""

from datetime import datetime
from typing import override

from common.pages.pages import Values
from partners.people.models.people import User
from projects.assessments.models.assessments import Validation
from projects.assessments.selectors import assessments as selectors
from projects.assessments.services import validations
from projects.assessments.views.assessments import (
    AboutValidation,
    AcceptPage,
    AssessmentPage,
    ConcludePage,
    DeclinePage,
    MemberAdd,
    ReadPage,
    ReleasePage,
    ReportEdit,
    ReportPage,
    ReportPdf,
)
from projects.assessments.views.findings import RaisePage


class ValidationPage(AboutValidation, AssessmentPage[Validation]):
    """A validation."""


class ValidationRead(AboutValidation, ReadPage[Validation]):
    """The entity has read the newest version of what it assesses."""


class ValidationReport(AboutValidation, ReportPage[Validation]):
    """The report of a validation, section by section."""


class ValidationPdf(AboutValidation, ReportPdf[Validation]):
    """The report of a validation as PDF."""

    @override
    def published(self, pk: int) -> Validation | None:
        return selectors.public_validations().filter(pk=pk).first()


class ValidationEdit(AboutValidation, ReportEdit[Validation]):
    """Write one section of the report of a validation."""

    @override
    def act(self, assessment: Validation, **answers: Values) -> Validation:
        return validations.save_report(validation_id=assessment.pk, **answers)


class ValidationMember(AboutValidation, MemberAdd[Validation]):
    """Take a member into the team of a validation."""


class ValidationFinding(AboutValidation, RaisePage[Validation]):
    """Raise a finding of a validation."""


class ValidationAccept(AboutValidation, AcceptPage[Validation]):
    """Accept a validation."""

    @override
    def act(self, assessment: Validation, *, by: User, at: datetime, impartial: bool) -> Validation:
        return validations.accept(validation_id=assessment.pk, impartial=impartial, by=by, at=at)


class ValidationDecline(AboutValidation, DeclinePage[Validation]):
    """Decline a validation."""

    @override
    def act(self, assessment: Validation, *, by: User, at: datetime, note: str) -> Validation:
        return validations.decline(validation_id=assessment.pk, note=note, by=by, at=at)


class ValidationRelease(AboutValidation, ReleasePage[Validation]):
    """End a validation whose entity lost its designation."""

    @override
    def act(self, assessment: Validation, *, by: User, at: datetime, note: str) -> Validation:
        return validations.release(validation_id=assessment.pk, note=note, by=by, at=at)


class ValidationConclude(AboutValidation, ConcludePage[Validation]):
    """Give the opinion of a validation."""

    @override
    def act(self, assessment: Validation, *, by: User, at: datetime, positive: bool) -> Validation:
        return validations.conclude(validation_id=assessment.pk, positive=positive, by=by, at=at)

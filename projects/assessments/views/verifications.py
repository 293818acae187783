"""Pages of verifications: what those of both kinds of assessment become here."""

from datetime import datetime
from typing import override

from common.pages.pages import Values
from partners.people.models.people import User
from projects.assessments.models.assessments import Verification
from projects.assessments.selectors import assessments as selectors
from projects.assessments.services import verifications
from projects.assessments.views.assessments import (
    AboutVerification,
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


class VerificationPage(AboutVerification, AssessmentPage[Verification]):
    """A verification."""


class VerificationRead(AboutVerification, ReadPage[Verification]):
    """The entity has read the newest version of what it assesses."""


class VerificationReport(AboutVerification, ReportPage[Verification]):
    """The report of a verification, section by section."""


class VerificationPdf(AboutVerification, ReportPdf[Verification]):
    """The report of a verification as PDF."""

    @override
    def published(self, pk: int) -> Verification | None:
        return selectors.public_verifications().filter(pk=pk).first()


class VerificationEdit(AboutVerification, ReportEdit[Verification]):
    """Write one section of the report of a verification."""

    @override
    def act(self, assessment: Verification, **answers: Values) -> Verification:
        return verifications.save_report(verification_id=assessment.pk, **answers)


class VerificationMember(AboutVerification, MemberAdd[Verification]):
    """Take a member into the team of a verification."""


class VerificationFinding(AboutVerification, RaisePage[Verification]):
    """Raise a finding of a verification."""


class VerificationAccept(AboutVerification, AcceptPage[Verification]):
    """Accept a verification."""

    @override
    def act(self, assessment: Verification, *, by: User, at: datetime, impartial: bool) -> Verification:
        return verifications.accept(verification_id=assessment.pk, impartial=impartial, by=by, at=at)


class VerificationDecline(AboutVerification, DeclinePage[Verification]):
    """Decline a verification."""

    @override
    def act(self, assessment: Verification, *, by: User, at: datetime, note: str) -> Verification:
        return verifications.decline(verification_id=assessment.pk, note=note, by=by, at=at)


class VerificationRelease(AboutVerification, ReleasePage[Verification]):
    """End a verification whose entity lost its designation."""

    @override
    def act(self, assessment: Verification, *, by: User, at: datetime, note: str) -> Verification:
        return verifications.release(verification_id=assessment.pk, note=note, by=by, at=at)


class VerificationConclude(AboutVerification, ConcludePage[Verification]):
    """Give the opinion of a verification."""

    @override
    def act(self, assessment: Verification, *, by: User, at: datetime, positive: bool) -> Verification:
        return verifications.conclude(verification_id=assessment.pk, positive=positive, by=by, at=at)

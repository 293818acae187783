"""What validations and verifications share: accept, decline, write the report."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from jcm_platform.common import events
from jcm_platform.common.machines import perform
from jcm_platform.common.refusals import Refused
from partners import permissions
from partners.models import User
from projects.checks import drafts, fields
from projects.models import Validation, Verification
from projects.states.assessments import AssessmentState

REPORT_FIELDS = ("team", "means", "public_inputs_considered", "conclusion")


@transaction.atomic
def accept(*, assessment: Validation | Verification, impartial: bool, by: User, at: datetime) -> None:
    """The entity takes the work. Raises Refused TPE-10 without the declaration of impartiality."""
    if not impartial:
        raise Refused(
            "TPE-10", _("Declare that your entity is impartial, or decline the work."), field="impartial"
        )  # fmt: skip
    perform(assessment.accept, by=by, at=at)


@transaction.atomic
def decline(*, assessment: Validation | Verification, note: str, by: User, at: datetime) -> None:
    """The entity does not take the work. Raises Refused DRF-04 without a reason."""
    perform(assessment.decline, by=by, at=at, note=drafts.reason_given(note))


@transaction.atomic
def save_report(*, assessment: Validation | Verification, values: Mapping[str, object], by: User, at: datetime) -> None:
    """Keep the report as written so far. Raises Refused TPE-11 (403), TPE-12 (409), FLD-01, FLD-02."""
    if not permissions.tpe_of(assessment, by):
        raise Refused("TPE-11", _("Only people of the assessing entity write the report."), status=403)
    if assessment.state != AssessmentState.IN_PROGRESS:
        raise Refused("TPE-12", _("The report can be written while the assessment is in progress."), status=409)
    fields.set_values(assessment, values, REPORT_FIELDS)
    assessment.save()
    events.record(
        "projects.project.save_assessment", subject=assessment.project, by=by, at=at,
        after={"assessment": events.subject_key(assessment)},
    )  # fmt: skip

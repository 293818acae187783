"""Validations: ask an entity, its report, its opinion."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from common import conditions, events
from common.drafts import Seen
from common.machines import judge
from common.refusals import Refused
from partners.organisations.models import Organisation
from partners.people.models.people import User
from projects.assessments import checks
from projects.assessments.models.assessments import Validation
from projects.assessments.services import assessments
from projects.assessments.states.assessments import NOT_AT_WORK
from projects.designs.models import ProjectDesign
from projects.designs.services import revisions
from projects.designs.states import IN_VALIDATION
from workflow.papers import checks as drafts


def _locked(validation_id: int) -> Validation:
    found = Validation.objects.select_for_update(of=("self",))
    return found.select_related("design__project__country", "tpe", "designation").get(pk=validation_id)


@transaction.atomic
def assign(*, design_id: int, tpe: Organisation, by: User, at: datetime) -> Validation:
    """The participants ask a designated entity to validate.

    Raises: Refused DRF-03 (403), VAL-03 (409, the PDD is not submitted), VAL-04 (409, one is at work), TPE-04 to
    TPE-06 and TPE-42 (the entity may not), TPE-43 (403).
    """
    design = ProjectDesign.objects.select_for_update(of=("self",)).select_related("project").get(pk=design_id)
    drafts.participant(design, by)
    if design.state not in IN_VALIDATION:
        raise Refused("VAL-03", _("Submit the PDD first; validation works on what was submitted."), status=409)
    if design.validations.exclude(state__in=NOT_AT_WORK).exists():
        raise Refused("VAL-04", _("A third-party entity is at work on this PDD already."), status=409)
    checks.asked_by_others(tpe, by)
    designation = checks.designated(design.project, tpe, at.date(), function="validation")
    checks.other_than_verifier(design, tpe)
    validation = Validation.objects.create(design=design, tpe=tpe, designation=designation, assigned_at=at)
    events.record("projects.validation.assign", subject=validation, by=by, at=at, after={"tpe": tpe.pk})
    return validation


@transaction.atomic
def accept(*, validation_id: int, impartial: bool, by: User, at: datetime) -> Validation:
    """The entity takes the work. Raises Refused TPE-10 without the declaration of impartiality."""
    validation = _locked(validation_id)
    assessments.accept(assessment=validation, impartial=impartial, by=by, at=at)
    return validation


@transaction.atomic
def decline(*, validation_id: int, note: str, by: User, at: datetime) -> Validation:
    """The entity does not take the work; the participants may ask another one."""
    validation = _locked(validation_id)
    assessments.decline(assessment=validation, note=note, by=by, at=at)
    return validation


@transaction.atomic
def release(*, validation_id: int, note: str, by: User, at: datetime) -> Validation:
    """End the work of an entity that lost its designation; another one can be asked. Raises Refused TPE-19, DRF-04."""
    validation = _locked(validation_id)
    assessments.release(assessment=validation, note=note, by=by, at=at)
    return validation


@transaction.atomic
def save_report(
    *, validation_id: int, values: Mapping[str, object], seen: Seen | None = None, by: User, at: datetime
) -> Validation:
    """Keep the validation report as written so far. Raises Refused TPE-11 (403), TPE-12 (409), DRF-05 (409)."""
    validation = _locked(validation_id)
    assessments.save_report(assessment=validation, values=values, seen=seen, by=by, at=at)
    return validation


@transaction.atomic
def conclude(*, validation_id: int, positive: bool, by: User, at: datetime) -> Validation:
    """Give the opinion; the PDD becomes validated, or not.

    Raises: Refused TPE-01 to TPE-03 and TPE-17 (report not whole), TPE-08 (open CAR or CL), TPE-15 (409, not
    designated), TPE-16 (impartiality), TPE-40 and TPE-41 (visit to the site), VAL-01 (409, inputs still open), VAL-02
    (nothing said on inputs), VAL-10 (409, reference emissions not assessed), MOV-01, MOV-02.
    """
    validation = _locked(validation_id)
    design = ProjectDesign.objects.select_for_update(of=("self",)).get(pk=validation.design_id)
    judge(validation.conclude_positive if positive else validation.conclude_negative, by=by).commit(at=at)
    conditions.hold(checks.POSITIVE_VALIDATION if positive else checks.VALIDATION, validation, at.date())
    if positive:
        judge(design.validate, by=by).commit(at=at)
        revisions.settle(design=design, by=by, at=at)
    else:
        judge(design.fail, by=by).commit(at=at, note=validation.conclusion)
    return validation

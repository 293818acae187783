"""Verifications: ask an entity, its report, the verified tonnes, its opinion."""

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
from partners.people.selectors import people
from projects.assessments import checks
from projects.assessments.models.assessments import Verification, VerifiedAmount
from projects.assessments.services import assessments, findings
from projects.monitoring import checks as amounts_checks
from projects.monitoring.models import MonitoringReport
from projects.monitoring.states import MonitoringState
from projects.readings import checks as monitoring_data
from projects.readings.selectors import calculations, plans
from workflow.papers import checks as drafts


def _locked(verification_id: int) -> Verification:
    found = Verification.objects.select_for_update(of=("self",))
    return found.select_related("report__project__country", "tpe", "designation").get(pk=verification_id)


@transaction.atomic
def assign(*, report_id: int, tpe: Organisation, by: User, at: datetime) -> Verification:
    """The participants ask a designated entity to verify.

    Raises: Refused DRF-03 (403), VER-04 (409, the report is not submitted), TPE-04 to TPE-07 (the entity may
    not), TPE-43 (403).
    """
    report = MonitoringReport.objects.select_for_update(of=("self",)).select_related("project").get(pk=report_id)
    drafts.participant(report, by)
    if report.state != MonitoringState.SUBMITTED:
        raise Refused("VER-04", _("Submit the monitoring report first, and ask one entity at a time."), status=409)
    checks.asked_by_others(tpe, by)
    designation = checks.designated(report.project, tpe, at.date(), function="verification")
    checks.other_than_validator(report, tpe)
    verification = Verification.objects.create(report=report, tpe=tpe, designation=designation, assigned_at=at)
    judge(report.hand_over, by=by).commit(at=at)
    events.record("projects.verification.assign", subject=verification, by=by, at=at, after={"tpe": tpe.pk})
    return verification


@transaction.atomic
def accept(*, verification_id: int, impartial: bool, by: User, at: datetime) -> Verification:
    """The entity takes the work, and with it the forward action requests that earlier assessments left.

    Raises: Refused TPE-10 without the declaration of impartiality, TPE-15 (409, no longer designated).
    """
    verification = _locked(verification_id)
    assessments.accept(assessment=verification, impartial=impartial, by=by, at=at)
    findings.take_up(verification, by=people.system(), at=at)
    return verification


@transaction.atomic
def decline(*, verification_id: int, note: str, by: User, at: datetime) -> Verification:
    """The entity does not take the work; the report waits for another one."""
    verification = _locked(verification_id)
    report = MonitoringReport.objects.select_for_update(of=("self",)).get(pk=verification.report_id)
    judge(report.give_back, by=by).commit(at=at)
    assessments.decline(assessment=verification, note=note, by=by, at=at)
    return verification


@transaction.atomic
def release(*, verification_id: int, note: str, by: User, at: datetime) -> Verification:
    """End the work of an entity that lost its designation; the report waits for another one.

    Raises: Refused TPE-19, DRF-04, MOV-01, MOV-02.
    """
    verification = _locked(verification_id)
    report = MonitoringReport.objects.select_for_update(of=("self",)).get(pk=verification.report_id)
    assessments.release(assessment=verification, note=note, by=by, at=at)
    findings.put_back(verification, by=people.system(), at=at)
    judge(report.give_back, by=people.system()).commit(at=at)
    return verification


@transaction.atomic
def save_report(
    *,
    verification_id: int,
    values: Mapping[str, object],
    amounts: Mapping[int, int] | None = None,
    seen: Seen | None = None,
    by: User,
    at: datetime,
) -> Verification:
    """Keep report and verified tonnes by vintage year.

    Raises: Refused TPE-11 (403), TPE-12 (409), VER-01 to VER-03, VER-05 (409, they follow from readings).
    """
    verification = _locked(verification_id)
    assessments.save_report(assessment=verification, values=values, seen=seen, by=by, at=at)
    if amounts is not None:
        if plans.is_calculated(verification.report):
            raise Refused(
                "VER-05",
                _("The verified tonnes follow from the readings. Where one is wrong, correct it with a reason."),
                status=409,
            )
        amounts_checks.amounts_possible(verification.report, amounts)
        _put_amounts(verification, amounts)
    return verification


def _put_amounts(verification: Verification, amounts: Mapping[int, int]) -> None:
    verification.amounts.all().delete()
    VerifiedAmount.objects.bulk_create(
        VerifiedAmount(verification=verification, year=year, quantity_tco2e=tonnes)
        for year, tonnes in sorted(amounts.items())
    )


@transaction.atomic
def conclude(*, verification_id: int, positive: bool, by: User, at: datetime) -> Verification:
    """Give the opinion; the report becomes verified, or not.

    Raises: Refused TPE-01 to TPE-03 and TPE-17 (report not whole), TPE-08 (open CAR or CL), TPE-15 (409, not
    designated), TPE-16 (impartiality), TPE-18 (forward action requests), TPE-40 and TPE-41 (visit to the site),
    VER-01 (no tonnes), RDG-44 (409, a calculated year below nought), MOV-01, MOV-02.
    """
    verification = _locked(verification_id)
    report = MonitoringReport.objects.select_for_update(of=("self",)).get(pk=verification.report_id)
    judge(verification.conclude_positive if positive else verification.conclude_negative, by=by).commit(at=at)
    if positive and plans.is_calculated(report):
        monitoring_data.issuable(report)
        _put_amounts(verification, calculations.tonnes_by_year(report))
    conditions.hold(checks.POSITIVE_VERIFICATION if positive else checks.VERIFICATION, verification, at.date())
    if positive:
        judge(report.verify, by=by).commit(at=at)
    else:
        judge(report.fail, by=by).commit(at=at, note=verification.conclusion)
    return verification

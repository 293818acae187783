"""Impartiality is declared by every member of a team; a lost designation is shown and ends in another entity."""

from datetime import datetime
from types import SimpleNamespace

import pytest

from committee.designations.models import Designation
from committee.designations.services import designations
from committee.designations.states.reviews import Measure
from projects.assessments.models.assessments import Validation, Verification
from projects.assessments.models.teams import TeamMember, TeamRole
from projects.assessments.services import teams, validations, verifications
from projects.monitoring.models import MonitoringReport
from tests.factories.designations import a_measure, its_designation
from tests.factories.projects import DAY, REPORT, a_registered_project, a_validation, a_verification
from tests.projects.refusals import broken, refused
from workflow.notices.models import Notice

pytestmark = pytest.mark.django_db
DECLARED = {"no_consultancy": True, "no_ownership": True, "no_involvement": True}


def conclude(it: SimpleNamespace, validation: Validation, at: datetime) -> Validation:
    return validations.conclude(validation_id=validation.pk, positive=True, by=it.auditor_of_tpe, at=at)


def written(it: SimpleNamespace, at: datetime) -> Validation:
    validation = a_validation(it)
    return validations.save_report(validation_id=validation.pk, values=REPORT, by=it.auditor_of_tpe, at=at)


def test_who_accepts_leads_and_has_declared(it: SimpleNamespace, noon: datetime) -> None:
    validation = a_validation(it)
    lead = validation.members.get()
    assert (lead.user, lead.role, lead.declared_at) == (it.auditor_of_tpe, "lead", noon)
    assert validation.impartiality_declared_at == noon


def test_no_opinion_before_every_member_has_declared(it: SimpleNamespace, noon: datetime) -> None:
    validation = written(it, noon)
    by = it.auditor_of_tpe
    expert = teams.add(assessment=validation, name="B. Expert", role=TeamRole.EXPERT, by=by, at=noon)
    with refused("TPE-16", field="members"):
        conclude(it, validation, noon)
    with broken("validation_opinion_is_impartial"):
        Validation.objects.filter(pk=validation.pk).update(state="positive", concluded_at=noon)
    with refused("TPE-24", field="no_consultancy"):
        teams.declare(member_id=expert.pk, **(DECLARED | {"no_ownership": False}), by=by, at=noon)
    with broken("declaration_is_whole"):
        TeamMember.objects.filter(pk=expert.pk).update(declared_at=noon, declared_by=by)
    teams.declare(member_id=expert.pk, **DECLARED, by=by, at=noon)
    assert conclude(it, validation, noon).state == "positive"


def test_a_member_declares_or_the_lead_does(it: SimpleNamespace, noon: datetime) -> None:
    validation, by = written(it, noon), it.auditor_of_tpe
    with refused("TPE-11", status=403):
        teams.add(assessment=validation, name="X", role=TeamRole.EXPERT, by=it.auditor_of_second_tpe, at=noon)
    with refused("TPE-20", field="name"):
        teams.add(assessment=validation, name=" ", role=TeamRole.EXPERT, by=by, at=noon)
    with refused("TPE-21", field="user"):
        other = it.auditor_of_second_tpe
        teams.add(assessment=validation, name="", role=TeamRole.EXPERT, user=other, by=by, at=noon)
    lead = teams.add(assessment=validation, name="C. New lead", role=TeamRole.LEAD, by=by, at=noon)
    assert validation.members.get(user=by).role == "auditor"
    with refused("TPE-23", status=403):
        teams.declare(member_id=lead.pk, **DECLARED, by=by, at=noon)
    with refused("TPE-22", status=409):
        teams.remove(member_id=lead.pk, by=by, at=noon)
    again = teams.add(assessment=validation, name="", role=TeamRole.LEAD, user=by, by=by, at=noon)
    teams.declare(member_id=again.pk, **DECLARED, by=by, at=noon)
    teams.remove(member_id=lead.pk, by=by, at=noon)
    validation.refresh_from_db()
    assert validation.impartiality_declared_at == noon


def test_a_suspension_is_shown_and_bars_the_opinion_until_it_is_lifted(it: SimpleNamespace, noon: datetime) -> None:
    validation = written(it, noon)
    key = f"validation:{validation.project.sectoral_scope_id}"
    a_measure(it, its_designation(it), Measure.SUSPEND, (key,), noon + DAY)
    validation.refresh_from_db()
    assert validation.lost_on == (noon + DAY).date()
    for told in (it.officer, it.participant):
        assert Notice.objects.filter(user=told, what="projects.project.lose_designation").exists()
    with refused("TPE-15", status=409):
        conclude(it, validation, noon + DAY)
    a_measure(it, its_designation(it), Measure.LIFT, (key,), noon + 5 * DAY)
    validation.refresh_from_db()
    assert validation.lost_on is None
    with refused("TPE-19"):
        validations.release(validation_id=validation.pk, note="x", by=it.participant, at=noon + 5 * DAY)
    assert conclude(it, validation, noon + 5 * DAY).state == "positive"


def test_participants_end_the_work_of_an_entity_that_lost_its_designation(it: SimpleNamespace, noon: datetime) -> None:
    verification = a_verification(it, a_registered_project(it))
    designations.give_up(designation_id=its_designation(it).pk, reason="We leave.", by=it.auditor_of_tpe, at=noon + DAY)
    with refused("MOV-02", status=403):
        verifications.release(verification_id=verification.pk, note="x", by=it.outsider, at=noon + DAY)
    verifications.release(verification_id=verification.pk, note="Lost.", by=it.participant, at=noon + DAY)
    assert Verification.objects.get(pk=verification.pk).state == "released"
    assert MonitoringReport.objects.get(pk=verification.report_id).state == "submitted"
    with refused("TPE-14", field="tpe"):
        verifications.assign(report_id=verification.report_id, tpe=it.tpe, by=it.participant, at=noon + DAY)
    again = verifications.assign(report_id=verification.report_id, tpe=it.second_tpe, by=it.participant, at=noon + DAY)
    assert again.state == "assigned"
    assert Designation.objects.get(organisation=it.tpe).state == "withdrawn"


def test_an_offer_is_not_accepted_after_the_designation_has_ended(it: SimpleNamespace, noon: datetime) -> None:
    validation = a_validation(it, accepted=False, inputs_closed=False)
    Designation.objects.filter(organisation=it.tpe).update(scopes_until=(noon + DAY).date())
    with refused("TPE-15", status=409):
        validations.accept(validation_id=validation.pk, impartial=True, by=it.auditor_of_tpe, at=noon + 2 * DAY)
    accepted = validations.accept(validation_id=validation.pk, impartial=True, by=it.auditor_of_tpe, at=noon + DAY)
    assert accepted.state == "in_progress"

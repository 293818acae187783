"""Validation and verification: who may assess, findings back and forth, the opinion."""

from datetime import date, datetime
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import transaction
from django.test import Client

from committee.decisions.services import decisions
from committee.designations.models import Designation
from projects.assessments import checks
from projects.assessments.forms.assessments import VALIDATION_SECTIONS, report_tasks
from projects.assessments.models.assessments import Finding, Validation
from projects.assessments.services import findings, validations, verifications
from projects.assessments.states.assessments import REPORTED, FindingKind
from projects.designs.models import ProjectDesign
from projects.inputs import services as inputs
from tests.factories.committee import a_measure
from tests.factories.partners import a_country_in_operation, a_designated_tpe
from tests.factories.project_pages import a_finding, an_unaccepted_verification
from tests.factories.projects import (
    DAY,
    REPORT,
    a_call,
    a_design,
    a_registered_project,
    a_validation,
    a_verification,
    the_committee_agrees,
    with_a_spare,
)
from tests.projects.refusals import refused

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def made(lasting: None) -> SimpleNamespace:
    return with_a_spare(a_country_in_operation())


def test_only_a_designated_entity_validates(it: SimpleNamespace, noon: datetime) -> None:
    design = a_design(it, submitted=True)
    undesignated = a_designated_tpe(a_country_in_operation("ID").country)
    with refused("TPE-06", field="tpe"):
        validations.assign(design_id=design.pk, tpe=undesignated, by=it.participant, at=noon)
    validation = validations.assign(design_id=design.pk, tpe=it.tpe, by=it.participant, at=noon)
    assert validation.designation.organisation == it.tpe
    with refused("VAL-04", status=409):
        validations.assign(design_id=design.pk, tpe=it.second_tpe, by=it.participant, at=noon)


@pytest.mark.parametrize(
    ("change", "number"),
    [
        ({"state": "suspended"}, "TPE-13"),
        ({"scopes_until": date(2026, 5, 1)}, "TPE-14"),
        ({"designated_on": date(2026, 7, 1)}, "TPE-14"),
        ({"state": "withdrawn"}, "TPE-14"),
    ],
)
def test_a_suspended_ended_or_future_designation_does_not_count(
    it: SimpleNamespace, noon: datetime, change: dict[str, object], number: str
) -> None:
    design = a_design(it, submitted=True)
    Designation.objects.filter(organisation=it.tpe).update(**change)
    with refused(number):
        validations.assign(design_id=design.pk, tpe=it.tpe, by=it.participant, at=noon)


def test_an_entity_validates_only_within_its_scopes(it: SimpleNamespace, noon: datetime) -> None:
    design = a_design(it, submitted=True)
    Designation.objects.get(organisation=it.tpe).validation_scopes.set([])
    with refused("TPE-06"):
        validations.assign(design_id=design.pk, tpe=it.tpe, by=it.participant, at=noon)


def test_a_draft_is_not_validated_and_strangers_do_not_ask(it: SimpleNamespace, noon: datetime) -> None:
    design = a_design(it)
    with refused("VAL-03", status=409):
        validations.assign(design_id=design.pk, tpe=it.tpe, by=it.participant, at=noon)
    with refused("DRF-03", status=403):
        validations.assign(design_id=design.pk, tpe=it.tpe, by=it.outsider, at=noon)


def test_an_entity_declares_impartiality_or_declines(it: SimpleNamespace, noon: datetime) -> None:
    validation = a_validation(it, accepted=False, inputs_closed=False)
    with refused("TPE-10", field="impartial"):
        validations.accept(validation_id=validation.pk, impartial=False, by=it.auditor_of_tpe, at=noon)
    with refused("MOV-02", status=403):
        validations.accept(validation_id=validation.pk, impartial=True, by=it.auditor_of_second_tpe, at=noon)
    validations.decline(validation_id=validation.pk, note="No capacity.", by=it.auditor_of_tpe, at=noon)
    again = validations.assign(design_id=validation.design_id, tpe=it.second_tpe, by=it.participant, at=noon)
    assert again.state == "assigned"


def test_a_finding_goes_back_and_forth_until_it_is_closed(it: SimpleNamespace, noon: datetime) -> None:
    finding = a_finding(it)
    with refused("MOV-02", status=403):
        findings.answer(finding_id=finding.pk, text="Done.", by=it.outsider, at=noon)
    with refused("DRF-04", field="text"):
        findings.answer(finding_id=finding.pk, text=" ", by=it.participant, at=noon)
    findings.answer(finding_id=finding.pk, text="Source added.", by=it.participant, at=noon)
    findings.ask_again(finding_id=finding.pk, text="Which year?", by=it.auditor_of_tpe, at=noon)
    findings.answer(finding_id=finding.pk, text="2020.", by=it.local_participant, at=noon)
    finding = findings.close(finding_id=finding.pk, text="Fine.", by=it.auditor_of_tpe, at=noon)
    assert (finding.state, finding.code) == ("closed", "CAR 1")
    said = [(message.text, message.organisation) for message in finding.messages.all()]
    assert said == [
        ("It has no source.", it.tpe),
        ("Source added.", it.japanese_company),
        ("Which year?", it.tpe),
        ("2020.", it.local_company),
        ("Fine.", it.tpe),
    ]


def test_findings_are_numbered_by_kind(it: SimpleNamespace, noon: datetime) -> None:
    validation = a_validation(it)
    kinds = (FindingKind.CAR, FindingKind.CL, FindingKind.CAR, FindingKind.FAR)
    raised = [
        findings.raise_finding(
            assessment=validation, kind=kind, topic="T", text="x", by=it.auditor_of_tpe, at=noon
        ).code
        for kind in kinds
    ]
    assert raised == ["CAR 1", "CL 1", "CAR 2", "FAR 1"]


def test_findings_are_raised_by_the_entity_at_work(it: SimpleNamespace, noon: datetime) -> None:
    values: dict[str, Any] = {"kind": FindingKind.CL, "topic": "T", "text": "x", "at": noon}
    waiting = a_validation(it, accepted=False, inputs_closed=False)
    with refused("FND-02", status=409):
        findings.raise_finding(assessment=waiting, by=it.auditor_of_tpe, **values)
    with refused("FND-01", status=403):
        findings.raise_finding(assessment=waiting, by=it.auditor_of_second_tpe, **values)
    running = a_validation(it)
    with refused("FND-03", field="topic"):
        findings.raise_finding(assessment=running, by=it.auditor_of_tpe, **(values | {"topic": ""}))
    assert not Finding.objects.exists()


@pytest.mark.parametrize(
    ("kind", "number"), [(FindingKind.CAR, "TPE-08"), (FindingKind.CL, "TPE-08"), (FindingKind.FAR, None)]
)
def test_open_corrections_and_clarifications_bar_a_positive_opinion(
    it: SimpleNamespace, noon: datetime, kind: FindingKind, number: str | None
) -> None:
    validation = a_validation(it)
    finding = findings.raise_finding(
        assessment=validation, kind=kind, topic="T", text="x", by=it.auditor_of_tpe, at=noon
    )
    validations.save_report(validation_id=validation.pk, values=REPORT, by=it.auditor_of_tpe, at=noon)
    if number is not None:
        with refused(number):
            validations.conclude(validation_id=validation.pk, positive=True, by=it.auditor_of_tpe, at=noon)
        findings.answer(finding_id=finding.pk, text="Done.", by=it.participant, at=noon)
        with refused(number):
            validations.conclude(validation_id=validation.pk, positive=True, by=it.auditor_of_tpe, at=noon)
        findings.close(finding_id=finding.pk, text="Fine.", by=it.auditor_of_tpe, at=noon)
    validation = validations.conclude(validation_id=validation.pk, positive=True, by=it.auditor_of_tpe, at=noon)
    assert validation.state == "positive"
    assert ProjectDesign.objects.get(pk=validation.design_id).state == "validated"


def test_an_opinion_needs_a_whole_report(it: SimpleNamespace, noon: datetime) -> None:
    validation = a_validation(it)

    def conclude() -> None:
        validations.conclude(validation_id=validation.pk, positive=True, by=it.auditor_of_tpe, at=noon)

    cases: tuple[tuple[str, str, object], ...] = (
        ("TPE-01", "means", ""),
        ("TPE-02", "conclusion", ""),
        ("TPE-03", "team", ""),
        ("TPE-17", "topics.moc", {"assessed": "Read.", "conclusion": ""}),
    )
    for number, name, empty in cases:
        values = REPORT | {name: empty}
        validations.save_report(validation_id=validation.pk, values=values, by=it.auditor_of_tpe, at=noon)
        with refused(number, field=name.split(".")[0]), transaction.atomic():
            conclude()
    with refused("FLD-01"):
        values = {"topics.weather": {"conclusion": "Fine."}}
        validations.save_report(validation_id=validation.pk, values=values, by=it.auditor_of_tpe, at=noon)
    validations.save_report(validation_id=validation.pk, values=REPORT, by=it.auditor_of_tpe, at=noon)
    with refused("TPE-11", status=403):
        validations.save_report(validation_id=validation.pk, values=REPORT, by=it.participant, at=noon)
    conclude()
    validation.refresh_from_db()
    assert validation.state == "positive"


def test_the_opinion_waits_for_the_public_inputs_and_considers_them(it: SimpleNamespace, noon: datetime) -> None:
    call = a_call(it)
    comment = inputs.comment(
        call_id=call.pk, name="V", organisation="", email="v@example.org", text="Water?", by=it.system, at=noon
    )
    inputs.publish(input_id=comment.pk, by=it.officer, at=noon)
    validation = validations.assign(design_id=call.subject.pk, tpe=it.tpe, by=it.participant, at=noon)
    validations.accept(validation_id=validation.pk, impartial=True, by=it.auditor_of_tpe, at=noon)
    validations.save_report(validation_id=validation.pk, values=REPORT, by=it.auditor_of_tpe, at=noon)
    with refused("VAL-01", status=409):
        validations.conclude(validation_id=validation.pk, positive=True, by=it.auditor_of_tpe, at=noon)
    later = noon + 31 * DAY
    inputs.close_due(by=it.system, at=later)
    with refused("VAL-02", field="public_inputs_considered"):
        validations.conclude(validation_id=validation.pk, positive=True, by=it.auditor_of_tpe, at=later)
    values = {"public_inputs_considered": "Water quality is in the monitoring plan."}
    validations.save_report(validation_id=validation.pk, values=values, by=it.auditor_of_tpe, at=later)
    validation = validations.conclude(validation_id=validation.pk, positive=True, by=it.auditor_of_tpe, at=later)
    assert validation.state == "positive"


def test_a_negative_opinion_ends_the_pdd(it: SimpleNamespace, noon: datetime) -> None:
    validation = a_validation(it)
    validations.save_report(validation_id=validation.pk, values=REPORT, by=it.auditor_of_tpe, at=noon)
    validations.conclude(validation_id=validation.pk, positive=False, by=it.auditor_of_tpe, at=noon)
    design = ProjectDesign.objects.get(pk=validation.design_id)
    assert (design.state, design.outcome_note) == ("not_validated", REPORT["conclusion"])


def test_a_declined_verification_gives_the_report_back(it: SimpleNamespace, noon: datetime) -> None:
    verification = an_unaccepted_verification(it)
    with refused("VER-04", status=409):
        verifications.assign(report_id=verification.report_id, tpe=it.second_tpe, by=it.participant, at=noon)
    verifications.decline(verification_id=verification.pk, note="No capacity.", by=it.auditor_of_tpe, at=noon)
    again = verifications.assign(report_id=verification.report_id, tpe=it.second_tpe, by=it.participant, at=noon)
    assert again.report.state == "in_verification"


def test_the_rules_may_want_another_entity_to_verify(it: SimpleNamespace, noon: datetime) -> None:
    it.rulebook.rules |= {"verification.other_tpe_than_validation": True}
    it.rulebook.save()
    project = a_registered_project(it)
    with refused("TPE-07", field="tpe"):
        a_verification(it, project)
    report = project.monitoring_reports.get()
    verifications.assign(report_id=report.pk, tpe=it.second_tpe, by=it.participant, at=noon)
    design = project.designs.get()
    with refused("TPE-42", field="tpe"):
        checks.other_than_verifier(design, it.second_tpe)
    checks.other_than_verifier(design, it.tpe)


@pytest.mark.parametrize(
    ("amounts", "number"),
    [({}, "VER-01"), ({2020: 5}, "VER-01"), ({2021: -1}, "VER-02"), ({2021: 1010}, "VER-03"), ({2021: 1009}, None)],
)
def test_verified_tonnes_stay_within_what_was_reported(
    it: SimpleNamespace, noon: datetime, amounts: dict[int, int], number: str | None
) -> None:
    verification = a_verification(it, a_registered_project(it), tonnes=1009)

    def save() -> None:
        verifications.save_report(
            verification_id=verification.pk, values={}, amounts=amounts, by=it.auditor_of_tpe, at=noon
        )

    if number is None:
        save()
        verifications.conclude(verification_id=verification.pk, positive=True, by=it.auditor_of_tpe, at=noon)
        return
    with refused(number):
        save()
    assert [(a.year, a.quantity_tco2e) for a in verification.amounts.all()] == [(2021, 1009)]


def task_of_the_summary(validation: Validation) -> str:
    """How the list of tasks marks the part in which the visit stands."""
    validation.refresh_from_db()
    return str(report_tasks(validation, VALIDATION_SECTIONS, REPORTED)[0]["kind"])


def test_no_opinion_without_the_visit_that_the_rules_ask_for(it: SimpleNamespace, noon: datetime) -> None:
    validation = a_validation(it)
    values = REPORT | {"summary": "In short.", "visited_on": None}
    validations.save_report(validation_id=validation.pk, values=values, by=it.auditor_of_tpe, at=noon)
    assert "waiting" in task_of_the_summary(validation)

    def conclude(positive: bool = True) -> Validation:
        return validations.conclude(validation_id=validation.pk, positive=positive, by=it.auditor_of_tpe, at=noon)

    for number, day in (("TPE-40", None), ("TPE-41", noon.date() + DAY)):
        values = REPORT | {"visited_on": day}
        validations.save_report(validation_id=validation.pk, values=values, by=it.auditor_of_tpe, at=noon)
        for positive in (True, False):
            with refused(number, field="visited_on"), transaction.atomic():
                conclude(positive)
        validation.refresh_from_db()
        assert validation.state == "in_progress"
    validations.save_report(
        validation_id=validation.pk, values={"visited_on": noon.date()}, by=it.auditor_of_tpe, at=noon
    )
    assert "good" in task_of_the_summary(validation)
    assert conclude().state == "positive"


def test_a_verification_waits_for_the_visit_too(it: SimpleNamespace, noon: datetime) -> None:
    verification = a_verification(it, a_registered_project(it))
    values: dict[str, Any] = {"visited_on": None}
    verifications.save_report(verification_id=verification.pk, values=values, by=it.auditor_of_tpe, at=noon)
    with refused("TPE-40", field="visited_on"), transaction.atomic():
        verifications.conclude(verification_id=verification.pk, positive=True, by=it.auditor_of_tpe, at=noon)
    values = {"visited_on": noon.date()}
    verifications.save_report(verification_id=verification.pk, values=values, by=it.auditor_of_tpe, at=noon)
    found = verifications.conclude(verification_id=verification.pk, positive=True, by=it.auditor_of_tpe, at=noon)
    assert found.state == "positive"


def test_where_the_rules_ask_for_no_visit_the_opinion_comes_without(it: SimpleNamespace, noon: datetime) -> None:
    it.rulebook.rules |= {"assessment.on_site": False}
    it.rulebook.save()
    validation = a_validation(it)
    values = REPORT | {"visited_on": None}
    validations.save_report(validation_id=validation.pk, values=values, by=it.auditor_of_tpe, at=noon)
    found = validations.conclude(validation_id=validation.pk, positive=True, by=it.auditor_of_tpe, at=noon)
    assert found.state == "positive"


def test_a_special_measure_lifts_the_visit_for_its_days(it: SimpleNamespace, noon: datetime) -> None:
    measure = a_measure(it)
    assert measure.decision_item is not None
    decisions.circulate(decision_id=measure.decision_item.decision_id, by=it.officer, at=noon)
    the_committee_agrees(it, measure.decision_item, noon)
    validation = a_validation(it)
    values = REPORT | {"visited_on": None}
    validations.save_report(validation_id=validation.pk, values=values, by=it.auditor_of_tpe, at=noon)
    with refused("TPE-40", field="visited_on"), transaction.atomic():
        validations.conclude(validation_id=validation.pk, positive=True, by=it.auditor_of_tpe, at=noon + 40 * DAY)
    found = validations.conclude(validation_id=validation.pk, positive=True, by=it.auditor_of_tpe, at=noon + 5 * DAY)
    assert found.state == "positive"


def test_the_page_and_the_published_report_say_when_the_site_was_visited(
    it: SimpleNamespace, noon: datetime, client: Client
) -> None:
    validation = a_validation(it)
    client.force_login(it.auditor_of_tpe)
    page = f"{validation.get_absolute_url()}edit/summary/"
    words = {"summary": "S", "team": "A", "means": "Desk review", "visited_on": "2026-05-20"}
    assert client.post(page, words).status_code == 302
    assert "20 May 2026" in client.get(validation.get_absolute_url()).content.decode()

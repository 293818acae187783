"""Findings with threads and files, forward actions to the next verification, and the report as PDF from its data."""

from datetime import datetime
from types import SimpleNamespace

import pytest
from django.test import Client

from projects.assessments import reports
from projects.assessments.models.assessments import Finding, Validation
from projects.assessments.services import findings, validations, verifications
from projects.assessments.states.assessments import FindingKind
from tests.factories.partners import a_country_in_operation
from tests.factories.project_pages import a_finding
from tests.factories.projects import (
    REPORT,
    a_file,
    a_registered_project,
    a_validation,
    a_verification,
    a_verified_report,
    with_a_spare,
)
from tests.projects.refusals import refused
from workflow.versions.models import PaperVersion

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def made(lasting: None) -> SimpleNamespace:
    return with_a_spare(a_country_in_operation())


SECRET = {"topics.moc": {"assessed": "Passports seen.", "conclusion": "Verified.", "confidential": "Passport AB123."}}


def test_a_thread_takes_several_messages_with_files_of_both_sides(it: SimpleNamespace, noon: datetime) -> None:
    finding = a_finding(it)
    with refused("FND-06", status=403):
        findings.say(finding_id=finding.pk, text="Hello", by=it.outsider, at=noon)
    first = findings.say(finding_id=finding.pk, text="Which meter?", uploads=[a_file()], by=it.participant, at=noon)
    findings.say(finding_id=finding.pk, text="The main one.", by=it.auditor_of_tpe, at=noon)
    finding.refresh_from_db()
    assert finding.state == "raised", "A message leaves the finding with who holds it."
    assert (first.files.count(), first.organisation) == (1, it.japanese_company)
    findings.answer(finding_id=finding.pk, text="Added.", uploads=[a_file(), a_file()], by=it.participant, at=noon)
    findings.close(finding_id=finding.pk, text="Fine.", by=it.auditor_of_tpe, at=noon)
    with refused("FND-07", status=409):
        findings.say(finding_id=finding.pk, text="More", by=it.participant, at=noon)
    assert [message.files.count() for message in finding.messages.all()] == [0, 1, 0, 2, 0]


def test_a_closed_finding_is_opened_again_while_the_work_goes_on(it: SimpleNamespace, noon: datetime) -> None:
    validation = a_validation(it)
    finding = findings.raise_finding(
        assessment=validation, kind=FindingKind.CAR, topic="T", text="x", by=it.auditor_of_tpe, at=noon
    )
    findings.answer(finding_id=finding.pk, text="Done.", by=it.participant, at=noon)
    findings.close(finding_id=finding.pk, text="Fine.", by=it.auditor_of_tpe, at=noon)
    again = findings.reopen(finding_id=finding.pk, text="Not quite.", by=it.auditor_of_tpe, at=noon)
    assert (again.state, again.closed_at) == ("raised", None)
    with refused("FND-05"):
        findings.carry_on(finding_id=finding.pk, text="Later.", by=it.auditor_of_tpe, at=noon)
    findings.answer(finding_id=finding.pk, text="Now done.", by=it.participant, at=noon)
    findings.close(finding_id=finding.pk, text="Fine.", by=it.auditor_of_tpe, at=noon)
    validations.save_report(validation_id=validation.pk, values=REPORT, by=it.auditor_of_tpe, at=noon)
    validations.conclude(validation_id=validation.pk, positive=True, by=it.auditor_of_tpe, at=noon)
    with refused("FND-04"):
        findings.reopen(finding_id=finding.pk, text="Too late.", by=it.auditor_of_tpe, at=noon)


def test_a_forward_action_goes_to_the_next_verification_and_must_be_addressed_there(
    it: SimpleNamespace, noon: datetime
) -> None:
    project = a_registered_project(it)
    first = a_verification(it, project, year=2021)
    far = findings.raise_finding(
        assessment=first, kind=FindingKind.FAR, topic="Calibration", text="By next time.", by=it.auditor_of_tpe, at=noon
    )
    assert far.state == "carried"
    with refused("MOV-01", status=409):
        findings.answer(finding_id=far.pk, text="Early.", by=it.participant, at=noon)
    verifications.conclude(verification_id=first.pk, positive=True, by=it.auditor_of_tpe, at=noon)
    second = a_verification(it, project, year=2022)
    far.refresh_from_db()
    assert (far.state, far.carried_to) == ("raised", second)
    with refused("TPE-18"):
        verifications.conclude(verification_id=second.pk, positive=True, by=it.auditor_of_tpe, at=noon)
    findings.carry_on(finding_id=far.pk, text="The laboratory is booked.", by=it.auditor_of_tpe, at=noon)
    verifications.conclude(verification_id=second.pk, positive=True, by=it.auditor_of_tpe, at=noon)
    third = a_verification(it, project, year=2023)
    findings.answer(finding_id=far.pk, text="Calibrated.", by=it.participant, at=noon)
    findings.close(finding_id=far.pk, text="Seen.", by=it.auditor_of_tpe, at=noon)
    verifications.conclude(verification_id=third.pk, positive=True, by=it.auditor_of_tpe, at=noon)
    assert Finding.objects.get(pk=far.pk).carried_to == third


def test_the_report_is_read_from_what_was_handed_in(it: SimpleNamespace, noon: datetime) -> None:
    validation = a_validation(it)
    values = REPORT | SECRET | {"interviewees": "Plant manager"}
    validations.save_report(validation_id=validation.pk, values=values, by=it.auditor_of_tpe, at=noon)
    draft = reports.read(validation)
    assert (draft.is_final, draft.code) == (False, "JCM_TH_F_Val_Rep_ver01.0")
    validation = validations.conclude(validation_id=validation.pk, positive=True, by=it.auditor_of_tpe, at=noon)
    complete, public = reports.read(validation), reports.read(validation, public=True)
    assert complete.is_final
    assert {topic.confidential for topic in complete.topics} == {"", "Passport AB123."}
    assert {topic.confidential for topic in public.topics} == {""}
    assert (complete.texts["interviewees"], "interviewees" in public.texts) == ("Plant manager", False)
    assert [member.name for member in complete.members] == [it.auditor_of_tpe.name]
    assert PaperVersion.objects.get(paper=validation.paper).form_code == complete.code


def test_a_verification_report_bears_its_own_form_and_tonnes(it: SimpleNamespace, noon: datetime) -> None:
    report = a_verified_report(it, tonnes=1009)
    read = reports.read(report.verifications.get())
    assert (read.code, list(read.amounts)) == ("JCM_TH_F_Vrf_Rep_ver02.1", [(2021, 1009)])


def test_the_public_pdf_is_for_everybody_once_published_and_the_complete_one_never(
    it: SimpleNamespace, noon: datetime
) -> None:
    project = a_registered_project(it)
    validation = Validation.objects.get(design__project=project)
    url = validation.get_absolute_url()
    answer = Client().get(f"{url}report/public/pdf/")
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")
    assert "JCM_TH_F_Val_Rep_ver01.0" in answer["Content-Disposition"]
    assert Client().get(f"{url}report/complete/pdf/").status_code == 404
    running = a_validation(it, inputs_closed=False)
    assert Client().get(f"{running.get_absolute_url()}report/public/pdf/").status_code == 404


def test_two_people_writing_one_topic_do_not_lose_words(it: SimpleNamespace, noon: datetime) -> None:
    validation = a_validation(it, inputs_closed=False)
    browser = Client()
    browser.force_login(it.auditor_of_tpe)
    url = f"{validation.get_absolute_url()}edit/moc/"
    seen = browser.get(url).context["seen"]
    validations.save_report(validation_id=validation.pk, values=SECRET, by=it.auditor_of_tpe, at=noon)
    clash = browser.post(url, {"assessed": "Mine.", "seen": seen})
    assert clash.status_code == 409
    assert "Passports seen." in clash.content.decode()
    assert "Mine." in clash.content.decode()


def test_the_desk_shows_offers_work_findings_and_places(it: SimpleNamespace, noon: datetime) -> None:
    finding = a_finding(it, answered=True)
    browser = Client()
    browser.force_login(it.auditor_of_tpe)
    page = browser.get("/desk/entity/")
    desk = page.context["desk"]
    assert [one for one, _step in desk.to_judge] == [finding]
    assert [paper.row for paper in desk.running] == [finding.validation]
    assert (desk.offers, [place.advice for place in desk.places]) == ([], [""])

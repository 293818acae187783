"""Parts of a paper that was handed in are opened again, corrected, and handed in as its next version."""

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client

from common.drafts import Seen
from projects.assessments.models.assessments import Finding, Validation
from projects.assessments.services import assessments, findings, validations, verifications
from projects.assessments.states.assessments import FindingKind
from projects.designs.models import EstimatedYear, ProjectDesign
from projects.designs.services.designs import TopicAnswer, YearAmounts
from projects.monitoring.models import MonitoringReport
from projects.papers.services import documents
from projects.sustainability.checks import plan_accepted
from projects.sustainability.topics import SustainabilityTopic
from scenarios import answers
from tests.database import past_the_rights
from tests.factories.partners import a_country_in_operation
from tests.factories.project_pages import a_correction, a_finding, a_finding_on_the_form
from tests.factories.projects import (
    DAY,
    REPORT,
    a_design,
    a_file,
    a_methodology,
    a_pin,
    a_registered_project,
    a_registration_request,
    a_validation,
    a_verification,
    the_authority_accepts,
    with_a_spare,
)
from tests.projects.refusals import refused
from workflow import procedures
from workflow.corrections import selectors as corrections
from workflow.corrections.models import Correction, CorrectionPart
from workflow.papers import checks as drafts
from workflow.papers import services as papers
from workflow.steps.selectors import inbox
from workflow.versions.models import PaperVersion

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def made(lasting: None) -> SimpleNamespace:
    return with_a_spare(a_country_in_operation())


def open_parts(it: SimpleNamespace, validation: Validation, sections: Sequence[str], at: datetime) -> Correction:
    """A finding of the entity opens parts of the PDD."""
    finding = findings.raise_finding(
        assessment=validation,
        kind=FindingKind.CL,
        topic="Form",
        text="Correct it.",
        sections=sections,
        by=it.auditor_of_tpe,
        at=at,
    )
    return corrections.asked_in(finding).get()


def test_a_finding_on_the_form_is_met_in_the_form(it: SimpleNamespace, noon: datetime) -> None:
    finding = a_finding_on_the_form(it)
    correction = corrections.asked_in(finding).get()
    other = a_methodology(it, "TH_AM002", title="Rooftop solar")
    papers.save_correction(
        correction=correction, values={"methodology": other, "eligibility": "Each is met."}, by=it.participant, at=noon
    )
    design = ProjectDesign.objects.get(paper=correction.corrects_id)
    assert design.methodology != other, "nothing published is swapped before it is handed in"
    papers.hand_in_correction(correction=correction, said="It is AM002.", by=it.local_participant, at=noon + DAY)
    design.refresh_from_db()
    assert design.methodology == other
    assert design.project.methodology == other, "what flows into the registration is the corrected word"
    versions = list(PaperVersion.objects.filter(paper=design.paper_id))
    assert [one.number for one in versions] == [1, 2]
    assert len(versions[1].sha256) == 64
    assert versions[0].sha256 != versions[1].sha256
    assert versions[1].answers["title"] == versions[0].answers["title"], "the version is the whole paper"
    finding.refresh_from_db()
    assert finding.state == "answered"
    assert [message.text for message in finding.messages.all()][-1] == "It is AM002."
    correction.refresh_from_db()
    assert (correction.state, correction.before, correction.after) == ("handed_in", versions[0], versions[1])
    assert findings.close(finding_id=finding.pk, text="Fine.", by=it.auditor_of_tpe, at=noon + DAY).state == "closed"


def test_exactly_the_open_parts_can_be_written(it: SimpleNamespace, noon: datetime) -> None:
    correction = open_parts(it, a_validation(it), ["methodology", "years"], noon)
    with refused("DRF-06", status=409):
        papers.save_correction(correction=correction, values={"title": "Another"}, by=it.participant, at=noon)
    with refused("DRF-06", status=409):
        papers.save_correction(correction=correction, values={}, topics=answers.topics([]), by=it.participant, at=noon)
    with refused("DRF-02", status=409):
        papers.save_draft(paper=correction.corrected, values={"eligibility": "x"}, by=it.participant, at=noon)
    with refused("DRF-01", status=403):
        papers.save_correction(correction=correction, values={"eligibility": "x"}, by=it.outsider, at=noon)
    correction.refresh_from_db()
    assert correction.written == {}
    papers.save_correction(
        correction=correction,
        values={},
        years=[YearAmounts(2021, Decimal(2000), Decimal(60))],
        by=it.participant,
        at=noon,
    )
    design = correction.corrected
    assert design.years.count() == 2, "the years stay until they are handed in"
    papers.hand_in_correction(correction=correction, said="One year only.", by=it.participant, at=noon)
    assert [(one.year, one.reference_tco2e) for one in ProjectDesign.objects.get(pk=design.pk).years.all()] == [
        (2021, Decimal(2000))
    ]


def test_every_part_can_be_corrected_and_reads_back_as_it_was(it: SimpleNamespace, noon: datetime) -> None:
    """What a correction keeps as JSON comes back as the same answer, whatever its kind."""
    design = a_validation(it).design
    correction = papers.reopen(
        paper=design,
        sections=[part.slug for part in procedures.of(design).sections],
        note="All of it.",
        by=it.officer,
        at=noon,
    )
    papers.save_correction(correction=correction, values={"description": "Anew."}, by=it.participant, at=noon)
    correction.refresh_from_db()
    row = procedures.of(design).locked(design.pk)
    before = drafts.words_of(row, procedures.of(row).answers)
    drafts.written_on(row, correction)
    after = drafts.words_of(row, procedures.of(row).answers)
    assert after == before | {"description": "Anew."}


def test_two_people_never_lose_each_others_corrections(it: SimpleNamespace, noon: datetime) -> None:
    correction = open_parts(it, a_validation(it), ["methodology"], noon)
    names = ("methodology", "eligibility")
    seen = Seen(names, drafts.mark_of(correction.corrected, names))
    papers.save_correction(correction=correction, values={"eligibility": "A"}, seen=seen, by=it.participant, at=noon)
    with refused("DRF-05", status=409):
        papers.save_correction(
            correction=correction, values={"eligibility": "B"}, seen=seen, by=it.local_participant, at=noon
        )


def test_unchanged_or_incomplete_parts_are_not_handed_in(it: SimpleNamespace, noon: datetime) -> None:
    correction = open_parts(it, a_validation(it), ["methodology"], noon)
    with refused("COR-04", field="said"):
        papers.hand_in_correction(correction=correction, said="Done.", by=it.participant, at=noon)
    papers.save_correction(correction=correction, values={"eligibility": ""}, by=it.participant, at=noon)
    with refused("PDD-09", field="eligibility"):
        papers.hand_in_correction(correction=correction, said="Done.", by=it.participant, at=noon)
    papers.save_correction(correction=correction, values={"eligibility": "Met."}, by=it.participant, at=noon)
    with refused("DRF-04", field="said"):
        papers.hand_in_correction(correction=correction, said=" ", by=it.participant, at=noon)
    assert PaperVersion.objects.filter(paper=correction.corrects_id).count() == 1


def test_who_opens_parts_and_when(it: SimpleNamespace, noon: datetime) -> None:
    validation = a_validation(it, inputs_closed=False)
    asked: dict[str, Any] = {"paper": validation.design, "note": "Correct it.", "at": noon}
    with refused("PDD-28", status=409):  # everybody comments on one text
        papers.reopen(**asked, sections=["methodology"], by=it.officer)
    closed = a_validation(it)
    asked["paper"] = closed.design
    for person in (it.participant, it.auditor_of_tpe, it.auditor_of_second_tpe, it.japan_chair):
        with refused("COR-05", status=403):
            papers.reopen(**asked, sections=["methodology"], by=person)
    with refused("COR-01", field="sections"):
        papers.reopen(**asked, sections=[], by=it.officer)
    with refused("COR-01", field="sections"):
        papers.reopen(**asked, sections=["no-such-part"], by=it.officer)
    papers.reopen(**asked, sections=["methodology"], by=it.officer)
    correction = papers.reopen(**asked, sections=["sdip"], by=it.officer)
    assert corrections.sections_of(correction) == ["methodology", "sdip"], "of every paper one correction is under way"
    draft = a_design(it)
    with refused("COR-02", status=409):
        papers.reopen(paper=draft, sections=["methodology"], note="Why.", by=it.officer, at=noon)


def test_the_step_waits_for_the_participants_and_the_opinion_for_them(it: SimpleNamespace, noon: datetime) -> None:
    correction = a_correction(it)
    step = inbox.open_step(correction)
    assert step is not None
    assert (step.role, step.due_on) == ("participant", noon.date() + 30 * DAY)
    assert step in inbox.waiting_for(it.participant)
    validation = Validation.objects.get(design__paper=correction.corrects_id)
    validations.save_report(validation_id=validation.pk, values=REPORT, by=it.auditor_of_tpe, at=noon)
    with refused("TPE-44", status=409):
        validations.conclude(validation_id=validation.pk, positive=True, by=it.auditor_of_tpe, at=noon)
    finding = Finding.objects.get(paper=correction.parts.get().asked_in_id)
    with refused("FND-09", status=409):
        findings.answer(finding_id=finding.pk, text="Words.", by=it.participant, at=noon)
    papers.save_correction(correction=correction, values={"eligibility": "Met."}, by=it.participant, at=noon)
    papers.hand_in_correction(correction=correction, said="Done.", by=it.participant, at=noon)
    findings.close(finding_id=finding.pk, text="Fine.", by=it.auditor_of_tpe, at=noon)
    with refused("TPE-45", status=409):
        validations.conclude(validation_id=validation.pk, positive=True, by=it.auditor_of_tpe, at=noon)
    assessments.read_newest(assessment=validation, by=it.auditor_of_tpe, at=noon)
    concluded = validations.conclude(validation_id=validation.pk, positive=True, by=it.auditor_of_tpe, at=noon)
    assert concluded.state == "positive"


@pytest.mark.parametrize("end", ["negative", "withdrawn", "taken back"])
def test_what_was_not_handed_in_never_counts(it: SimpleNamespace, noon: datetime, end: str) -> None:
    correction = a_correction(it)
    validation = Validation.objects.get(design__paper=correction.corrects_id)
    before = validation.design.eligibility
    papers.save_correction(correction=correction, values={"eligibility": "Half a"}, by=it.participant, at=noon)
    if end == "negative":
        validations.save_report(validation_id=validation.pk, values=REPORT, by=it.auditor_of_tpe, at=noon)
        validations.conclude(validation_id=validation.pk, positive=False, by=it.auditor_of_tpe, at=noon)
    elif end == "withdrawn":
        from committee.decisions.services import forwarding

        forwarding.withdraw(paper=validation.design, note="No longer.", by=it.participant, at=noon)
    else:
        papers.take_back_correction(correction=correction, note="By mistake.", by=it.auditor_of_tpe, at=noon)
    correction.refresh_from_db()
    assert correction.state == ("taken_back" if end == "taken back" else "lapsed")
    assert ProjectDesign.objects.get(pk=validation.design_id).eligibility == before
    assert inbox.open_step(correction) is None
    with refused("MOV-01", status=409):
        papers.hand_in_correction(correction=correction, said="Late.", by=it.participant, at=noon)


def test_each_office_closes_the_parts_that_it_opened(it: SimpleNamespace, noon: datetime) -> None:
    correction = open_parts(it, a_validation(it), ["methodology", "years"], noon)
    deed: dict[str, Any] = {"correction": correction, "at": noon}
    with refused("MOV-02", status=403):  # all are the entity's
        papers.take_back_correction(**deed, note="We think not.", by=it.officer)
    papers.reopen(paper=correction.corrected, sections=["years", "sdip"], note="Ours.", by=it.officer, at=noon)
    papers.save_correction(
        correction=correction, values={"eligibility": "A"}, topics=answers.topics([]), by=it.participant, at=noon
    )
    with refused("DRF-04"):
        papers.take_back_correction(**deed, note=" ", by=it.auditor_of_tpe)
    left = papers.take_back_correction(**deed, note="By mistake.", by=it.auditor_of_tpe)
    assert (left.state, corrections.sections_of(Correction.objects.get(pk=left.pk))) == ("open", ["years", "sdip"])
    assert "eligibility" not in {*left.names, *left.written}
    assert "sdip" in left.written, "what was written in the others stays"
    assert "years" in left.names, "both had opened it"
    finding = Finding.objects.get(paper__asked_parts__section="methodology")
    assert corrections.waiting_in(finding) is None
    findings.answer(finding_id=finding.pk, text="In words, then.", by=it.participant, at=noon)
    with refused("MOV-02", status=403):  # the rest is JCMA's
        papers.take_back_correction(**deed, note="And these.", by=it.auditor_of_tpe)
    assert papers.take_back_correction(**deed, note="We were wrong.", by=it.officer).state == "taken_back"
    rows = CorrectionPart.objects.filter(correction=correction)
    closed = {(part.section, part.closed_by, part.closed_for) for part in rows}
    assert closed == {
        ("methodology", it.auditor_of_tpe, "By mistake."),
        ("years", it.auditor_of_tpe, "By mistake."),
        ("years", it.officer, "We were wrong."),
        ("sdip", it.officer, "We were wrong."),
    }


def test_a_part_is_closed_once_and_may_be_opened_anew(it: SimpleNamespace, noon: datetime) -> None:
    correction = open_parts(it, a_validation(it), ["methodology"], noon)
    papers.reopen(paper=correction.corrected, sections=["sdip"], note="Ours.", by=it.officer, at=noon)
    papers.take_back_correction(correction=correction, note="By mistake.", by=it.auditor_of_tpe, at=noon)
    part = correction.parts.get(section="methodology")
    again = {"closed_by": it.officer, "closed_at": noon, "closed_for": "Anew"}
    for values in (again, {"closed_at": None, "closed_by": None, "closed_for": ""}, {"reason": "Another"}):
        with pytest.raises(IntegrityError, match="correction_part_stays"), transaction.atomic():
            correction.parts.filter(pk=part.pk).update(**values)
    with pytest.raises(IntegrityError, match="closed_part_says_who_and_why"), transaction.atomic():
        correction.parts.filter(section="sdip").update(closed_at=noon)
    finding = Finding.objects.get(paper=part.asked_in_id)
    findings.ask_correction(
        finding_id=finding.pk, sections=["methodology"], text="It was right.", by=it.auditor_of_tpe, at=noon
    )
    assert corrections.sections_of(Correction.objects.get(pk=correction.pk)) == ["sdip", "methodology"]
    assert "eligibility" in Correction.objects.get(pk=correction.pk).names


def test_the_database_keeps_what_was_handed_in(it: SimpleNamespace, noon: datetime) -> None:
    design = a_validation(it).design
    changes: Sequence[dict[str, Any]] = (
        {"eligibility": "Swapped."},
        {"sdip": {}},
        {"methodology": a_methodology(it, "TH_AM009")},
    )
    for change in changes:
        with pytest.raises(IntegrityError, match="was handed in and stays"), transaction.atomic():
            ProjectDesign.objects.filter(pk=design.pk).update(**change)
    with pytest.raises(IntegrityError, match="was handed in and stays"), transaction.atomic():
        design.years.all().delete()
    with pytest.raises(IntegrityError, match="was handed in and stays"), transaction.atomic():
        design.years.create(year=2030, reference_tco2e=1, project_tco2e=0)
    draft = a_design(it)
    with (
        past_the_rights(EstimatedYear),
        pytest.raises(IntegrityError, match="was handed in and stays"),
        transaction.atomic(),
    ):
        design.years.update(design=draft)
    papers.reopen(paper=design, sections=["methodology"], note="Correct.", by=it.officer, at=noon)
    ProjectDesign.objects.filter(pk=design.pk).update(eligibility="Open now.")
    with pytest.raises(IntegrityError, match="was handed in and stays"), transaction.atomic():
        ProjectDesign.objects.filter(pk=design.pk).update(title="Not open.")


def _stays(rows: Any, **values: Any) -> None:
    with pytest.raises(IntegrityError, match="was handed in and stays"), transaction.atomic():
        rows.update(**values)


def test_the_database_takes_no_year_out_of_what_was_handed_in(it: SimpleNamespace, noon: datetime) -> None:
    design, draft = a_validation(it).design, a_design(it)
    assert draft.state == "draft"
    with past_the_rights(EstimatedYear):  # the run-time role changes no row: what refuses is the trigger
        _stays(EstimatedYear.objects.filter(design=design), design=draft)
        _stays(EstimatedYear.objects.filter(design=draft, year=2021), design=design, year=2031)
        assert EstimatedYear.objects.filter(design=draft, year=2021).update(reference_tco2e=7) == 1


def test_the_database_opens_of_a_returned_paper_its_named_parts_alone(it: SimpleNamespace, noon: datetime) -> None:
    design = a_design(it, submitted=True)
    papers.give_back(paper=design, note="Which one?", sections=["methodology"], by=it.officer, at=noon)
    rows = ProjectDesign.objects.filter(pk=design.pk)
    assert rows.get().state == "returned"
    _stays(rows, title="Another")
    with pytest.raises(IntegrityError, match="was handed in and stays"), transaction.atomic():
        design.years.all().delete()
    assert rows.update(eligibility="Each is met.") == 1
    papers.submit(paper=rows.get(), by=it.participant, at=noon + DAY)
    _stays(rows, eligibility="Swapped.")
    papers.give_back(paper=rows.get(), note="All of it.", by=it.officer, at=noon + DAY)
    assert rows.update(title="Another") == 1, "without named parts everything is open"


@pytest.mark.parametrize(("kind", "table"), [("projectdesign", "design"), ("monitoringreport", "report")])
def test_the_database_guards_every_answer_of_the_form(kind: str, table: str) -> None:
    procedure = procedures.named(kind)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_get_triggerdef(oid) FROM pg_trigger WHERE tgname = %s", [f"{table}_words_stay"])
        said = cursor.fetchone()[0]
    fields: list[Any] = [procedure.model._meta.get_field(n) for n in procedure.answers if n not in procedure.rows]
    columns = {field.attname for field in fields}
    assert [column for column in sorted(columns) if f"'{column}'" not in said] == []


def test_a_monitoring_report_is_corrected_and_the_verified_tonnes_follow(it: SimpleNamespace, noon: datetime) -> None:
    verification = a_verification(it, a_registered_project(it))
    finding = findings.raise_finding(
        assessment=verification,
        kind=FindingKind.CAR,
        topic="Meter",
        text="The meter reads less.",
        sections=["years", "sdir"],
        by=it.auditor_of_tpe,
        at=noon,
    )
    correction = corrections.asked_in(finding).get()
    said = {SustainabilityTopic.SAFETY.value: "Two drills."}
    amounts = [YearAmounts(2021, Decimal(1000), Decimal(100))]
    papers.save_correction(correction=correction, values={}, years=amounts, achieved=said, by=it.participant, at=noon)
    papers.hand_in_correction(correction=correction, said="Read again.", by=it.participant, at=noon)
    report = MonitoringReport.objects.get(pk=verification.report_id)
    assert report.sdir[SustainabilityTopic.SAFETY.value] == {"achieved": "Two drills."}
    findings.close(finding_id=finding.pk, text="Fine.", by=it.auditor_of_tpe, at=noon)
    assessments.read_newest(assessment=verification, by=it.auditor_of_tpe, at=noon)
    with refused("VER-03"):  # more was verified than the corrected report shows
        verifications.conclude(verification_id=verification.pk, positive=True, by=it.auditor_of_tpe, at=noon)
    verifications.save_report(
        verification_id=verification.pk, values={}, amounts={2021: 900}, by=it.auditor_of_tpe, at=noon
    )
    verifications.conclude(verification_id=verification.pk, positive=True, by=it.auditor_of_tpe, at=noon)


def test_an_officer_gives_a_paper_back_with_named_parts(it: SimpleNamespace, noon: datetime) -> None:
    pin = a_pin(it, submitted=True)
    papers.give_back(paper=pin, note="Which technology?", sections=["need"], by=it.officer, at=noon)
    names = next(part for part in procedures.of(pin).sections if part.slug == "need").names
    with refused("DRF-06", status=409):
        papers.save_draft(paper=pin, values={"title": "Another"}, by=it.participant, at=noon)
    assert "need_for_credits" in names
    papers.save_draft(paper=pin, values={"need_for_credits": "The bank asks for it."}, by=it.participant, at=noon)
    papers.submit(paper=pin, by=it.participant, at=noon)
    correction = Correction.objects.get(corrects=pin.paper_id)
    assert correction.state == "handed_in"
    assert correction.after is not None
    assert correction.after.number == 2


def test_a_registration_request_given_back_opens_its_allocation_alone(it: SimpleNamespace, noon: datetime) -> None:
    from projects.registrations import services as registrations

    request = a_registration_request(it, submitted=True)
    papers.give_back(paper=request, note="Which shares?", sections=["allocation"], by=it.officer, at=noon)
    with refused("DRF-06", status=409):
        registrations.save_draft(request_id=request.pk, values={"note": "x"}, by=it.participant, at=noon)


def test_files_under_an_open_call_stay(it: SimpleNamespace, noon: datetime) -> None:
    validation = a_validation(it, inputs_closed=False)
    with refused("PDD-28", status=409):
        documents.attach(paper=validation.design, slot="pdd", complete=a_file(), by=it.participant, at=noon)
    closed = a_validation(it)
    assert documents.attach(paper=closed.design, slot="pdd", complete=a_file(), by=it.participant, at=noon).number == 1


def test_a_call_names_the_version_that_everybody_reads(it: SimpleNamespace, noon: datetime, client: Client) -> None:
    validation = a_validation(it)
    call = validation.design.input_call
    assert call.version is not None
    assert call.version.number == 1
    correction = open_parts(it, validation, ["methodology"], noon)
    papers.save_correction(correction=correction, values={"eligibility": "Half a"}, by=it.participant, at=noon)
    shown = client.get(validation.design.get_absolute_url()).content.decode()
    assert "Half a" not in shown
    papers.hand_in_correction(correction=correction, said="Done.", by=it.participant, at=noon)
    page = client.get(call.get_absolute_url()).content.decode()
    assert "version 1" in page
    assert "Version 2 of" in page, "what was handed in since says so with its day"


def test_the_finding_shows_before_and_after(it: SimpleNamespace, noon: datetime, client: Client) -> None:
    finding = a_finding_on_the_form(it)
    correction = corrections.asked_in(finding).get()
    papers.save_correction(
        correction=correction, values={"eligibility": "Criterion one is met."}, by=it.participant, at=noon
    )
    client.force_login(it.auditor_of_tpe)
    assert "Criterion one" not in client.get(finding.get_absolute_url()).content.decode()
    papers.hand_in_correction(correction=correction, said="Done.", by=it.participant, at=noon)
    page = client.get(finding.get_absolute_url()).content.decode()
    assert "Before: version 1" in page
    assert "After: version 2" in page
    assert "Criterion" in page
    assert "Changed since it was read" in client.get(finding.assessment.get_absolute_url()).content.decode()


def test_a_part_is_called_completed_only_once_it_was_changed(
    it: SimpleNamespace, noon: datetime, client: Client
) -> None:
    correction = a_correction(it)
    client.force_login(it.participant)
    assert "Not changed yet" in client.get(correction.get_absolute_url()).content.decode()
    papers.save_correction(correction=correction, values={"eligibility": "Met."}, by=it.participant, at=noon)
    page = client.get(correction.get_absolute_url()).content.decode()
    assert "Not changed yet" not in page
    assert "Completed" in page


def test_only_who_works_on_the_paper_opens_its_correction(it: SimpleNamespace, client: Client) -> None:
    correction = a_correction(it)
    expected: dict[Any, int] = {it.participant: 200, it.officer: 200, it.auditor_of_tpe: 200, it.outsider: 404}
    for person, status in expected.items():
        client.force_login(person)
        assert client.get(correction.get_absolute_url()).status_code == status


def test_a_finding_without_parts_is_answered_in_words(it: SimpleNamespace, noon: datetime) -> None:
    finding = a_finding(it, answered=True)
    with refused("FND-08", status=409):
        findings.ask_correction(
            finding_id=finding.pk, sections=["methodology"], text="This.", by=it.auditor_of_tpe, at=noon
        )


def test_what_the_authority_accepted_is_reviewed_anew_when_it_was_corrected(
    it: SimpleNamespace, noon: datetime
) -> None:
    it.rulebook.rules |= {"sdip.required": True, "sustainability.reviewed_by": "authority"}
    it.rulebook.save()
    validation = a_validation(it)
    the_authority_accepts(it, validation.project)
    plan_accepted(validation.design)
    correction = papers.reopen(paper=validation.design, sections=["sdip"], note="Which?", by=it.officer, at=noon)
    topics = [
        TopicAnswer(topic, *(("yes", "Drills each month.") if topic == SustainabilityTopic.SAFETY else ("no", "")))
        for topic in SustainabilityTopic
    ]
    papers.save_correction(correction=correction, values={}, topics=topics, by=it.participant, at=noon)
    papers.hand_in_correction(correction=correction, said="Each month.", by=it.participant, at=noon)
    with refused("REG-10", status=409):
        plan_accepted(validation.design)
    the_authority_accepts(it, validation.project)
    plan_accepted(validation.design)

"""The pages of the cycle: bad input is answered with a sentence, nothing typed is lost, nobody passes without right."""

from datetime import date, datetime
from decimal import Decimal
from types import SimpleNamespace

import pytest
from django.test import Client

from partners.people.models.people import User
from projects.assessments.models.assessments import Finding, Validation
from projects.assessments.selectors import verifications
from projects.assessments.states.reports import VALIDATION
from projects.monitoring.models import MonitoringReport
from projects.papers.models.documents import Document
from projects.pins.models import ProjectIdeaNote
from projects.pins.questions import COMPLETENESS as PIN_POINTS
from projects.projects.models import Project
from projects.registrations.checks import COMPLETENESS as REGISTRATION_POINTS
from projects.registrations.models import RegistrationRequest
from tests.factories.project_pages import a_finding
from tests.factories.projects import (
    a_design,
    a_file,
    a_methodology,
    a_monitoring_report,
    a_pin,
    a_registered_project,
    a_registration_request,
    a_validation,
    a_verification,
    the_committee_agrees,
)
from tests.finals import confirmed

pytestmark = pytest.mark.django_db


def as_(user: User) -> Client:
    """A browser in which this person has signed in."""
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def test_a_project_starts_by_the_page(it: SimpleNamespace) -> None:
    sent = {
        "title": "Rice",
        "country": it.country.pk,
        "representative": it.japanese_company.pk,
        "partners": [it.local_company.pk],
    }
    answer = as_(it.participant).post("/pins/start/", sent)
    pin = ProjectIdeaNote.objects.get()
    assert (answer.status_code, answer["Location"]) == (302, f"/pins/n-{pin.pk}/")
    refused = as_(it.participant).post("/pins/start/", sent | {"representative": it.other_company.pk})
    assert refused.status_code == 422
    assert "Rice" in refused.content.decode()


@pytest.mark.parametrize(
    ("section", "sent", "kept", "sentence"),
    [
        ("timing", {"procurement_starts_on": "31 June"}, "31 June", "is not a date"),
        ("timing", {"procurement_starts_on": "0202-06-01"}, "0202-06-01", "from the year 1900 on"),
        ("japan", {"japan_contribution": "a lot", "japan_role": "Design"}, "a lot", "number"),
        ("japan", {"japan_contribution": "-5"}, "-5", "below zero"),
        ("japan", {"japan_currency": "yen"}, "yen", "three capital letters"),
        ("project", {"contact_email": "nobody", "title": "Kept title"}, "Kept title", "email"),
    ],
)
def test_a_bad_value_comes_back_with_a_sentence_and_all_that_was_typed(
    it: SimpleNamespace, section: str, sent: dict[str, str], kept: str, sentence: str
) -> None:
    pin = a_pin(it)
    answer = as_(it.participant).post(f"{pin.get_absolute_url()}edit/{section}/", sent)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert kept in page
    assert sentence in page
    before = ProjectIdeaNote.objects.get(pk=pin.pk)
    assert (before.japan_contribution, before.contact_email) == (Decimal("3000000.00"), "hanako@example.org")


def test_a_section_is_saved_and_leads_on_or_back(it: SimpleNamespace) -> None:
    pin = a_pin(it)
    url = f"{pin.get_absolute_url()}edit/method/"
    assert as_(it.participant).post(url, {"method_idea": "New"})["Location"] == pin.get_absolute_url()
    url = f"{pin.get_absolute_url()}edit/need/"
    sent = {"other_revenue": "False", "need_for_credits": "No other income"}
    assert as_(it.participant).post(url, sent)["Location"] == f"{pin.get_absolute_url()}edit/excellence/"
    assert as_(it.participant).post(url, sent | {"later": "1"})["Location"] == pin.get_absolute_url()
    pin.refresh_from_db()
    assert (pin.method_idea, pin.other_revenue) == ("New", False)


def test_a_second_submission_by_the_page_is_a_conflict(it: SimpleNamespace) -> None:
    pin = a_pin(it)
    url = f"{pin.get_absolute_url()}submit/"
    browser = as_(it.participant)
    assert browser.post(url).status_code == 302
    again = browser.post(url)
    assert again.status_code == 409
    assert "MOV-01" in again.content.decode()


def test_a_pin_that_is_not_whole_says_what_is_missing_and_where(it: SimpleNamespace) -> None:
    pin = a_pin(it, japan_role="")
    page = as_(it.participant).get(f"{pin.get_absolute_url()}submit/").content.decode()
    assert "PIN-20" in page
    answer = as_(it.participant).post(f"{pin.get_absolute_url()}submit/")
    assert answer.status_code == 422
    assert f"{pin.get_absolute_url()}edit/japan/" in answer.content.decode()


def test_who_has_no_right_gets_403_and_a_stranger_404(it: SimpleNamespace) -> None:
    pin = a_pin(it, submitted=True)
    forward = f"{pin.get_absolute_url()}forward/"
    ticks = {key: "on" for key, _label in PIN_POINTS}
    assert as_(it.participant).post(forward, ticks).status_code == 403
    assert as_(it.outsider).get(pin.get_absolute_url()).status_code == 404
    assert as_(it.officer).get(f"{pin.get_absolute_url()}edit/need/").status_code == 403
    assert Client().post(forward, ticks).status_code == 302
    assert as_(it.officer).post(forward, ticks).status_code == 302
    pin.refresh_from_db()
    assert pin.state == "with_committee"


def test_an_unticked_point_keeps_the_pin_at_jcma(it: SimpleNamespace) -> None:
    pin = a_pin(it, submitted=True)
    answer = as_(it.officer).post(f"{pin.get_absolute_url()}forward/", {"timing_note": "My note"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "CMP-01" in page
    assert "My note" in page


def test_a_former_address_leads_to_the_numbered_one(it: SimpleNamespace) -> None:
    pin = a_pin(it, with_committee=True)
    answer = as_(it.participant).get(f"/pins/n-{pin.pk}/")
    assert (answer.status_code, answer["Location"]) == (302, "/pins/TH_PIN001/")


def test_each_page_says_who_holds_the_paper_and_by_when(it: SimpleNamespace) -> None:
    pin = a_pin(it, submitted=True)
    page = as_(it.participant).get(pin.get_absolute_url()).content.decode()
    assert "Check that the PIN is complete" in page
    assert "8 June 2026" in page
    sent = a_pin(it, with_committee=True)
    page = as_(it.participant).get(sent.get_absolute_url()).content.decode()
    assert "Joint Committee member" in page
    assert "11 June 2026" in page


def test_my_work_shows_each_role_its_own(it: SimpleNamespace) -> None:
    pin = a_pin(it, submitted=True)
    validation = a_validation(it)
    assert pin.project.get_absolute_url() in as_(it.local_participant).get("/my-work/").content.decode()
    assert validation.get_absolute_url() in as_(it.auditor_of_tpe).get("/my-work/").content.decode()
    assert pin.get_absolute_url() in as_(it.officer).get("/desk/jcma/").content.decode()
    other = as_(it.outsider).get("/my-work/").content.decode()
    assert pin.project.get_absolute_url() not in other
    assert "No project yet" in other


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [("a.pdf", b"", "empty"), ("a.pdf", b"MZ", "FIL-03"), ("a.exe", b"%PDF-", "FIL-03")],
)
def test_a_wrong_file_is_refused_with_a_sentence(it: SimpleNamespace, name: str, content: bytes, sentence: str) -> None:
    design = a_design(it)
    sent = {"complete": a_file(name, content), "has_confidential_parts": "on"}
    answer = as_(it.participant).post(f"/papers/projectdesign/{design.pk}/files/pdd/", sent)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert sentence in page or "DOC-04" in page
    assert "browsers do not keep them" in page
    assert not Document.objects.filter(slot="pdd").exists()
    assert Document.objects.filter(slot="monitoring_plan").exists()


def test_a_file_is_handed_in_by_the_page(it: SimpleNamespace) -> None:
    design = a_design(it)
    url = f"/papers/projectdesign/{design.pk}/files/pdd/"
    assert as_(it.participant).post(url, {"complete": a_file()})["Location"] == design.get_absolute_url()
    assert as_(it.outsider).post(url, {"complete": a_file()}).status_code == 404
    assert as_(it.participant).get(f"/papers/projectdesign/{design.pk}/files/moc/").status_code == 404


def test_pdd_years_and_topics_are_written_by_the_page(it: SimpleNamespace) -> None:
    design = a_design(it)
    design.years.all().delete()
    browser, base = as_(it.participant), f"{design.get_absolute_url()}edit/"
    browser.post(f"{base}sdip/", {"relevant_nature": "yes", "plan_nature": ""})
    tasks = {one["url"]: one["kind"] for one in browser.get(design.get_absolute_url()).context["tasks"]}
    assert [tasks[f"{base}{slug}/"] for slug in ("years", "sdip", "impact")] == ["waiting", "waiting", "good"]
    checked = browser.get(f"{design.get_absolute_url()}submit/").content.decode()
    assert "PDD-18" in checked
    assert "PDD-21" in checked or "PDD-20" in checked
    half = {"year_0": "2024", "reference_0": "", "project_0": "1"}
    answer = browser.post(f"{base}years/", half)
    assert answer.status_code == 422
    assert "leave all of it empty" in answer.content.decode()
    browser.post(f"{base}years/", half | {"reference_0": "12.5"})
    assert [(y.year, y.reductions_tco2e) for y in design.years.all()] == [(2024, Decimal("11.5"))]
    browser.post(f"{base}sdip/", {"relevant_nature": "yes", "plan_nature": "Trees", "sdg_contribution": "SDG 7"})
    design.refresh_from_db()
    assert design.sdip["nature"] == {"relevant": "yes", "plan": "Trees"}
    checked = browser.get(f"{design.get_absolute_url()}submit/").content.decode()
    assert "PDD-18" not in checked
    assert "reference 12.500" in checked
    assert "Yes, and we have a plan. Trees" in checked
    browser.post(f"{base}methodology/", {"methodology": a_methodology(it).pk, "eligibility": "All met"})
    design.refresh_from_db()
    assert design.eligibility == "All met"


def test_an_allocation_that_does_not_make_a_hundred_comes_back(it: SimpleNamespace) -> None:
    request = a_registration_request(it)
    shares = {f"share_{it.government_japan.pk}": "50", f"share_{it.japanese_company.pk}": "49"}
    answer = as_(it.participant).post(
        f"{request.get_absolute_url()}edit/allocation/", shares | {"reason": "Kept reason"}
    )
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "ALC-01" in page
    assert "Kept reason" in page


def test_the_officer_gives_the_number_and_the_committee_registers(it: SimpleNamespace, noon: datetime) -> None:
    request = a_registration_request(it, submitted=True)
    ticks = {key: "on" for key, _label in REGISTRATION_POINTS}
    url = f"{request.get_absolute_url()}forward/"
    assert as_(it.officer).post(url, ticks | {"project_reference": "th14"}).status_code == 422
    assert as_(it.officer).post(url, ticks | {"project_reference": "th014"}).status_code == 302
    request = RegistrationRequest.objects.get(pk=request.pk)
    assert request.decision_item is not None
    the_committee_agrees(it, request.decision_item, noon)
    page = Client().get("/projects/TH014/")
    assert page.status_code == 200
    assert "Registered" in page.content.decode()
    assert Client().get(f"/projects/p-{request.project_id}/")["Location"] == "/projects/TH014/"


def test_findings_go_back_and_forth_by_the_pages(it: SimpleNamespace) -> None:
    finding = a_finding(it)
    url = finding.get_absolute_url()
    assert as_(it.participant).post(f"{url}answer/", {"text": ""}).status_code == 422
    assert as_(it.participant).post(f"{url}answer/", {"text": "Corrected."}).status_code == 302
    assert as_(it.participant).post(f"{url}answer/", {"text": "Again."}).status_code == 409
    assert as_(it.auditor_of_tpe).post(f"{url}close/", {"text": "Fine."}).status_code == 302
    assert Finding.objects.get(pk=finding.pk).state == "closed"
    page = as_(it.officer).get(url).content.decode()
    assert "Corrected." in page
    assert as_(it.outsider).get(url).status_code == 404


def test_an_opinion_is_refused_by_the_page_until_all_is_there(it: SimpleNamespace) -> None:
    validation = a_validation(it)
    url = validation.get_absolute_url()
    browser = as_(it.auditor_of_tpe)
    answer = browser.post(f"{url}conclude/", {"positive": "yes"})
    assert answer.status_code == 422
    assert "TPE-01" in answer.content.decode()
    browser.post(f"{url}edit/summary/", {"summary": "In short.", "team": "A", "means": "Desk review"})
    for topic in VALIDATION:
        said = {"assessed": "Read.", "conclusion": "It conforms."}
        assert browser.post(f"{url}edit/{topic.key.replace('_', '-')}/", said).status_code == 302
    assert "To write" in browser.get(f"{url}report/").content.decode()
    browser.post(f"{url}edit/opinion/", {"conclusion": "It conforms."})
    unvisited = browser.post(f"{url}conclude/", {"positive": "yes"})
    assert unvisited.status_code == 422
    assert "TPE-40" in unvisited.content.decode()
    words = {"summary": "In short.", "team": "A", "means": "Desk review", "visited_on": "2026-05-20"}
    browser.post(f"{url}edit/summary/", words)
    assert "To write" not in browser.get(f"{url}report/").content.decode(), "Interviewees are not demanded."
    assert confirmed(browser, f"{url}conclude/", {"positive": "yes"}).status_code == 302
    assert Validation.objects.get(pk=validation.pk).state == "positive"


def test_a_monitoring_report_is_written_and_verified_by_the_pages(it: SimpleNamespace) -> None:
    project = a_registered_project(it, reference="TH014")
    browser = as_(it.participant)
    start = "/projects/TH014/monitoring/start/"
    bad = browser.post(start, {"period_starts_on": "2021-12-31", "period_ends_on": "2021-01-01"})
    assert bad.status_code == 422
    assert "MON-04" in bad.content.decode()
    assert "2021-12-31" in bad.content.decode()
    days = {"period_starts_on": "2021-01-01", "period_ends_on": "2021-12-31"}
    assert browser.post(start, days)["Location"] == "/projects/TH014/monitoring/1/"
    assert browser.post(start, days).status_code == 422
    years = {"reference_2021": "1109.9", "project_2021": "100"}
    browser.post("/projects/TH014/monitoring/1/edit/years/", years)
    report = MonitoringReport.objects.get(project=project)
    assert [year.reductions_tco2e for year in report.years.all()] == [Decimal("1009.9")]


def test_verified_tonnes_stand_on_the_public_page(it: SimpleNamespace, noon: datetime) -> None:
    project = a_registered_project(it, reference="TH014")
    verification = a_verification(it, project, tonnes=1009)
    browser, url = as_(it.auditor_of_tpe), verification.get_absolute_url()
    assert Client().get("/projects/TH014/monitoring/1/").status_code == 404
    too_much = browser.post(f"{url}edit/verified/", {"amount_2021": "1010"})
    assert too_much.status_code == 422
    assert "VER-03" in too_much.content.decode()
    assert "1010" in too_much.content.decode()
    assert confirmed(browser, f"{url}conclude/", {"positive": "yes"}).status_code == 302
    report = MonitoringReport.objects.get(pk=verification.report_id)
    assert verifications.verified_amounts(report) == [(2021, 1009)]
    assert Client().get("/projects/TH014/monitoring/1/").status_code == 200


def test_participants_change_before_registration_only(it: SimpleNamespace, noon: datetime) -> None:
    planned = a_pin(it, answered=True).project
    url = f"{planned.get_absolute_url()}participants/add/"
    assert as_(it.participant).post(url, {"organisation": it.other_company.pk}).status_code == 302
    assert it.other_company.pk in Project.objects.get(pk=planned.pk).participant_ids()
    assert as_(it.outsider).get(planned.get_absolute_url()).status_code == 200
    a_registered_project(it, reference="TH014")
    late = as_(it.participant).post("/projects/TH014/participants/add/", {"organisation": it.other_company.pk})
    assert late.status_code == 409


def test_a_report_not_submitted_is_nobodys_business(it: SimpleNamespace) -> None:
    report = a_monitoring_report(it, a_registered_project(it))
    assert Client().get(report.get_absolute_url()).status_code == 404
    assert as_(it.officer).get(report.get_absolute_url()).status_code == 404
    assert as_(it.local_participant).get(report.get_absolute_url()).status_code == 200


def test_the_years_of_the_crediting_period_come_filled_in_and_there_is_room_for_more(it: SimpleNamespace) -> None:
    design = a_design(it, crediting_period_starts_on=date(2027, 4, 1))
    design.years.all().delete()
    browser, url = as_(it.participant), f"{design.get_absolute_url()}edit/years/"
    years = [str(year) for year in range(2027, 2038)]  # ten years from April touch eleven calendar years
    form = browser.get(url).context["form"]
    assert [str(form[f"year_{row}"].value()) for row in range(len(years))] == years
    typed = {f"year_{row}": year for row, year in enumerate(years)} | {"reference_0": "20", "project_0": "5"}
    answer = browser.post(url, typed | {"more": "1"})
    assert answer["Location"] == url, "it stays on the page"
    assert [(each.year, each.reductions_tco2e) for each in design.years.all()] == [(2027, Decimal(15))]
    wrong = browser.post(url, typed | {"project_0": "five", "more": "1"})
    assert wrong.status_code == 422
    assert b'name="year_12"' in wrong.content, "two more rows, and nothing lost of what was typed"

"""The pages of credits, as their readers see them."""

import hashlib
import io
import re
import time
from types import SimpleNamespace
from typing import Any

import pypdf
import pytest
from django.test import Client
from django.urls import reverse

from credits.models import FinalUse, IssuanceRequest, RetirementCertificate
from credits.reports import certificates as reports
from credits.selectors import totals
from registry.services import postings
from registry.services import requests as registry_requests
from tests.conftest import NOON
from tests.factories import credits as situations
from tests.factories.partners import a_colleague, a_country_in_operation
from tests.factories.projects import with_a_spare
from tests.finals import confirmed

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]


@pytest.fixture(scope="module")
def made(lasting: None) -> SimpleNamespace:
    return with_a_spare(a_country_in_operation())


ANSWERS = {"quantity": "10", "lot": "", "purpose": "voluntary", "year": "", "statement": ""}
BACKEND = "django.contrib.auth.backends.ModelBackend"


def _as(user: Any) -> Client:
    client = Client()
    client.force_login(user, backend=BACKEND)
    return client


def _text(answer: Any) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode())).replace("\u202f", " ")


def test_a_request_goes_from_report_to_both_registries_by_its_pages(it: SimpleNamespace) -> None:
    situations.open_accounts(it)
    report = situations.a_report(it)
    participant, officer = _as(it.participant), _as(it.officer)
    assert participant.post(reverse("credits:issuance-start", args=[report.pk])).status_code == 302
    asked = IssuanceRequest.objects.get()
    page = asked.get_absolute_url()
    assert "This is a preview" in _text(participant.get(page))
    assert participant.post(f"{page}edit/declaration/", {"note": "", "declares_true": "on"}).status_code == 302
    assert participant.post(f"{page}submit/").status_code == 302
    ticked = {"verification": "on", "amounts": "on", "allocation": "on"}
    missing = officer.post(f"{page}confirm-complete/", ticked)
    assert (missing.status_code, "CMP-01" in _text(missing)) == (422, True)
    assert officer.post(f"{page}confirm-complete/", ticked | {"accounts": "on"}).status_code == 302
    assert officer.post(f"{page}forward/").status_code == 302
    situations._agree(it, asked.pk, NOON)
    of_side = {issuance.side: issuance.get_absolute_url() for issuance in asked.issuances.all()}
    too_early = _as(it.registry_officer).get(f"{of_side['japan']}propose/")
    assert (too_early.status_code, "ISS-11" in _text(too_early)) == (409, True)
    for side, officers in {
        "partner": (it.partner_registry_officer, it.partner_registry_officer2),
        "japan": (it.registry_officer, it.registry_officer2),
    }.items():
        first, second = map(_as, officers)
        assert "Another administrator of this registry approves." in _text(first.get(f"{of_side[side]}propose/"))
        assert confirmed(first, f"{of_side[side]}propose/").status_code == 302
        assert confirmed(first, f"{of_side[side]}issue/").status_code == 403
        assert confirmed(second, f"{of_side[side]}issue/").status_code == 302
    public = _text(Client().get(page))
    assert "Issued" in public
    assert f"JCM-TH-JP-1-757-{str(asked.project.reference)[2:]}01" in public


def test_a_draft_request_is_closed_to_the_public_and_to_outsiders(it: SimpleNamespace) -> None:
    page = situations.a_request(it).get_absolute_url()
    assert Client().get(page).status_code == 404
    assert _as(it.outsider).get(page).status_code == 404
    assert _as(it.officer).get(page).status_code == 404
    assert _as(it.participant).get(page).status_code == 200


def test_the_wizard_shows_the_exact_units_before_anything_is_asked_for(it: SimpleNamespace) -> None:
    situations.holding(it)
    participant = _as(it.participant)
    address = reverse("credits:use-start", args=[it.account_company.number])
    assert it.account_company.number in _text(participant.get(reverse("credits:use-list")))
    answers = {
        "quantity": "10",
        "lot": "",
        "purpose": "voluntary",
        "year": "",
        "beneficiary": "Sakura",
        "statement": "",
    }
    checked = participant.post(address, answers)
    serial = "JCM-TH-JP-1-10-01401"
    assert serial in _text(checked)
    assert not FinalUse.objects.exists()
    back = participant.post(address, answers | {"change": "1"})
    assert 'value="Sakura"' in back.content.decode()
    stale = participant.post(address, answers | {"shown": "JCM-TH-JP-2-11-01401"})
    assert (stale.status_code, "Something has changed since you looked" in _text(stale)) == (409, True)
    assert not FinalUse.objects.exists()
    asked = confirmed(participant, address, answers)
    use = FinalUse.objects.get()
    assert (asked.status_code, asked["Location"]) == (302, use.request.get_absolute_url())


@pytest.mark.parametrize(
    ("changed", "number"),
    [
        ({"quantity": "1000"}, "TRF-15"),
        ({"purpose": "gx_ets"}, "USE-03"),
        ({"purpose": "ndc"}, "USE-06"),
        ({"purpose": "other"}, "USE-04"),
    ],
)
def test_a_use_that_cannot_be_keeps_what_was_typed(it: SimpleNamespace, changed: dict[str, str], number: str) -> None:
    situations.holding(it)
    answers = {
        "quantity": "10",
        "lot": "",
        "purpose": "voluntary",
        "year": "",
        "beneficiary": "Fuji KK",
        "statement": "",
    }
    address = reverse("credits:use-start", args=[it.account_company.number])
    answer = _as(it.participant).post(address, answers | changed)
    assert answer.status_code == 422
    assert number in _text(answer)
    assert 'value="Fuji KK"' in answer.content.decode()


def test_an_account_of_others_is_not_there(it: SimpleNamespace) -> None:
    situations.holding(it)
    address = reverse("credits:use-start", args=[it.account_company.number])
    assert _as(it.outsider).get(address).status_code == 404


def test_the_certificate_is_public_with_page_record_and_list(it: SimpleNamespace) -> None:
    situations.holding(it)
    certificate = situations.a_certificate(it, statement="Report of 2025")
    page = Client().get(certificate.get_absolute_url())
    text = _text(page)
    assert page.status_code == 200
    for said in (certificate.number, "Sakura Engineering", "Voluntary claim", "Report of 2025", certificate.sha256):
        assert said in text
    assert 'src="data:image/svg+xml' in page.content.decode()
    record = Client().get(f"{certificate.get_absolute_url()}record.json")
    assert hashlib.sha256(record.content).hexdigest() == certificate.sha256
    assert certificate.number in _text(Client().get("/certificates/"))
    listed = b"".join(Client().get("/certificates/?format=csv").streaming_content)  # type: ignore[attr-defined]
    assert certificate.ranges.get().serial in listed.decode()


def test_the_pdf_says_what_the_certificate_says(it: SimpleNamespace) -> None:
    situations.holding(it)
    certificate = situations.a_certificate(it, statement="Report of 2025")
    answer = Client().get(f"{certificate.get_absolute_url()}certificate.pdf")
    document = pypdf.PdfReader(io.BytesIO(answer.content))
    text = re.sub(r"\s+", " ", " ".join(page.extract_text() for page in document.pages))
    assert (answer["Content-Type"], len(document.pages)) == ("application/pdf", 1)
    said = (
        "Certificate of cancellation",
        certificate.number,
        "Sakura Engineering Co., Ltd.",
        "Voluntary claim",
        "Report of 2025",
        "1 June 2026",
        "vintage 2021",
        reports.address(certificate),
    )
    assert [words for words in said if words not in text] == []
    squeezed = text.replace(" ", "")
    assert certificate.sha256 in squeezed
    assert certificate.ranges.get().serial in squeezed


def test_a_certificate_of_many_ranges_lists_them_all_on_further_pages(it: SimpleNamespace) -> None:
    situations.holding(it, vintages=(2021, 2022, 2023, 2024, 2025), quantity=10)
    certificate = situations.a_certificate(it, quantity=50)
    document = pypdf.PdfReader(io.BytesIO(reports.pdf(certificate)))
    text = "".join(page.extract_text() for page in document.pages).replace(" ", "").replace("\n", "")
    assert certificate.ranges.count() == 5
    assert [r.serial for r in certificate.ranges.all() if r.serial not in text] == []
    assert len(document.pages) == 2


def test_examples_say_so_on_certificate_and_page(it: SimpleNamespace) -> None:
    from projects.projects.models import Project

    situations.open_accounts(it)
    request = situations.a_request(it, to="approved")
    Project.objects.update(origin="example", reference="TH-EX001")
    situations.issue_both(it, request)
    certificate = situations.a_certificate(it)
    assert certificate.number.startswith("EX-CC-")
    assert "Example" in _text(Client().get(certificate.get_absolute_url()))
    document = pypdf.PdfReader(io.BytesIO(reports.pdf(certificate)))
    assert "not a real record" in document.pages[0].extract_text()


def test_both_governments_authorise_by_their_pages_and_the_holder_retires(it: SimpleNamespace) -> None:
    request = situations.issued(it)
    lots = [lot.lot_id for issuance in request.issuances.all() for lot in issuance.lots.all()]
    answers = {"reference": "", "lots": lots, "uses": ["ndc"], "first_transfer": "na", "authorised_on": "2026-05-01"}
    address = reverse("credits:authorisation-grant", args=["TH"])
    for user, reference in ((it.government_japan_officer, "J-1"), (it.government_partner_officer, "T-1")):
        asked = confirmed(_as(user), address, answers | {"reference": reference})
        second = _as(a_colleague(user))
        assert "Proposed by" in _text(second.get(f"{asked['Location']}confirm/"))
        assert confirmed(_as(user), f"{asked['Location']}confirm/").status_code == 403
        assert confirmed(second, f"{asked['Location']}confirm/").status_code == 302
    assert "no issued lots left" in _text(_as(it.government_japan_officer).get(address, follow=True))
    assert "T-1" in _text(Client().get(reverse("credits:authorisation-list")))
    use = situations.a_use(it, purpose="gx_ets", year=2026)
    registry_requests.approve(request_id=use.request_id, by=it.participant2, at=NOON)
    assert RetirementCertificate.objects.get().number == "RC-2026-000001"


def test_a_published_issuance_is_shown_cell_by_cell(it: SimpleNamespace) -> None:
    record = situations.a_published_record(it)
    text = _text(Client().get(record.get_absolute_url()))
    for said in ("300", "150", "2018-04", "Imported from published records", "Not published", "Side not published"):
        assert said in text


def test_a_projects_issuances_have_a_page_of_their_own(it: SimpleNamespace) -> None:
    request = situations.issued(it)
    text = _text(Client().get(f"/projects/{request.project.slug}/issuances/"))
    assert "Issued on this platform" in text
    assert f"JCM-TH-JP-1-757-{str(request.project.reference)[2:]}01" in text


def test_desks_show_what_waits_and_say_so_when_nothing_does(it: SimpleNamespace) -> None:
    desk, registry = reverse("credits:request-desk"), reverse("credits:issuance-desk")
    assert "Nothing waits" in _text(_as(it.officer).get(desk))
    assert "Nothing waits" in _text(_as(it.registry_officer).get(registry))
    request = situations.a_request(it, to="submitted")
    assert str(request.title) in _text(_as(it.officer).get(desk))
    assert _as(it.participant).get(desk).status_code == 403


@pytest.mark.slow
def test_a_warm_certificate_pdf_takes_seconds_at_most(it: SimpleNamespace) -> None:
    """The target of 500 ms is measured by the benchmark; here only that nothing is loaded twice."""
    situations.holding(it)
    certificate = situations.a_certificate(it)
    reports.pdf(certificate)
    start = time.perf_counter()
    reports.pdf(certificate)
    warm = time.perf_counter() - start
    assert warm < 5


def test_a_certificate_says_that_the_registry_reversed_it_and_no_longer_counts(it: SimpleNamespace) -> None:
    situations.holding(it)
    use = situations.a_use(it, quantity=10)
    registry_requests.approve(request_id=use.request_id, by=it.participant2, at=NOON)
    certificate = RetirementCertificate.objects.get()
    assert totals.used().cancelled == 10
    assert "no longer holds" not in _text(Client().get(certificate.get_absolute_url()))
    postings.reverse(key="r", answers=certificate.transaction, reason="Typing error", by=it.system, at=NOON)
    assert "no longer holds" in _text(Client().get(certificate.get_absolute_url()))
    assert (totals.used().retired, totals.used().cancelled) == (0, 0)

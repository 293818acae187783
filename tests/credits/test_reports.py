"""Reports of officers: asked for, made piece by piece from the outbox, kept with their hash."""

import hashlib
import io
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from common import outbox
from common.refusals import Refused
from credits.models import ReportKind, ReportRun
from credits.reports.kinds import KINDS, rows_of
from credits.services import reports
from projects.projects.models import Project
from tests.conftest import NOON
from tests.factories import article6
from tests.factories import credits as situations
from tests.factories.partners import a_country_in_operation

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]
BACKEND = "django.contrib.auth.backends.ModelBackend"


@pytest.fixture(scope="module")
def made(lasting: None) -> SimpleNamespace:
    return situations.holding(a_country_in_operation())


def _as(user: Any) -> Client:
    client = Client()
    client.force_login(user, backend=BACKEND)
    return client


ABOUT = {
    ReportKind.REGISTRY_YEAR: "2026",
    ReportKind.COUNTRY: "TH",
    ReportKind.SUMMARY: "JPN",
    ReportKind.INITIAL: "JPN",
    ReportKind.CAD_TRUST: "",
}


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != ReportKind.PROJECT])
def test_a_report_is_made_piece_by_piece_and_kept(it: SimpleNamespace, kind: str) -> None:
    article6.an_ndc(it)
    run = reports.ask(kind=kind, about=ABOUT[ReportKind(kind)], by=it.officer, at=NOON)
    for made in range(run.pieces):
        assert (ReportRun.objects.get().made, ReportRun.objects.get().done_at) == (made, None)
        outbox.deliver(at=NOON)
    run = ReportRun.objects.get()
    assert (run.made, run.done_at) == (run.pieces, NOON)
    assert run.file is not None
    with run.file.content.open("rb") as file:
        content = file.read()
    assert hashlib.sha256(content).hexdigest() == run.file.sha256
    book = load_workbook(io.BytesIO(content))
    assert book.sheetnames == [piece.name for piece in KINDS[kind].pieces]
    outbox.deliver(at=NOON)
    reports.make_piece({"report": run.pk, "piece": 0})  # delivered twice
    assert ReportRun.objects.get().sheets == run.sheets


WRONG = [
    ("RPT-01", {"kind": "registry_year", "about": "26"}),
    ("RPT-02", {"kind": "country", "about": "XX"}),
    ("RPT-03", {"kind": "project", "about": "TH999"}),
    ("RPT-04", {"kind": "cad_trust", "about": "TH"}),
    ("RPT-07", {"kind": "other", "about": ""}),
    ("ADJ-01", {"kind": "summary", "about": "JPM"}),
]


@pytest.mark.parametrize(("number", "asked"), WRONG)
def test_what_cannot_be_reported_is_refused(it: SimpleNamespace, number: str, asked: dict[str, str]) -> None:
    with pytest.raises(Refused, match=number), transaction.atomic():
        reports.ask(**asked, by=it.officer, at=NOON)
    assert not ReportRun.objects.exists()


def test_reports_are_for_officers_and_five_at_a_time(it: SimpleNamespace) -> None:
    with pytest.raises(Refused, match="RPT-05"), transaction.atomic():
        reports.ask(kind="country", about="TH", by=it.participant, at=NOON)
    for _number in range(5):
        reports.ask(kind="country", about="TH", by=it.officer, at=NOON)
    with pytest.raises(Refused, match="RPT-06"), transaction.atomic():
        reports.ask(kind="country", about="TH", by=it.officer, at=NOON)


def test_a_project_is_reported_by_its_reference(it: SimpleNamespace) -> None:
    situations.a_request(it, to="approved")
    project = Project.objects.exclude(reference=None).get()
    facts = {row[0]: row[1] for row in rows_of("project", 0, str(project.reference))}
    assert facts["title"] == project.title
    issued = rows_of("project", 1, str(project.reference))
    assert len(issued) == 2


def test_units_are_told_apart_by_what_became_of_them(it: SimpleNamespace) -> None:
    situations.authorise_all(it)
    situations.a_certificate(it, purpose="ndc", quantity=10)
    situations.a_certificate(it, purpose="voluntary", quantity=5)
    heading, *units = rows_of("cad_trust", 0, "")
    place = {str(name): at for at, name in enumerate(heading)}
    by_status: dict[object, int] = {}
    for unit in units:
        status = unit[place["unitStatus"]]
        by_status[status] = by_status.get(status, 0) + int(str(unit[place["unitCount"]]))
    assert by_status == {"Held": 252 + 237, "Retired": 10, "Cancelled": 5}
    assert {unit[place["correspondingAdjustmentDeclaration"]] for unit in units} == {"Committed"}


def test_the_initial_report_says_what_is_not_recorded(it: SimpleNamespace) -> None:
    said = {str(row[0]): str(row[2]) for row in rows_of("initial", 0, "JPN")[1:]}
    assert sorted(said) == list("abcdefghi")
    assert set(said.values()) == {"not recorded here"}
    article6.an_ndc(it)
    said = {str(row[0]): str(row[2]) for row in rows_of("initial", 0, "JPN")[1:]}
    assert said["b"] == "averaging (version 1)"
    assert "760000000" in said["c"]


def test_an_officer_asks_by_the_page_and_fetches_the_file(it: SimpleNamespace) -> None:
    client, other = _as(it.officer), _as(it.registry_officer)
    assert client.post(reverse("credits:report-start"), {"kind": "country", "about": "XX"}).status_code == 422
    assert client.post(reverse("credits:report-start"), {"kind": "country", "about": "th"}).status_code == 302
    run = ReportRun.objects.get()
    page = client.get(run.get_absolute_url()).content.decode()
    assert "0 / 3" in page
    assert client.get(reverse("credits:report-file", args=[run.pk])).status_code == 404
    for piece in range(3):
        reports.make_piece({"report": run.pk, "piece": piece})
    answer = client.get(reverse("credits:report-file", args=[run.pk]))
    assert b"".join(answer.streaming_content)[:2] == b"PK"  # type: ignore[attr-defined]  # a file
    assert other.get(run.get_absolute_url()).status_code == 404
    assert _as(it.participant).get(reverse("credits:report-list")).status_code == 403

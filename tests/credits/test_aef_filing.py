"""Agreed electronic formats of the platform: frozen by the clock, filed by two officers, corrected by new versions."""

import hashlib
import io
import json
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.db import DatabaseError, transaction
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from common import clock, outbox
from common.refusals import Refused
from credits.aef import writing
from credits.aef.profiles import CHECKER
from credits.models import AefChunk, AefFile, PartyRecord
from credits.models.party_contents import Ndc
from credits.reports import aef as reports
from credits.selectors import aef as selectors
from credits.selectors import parties
from credits.services import aef, party_records
from credits.tasks import freeze_formats
from registry.models import Lot
from tests.conftest import NOON
from tests.credits.aef_samples import JAPANS
from tests.database import past_the_rights
from tests.factories import article6
from tests.factories import credits as situations
from tests.factories.partners import a_colleague, a_country_in_operation
from tests.finals import confirmed

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]
NEW_YEAR = datetime(2026, 1, 1, tzinfo=UTC)
BACKEND = "django.contrib.auth.backends.ModelBackend"


@pytest.fixture(scope="module")
def made(lasting: None) -> SimpleNamespace:
    return situations.holding(a_country_in_operation())


def _as(user: Any) -> Client:
    client = Client()
    client.force_login(user, backend=BACKEND)
    return client


def _bytes(record: PartyRecord) -> bytes:
    with reports.file_of(record, "xlsx", "checker") as file:
        return file.read()


def test_a_year_is_frozen_by_the_clock_and_once(it: SimpleNamespace) -> None:
    article6.an_ndc(it)
    with clock.at(NEW_YEAR - timedelta(microseconds=1)):
        assert freeze_formats() == 1  # of the year before
    assert [record.period for record in selectors.every()] == ["2024"]
    with clock.at(NEW_YEAR):
        assert freeze_formats() == 1
        frozen = selectors.every().get(period="2025")
        assert (frozen.state, frozen.label) == ("draft", "1.0")
        assert freeze_formats() == 0
    with clock.at(NEW_YEAR + timedelta(days=30)):
        assert freeze_formats() == 0
    assert selectors.every().get(period="2025").sha256 == frozen.sha256


def test_a_year_that_has_not_ended_has_no_format(it: SimpleNamespace) -> None:
    with pytest.raises(Refused, match="AEF-01"), transaction.atomic():
        article6.a_draft(it, year=2026)


def test_each_government_reports_for_its_own_party(it: SimpleNamespace) -> None:
    for by in (it.government_partner_officer, it.officer):
        with pytest.raises(Refused, match="AEF-03"), transaction.atomic():
            aef.draft(party=parties.by_code("JPN"), year=2025, by=by, at=NOON)


def test_two_officers_file_a_format(it: SimpleNamespace) -> None:
    draft = article6.a_draft(it)
    with pytest.raises(Refused, match="AEF-02"), transaction.atomic():
        article6.a_draft(it)
    with pytest.raises(Refused, match="MOV-02"), transaction.atomic():
        party_records.propose(record_id=draft.pk, by=it.government_partner_officer, at=NOON)
    me = a_colleague(it.government_japan_officer)
    party_records.propose(record_id=draft.pk, by=me, at=NOON)
    with pytest.raises(Refused, match="MOV-02"), transaction.atomic():
        party_records.confirm(record_id=draft.pk, by=me, at=NOON)
    assert article6.put_in_force(it, draft).state == "in_force"


def test_what_blocks_is_not_filed(it: SimpleNamespace) -> None:
    """A transfer that was published before the platform bears no identifiers: they are not made up."""
    article6.an_ndc(it)
    article6.a_published_transfer(it, transferred_on=date(2025, 11, 11), serial="JCM-TH-JP-2018-3026-01401")
    draft = article6.a_draft(it)
    findings = {finding.number for finding in reports.findings_of(draft)}
    assert {"AEF-115", "AEF-116", "AEF-117", "AEF-141", "AEF-173"} <= findings
    assert draft.content["tables"]["3"]["lines"] == draft.content["tables"]["4"]["lines"] == 1
    with pytest.raises(Refused, match="AEF-05"), transaction.atomic():
        party_records.propose(record_id=draft.pk, by=it.government_japan_officer, at=NOON)
    assert PartyRecord.objects.get(pk=draft.pk).state == "draft"


def test_a_late_correction_is_a_new_version_and_leaves_the_first_byte_for_byte(it: SimpleNamespace) -> None:
    first = article6.a_filed_format(it)
    before = _bytes(first)
    with pytest.raises(Refused, match="AEF-04"), transaction.atomic():
        article6.a_draft(it)
    article6.a_published_transfer(it, transferred_on=date(2025, 11, 11), serial="JCM-TH-JP-2018-3026-01401")
    later = article6.a_draft(it)
    assert (later.label, later.replaces_id) == ("1.1", first.pk)
    assert _bytes(PartyRecord.objects.get(pk=first.pk)) == before
    assert _bytes(later) != before


def test_a_later_version_takes_the_place_of_the_one_before(it: SimpleNamespace) -> None:
    first = article6.a_filed_format(it)
    before = _bytes(first)
    said = Ndc(2021, 2035, "single_year", "averaging", source="New NDC")
    article6.an_ndc(it, said=said)
    second = article6.a_filed_format(it)
    first = PartyRecord.objects.get(pk=first.pk)
    assert (first.state, second.state, second.label) == ("replaced", "in_force", "1.1")
    assert _bytes(first) == before


def test_a_workbook_that_was_filed_stays_whatever_the_platform_writes_later(it: SimpleNamespace) -> None:
    record = article6.a_filed_format(it)
    outbox.deliver(at=NOON)
    kept = AefFile.objects.get(record=record, profile="checker")
    filed = _bytes(record)
    assert hashlib.sha256(filed).hexdigest() == kept.file.sha256
    target = io.BytesIO()
    reports.write(selectors.submission_of(record), "xlsx", "checker", target)
    assert target.getvalue() == filed
    record.content = record.content | {"ndc_period": [1, 2]}  # as if another platform wrote it
    assert _bytes(record) == filed
    aef.keep_file({"record": record.pk, "profile": "checker"})
    assert AefFile.objects.filter(record=record).count() == 2
    with past_the_rights(AefFile), pytest.raises(DatabaseError, match="aef_file_stays"), transaction.atomic():
        AefFile.objects.filter(record=record).delete()


def test_frozen_lines_stay(it: SimpleNamespace) -> None:
    article6.a_published_transfer(it, transferred_on=date(2025, 11, 11), serial="JCM-TH-JP-2018-3026-01401")
    draft = article6.a_draft(it)
    with past_the_rights(AefChunk), pytest.raises(DatabaseError, match="aef_chunk_stays"), transaction.atomic():
        AefChunk.objects.filter(record=draft).update(lines=[])
    with past_the_rights(AefChunk), pytest.raises(DatabaseError, match="aef_chunk_stays"), transaction.atomic():
        AefChunk.objects.filter(record=draft).delete()


def test_both_parties_files_tell_the_same(it: SimpleNamespace) -> None:
    article6.a_published_transfer(it, transferred_on=date(2025, 11, 11), serial="JCM-TH-JP-2018-3026-01401")
    for year, lines in ((2025, 1), (2024, 0)):
        ours = selectors.made_now(parties.by_code("JPN"), year, "1.0", known_at=NOON)
        theirs = selectors.made_now(parties.by_code("THA"), year, "1.0", known_at=NOON)
        assert len(list(ours.lines(3))) == len(list(theirs.lines(3))) == lines
        assert list(theirs.lines(4)) == []


def test_what_was_used_is_no_longer_held(it: SimpleNamespace) -> None:
    """Holdings that never go down are a known error of peers. The registry's units are those of the published block."""
    lot = Lot.objects.select_related("series").filter(series__registry="JP").get()
    first, last = lot.units.lower, lot.units.upper - 1
    serial = str(lot.serial(first, last))
    article6.a_published_transfer(it, transferred_on=date(2025, 11, 11), serial=serial, quantity_tco2e=last - first + 1)
    situations.authorise_all(it)
    situations.a_certificate(it, purpose="ndc", quantity=10)
    situations.a_certificate(it, purpose="voluntary", quantity=5)
    japan = parties.by_code("JPN")

    def held(year: int) -> int:
        made = selectors.made_now(japan, year, "1.0", known_at=NOON)
        return sum(int(str(line[12])) for line in made.lines(4))

    assert (held(2024), held(2025), held(2026)) == (0, 252, 237)
    acts = [str(line[1]) for line in selectors.made_now(japan, 2026, "1.0", known_at=NOON).lines(3)]
    assert sorted(acts) == ["Cancellation", "Use"]


def test_units_that_were_never_first_transferred_are_in_no_format(it: SimpleNamespace) -> None:
    situations.a_certificate(it, purpose="voluntary", quantity=5)
    made = selectors.made_now(parties.by_code("JPN"), 2026, "1.0", known_at=NOON)
    assert (list(made.lines(3)), list(made.lines(4))) == ([], [])


def test_the_command_writes_what_the_page_hands_out(it: SimpleNamespace, tmp_path: Path) -> None:
    record = article6.a_filed_format(it)
    call_command("aef", party="JPN", year=2025, out=tmp_path / "a.xlsx")
    address = reverse("credits:aef-file", args=[record.pk, "checker", "xlsx"])
    assert (tmp_path / "a.xlsx").read_bytes() == b"".join(Client().get(address).streaming_content)  # type: ignore[attr-defined]  # a file
    call_command("aef", party="THA", year=2025, out=tmp_path / "b.json")
    assert json.loads((tmp_path / "b.json").read_text())["version"] == "0.0"
    call_command("aef", party="JPN", year=2025, out=tmp_path / "c.zip", profile="nomenclature")
    for party, name, said in (("JPM", "d.xlsx", "ADJ-01"), ("JPN", "d.doc", "ends in")):
        with pytest.raises(CommandError, match=said):
            call_command("aef", party=party, year=2025, out=tmp_path / name)


def test_officers_make_and_file_by_their_pages(it: SimpleNamespace) -> None:
    article6.an_ndc(it)
    first, second = _as(a_colleague(it.government_japan_officer)), _as(it.government_japan_officer)
    assert first.post(reverse("credits:aef-draft", args=["JPN"]), {"year": "2026"}).status_code == 409
    assert first.post(reverse("credits:aef-draft", args=["JPN"]), {"year": "2025"}).status_code == 302
    draft = selectors.every().get()
    page = reverse("credits:aef-page", args=[draft.pk])
    assert Client().get(page).status_code == 404
    assert "The pre-check found nothing" in first.get(page).content.decode()
    assert first.post(f"{draft.get_absolute_url()}propose/").status_code == 302
    assert confirmed(second, f"{draft.get_absolute_url()}confirm/").status_code == 302
    assert "1.0" in Client().get(reverse("credits:aef-list")).content.decode()
    assert Client().get(reverse("credits:aef-file", args=[draft.pk, "other", "xlsx"])).status_code == 404


def _upload(content: bytes, name: str = "aef.xlsx") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def test_another_partys_workbook_is_looked_at(it: SimpleNamespace) -> None:
    client, address = _as(it.participant), reverse("credits:aef-compare")
    target = io.BytesIO()
    writing.workbook(JAPANS, CHECKER, target)
    seen = client.post(address, {"workbook": _upload(target.getvalue())}).content.decode()
    assert "Party JPN, year 2025, version 1.0." in seen
    assert "AEF-173" in seen
    book = load_workbook(io.BytesIO(target.getvalue()))
    book["Table 3 Actions"]["A4"] = "11/11/2025"
    changed = io.BytesIO()
    book.save(changed)
    assert "AEF-107" in client.post(address, {"workbook": _upload(changed.getvalue())}).content.decode()
    broken = client.post(address, {"workbook": _upload(b"PK\x03\x04 no workbook")})
    assert broken.status_code == 422
    assert client.post(address, {"workbook": _upload(b"a,b", "a.csv")}).status_code == 422

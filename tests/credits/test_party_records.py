"""What Parties say of themselves, and the pages, downloads and the command of corresponding adjustments."""

import csv
import io
import json
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from common.refusals import Refused
from credits.models import PartyRecord
from credits.models.party_contents import InventoryYears, Ndc
from credits.selectors import adjustments, mitigation_events, parties
from credits.services import party_records
from tests.conftest import NOON
from tests.database import past_the_rights
from tests.factories import article6
from tests.factories import credits as situations
from tests.factories.article6 import INVENTORY, JAPANS
from tests.factories.partners import a_colleague, a_country_in_operation
from tests.finals import confirmed

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]
LATER = datetime(2031, 3, 1, tzinfo=UTC)
BACKEND = "django.contrib.auth.backends.ModelBackend"


@pytest.fixture(scope="module")
def made(lasting: None) -> SimpleNamespace:
    return situations.holding(a_country_in_operation())


def _as(user: Any) -> Client:
    client = Client()
    client.force_login(user, backend=BACKEND)
    return client


def _host(**more: Any) -> Ndc:
    return replace(JAPANS, method="trajectory", path=dict.fromkeys(range(2021, 2031), 900_000), **more)


def test_one_proposes_and_another_confirms(it: SimpleNamespace) -> None:
    proposed = article6.a_proposed_ndc(it)
    assert adjustments.of(parties.by_code("JPN")).missing == ["target"]
    with pytest.raises(Refused, match="MOV-02"), transaction.atomic():
        party_records.confirm(record_id=proposed.pk, by=proposed.proposed_by, at=NOON)  # type: ignore[arg-type]  # it has one
    with pytest.raises(Refused, match="MOV-02"), transaction.atomic():
        party_records.confirm(record_id=proposed.pk, by=it.government_partner_officer, at=NOON)
    in_force = article6.put_in_force(it, proposed)
    assert (in_force.state, in_force.version) == ("in_force", 1)
    assert adjustments.of(parties.by_code("JPN")).summary is not None


def test_a_change_is_a_new_version_and_the_one_before_stays(it: SimpleNamespace) -> None:
    first = article6.an_ndc(it)
    later = article6.an_ndc(it, said=replace(JAPANS, level=759_000_000))
    first = PartyRecord.objects.get(pk=first.pk)
    assert (first.state, later.version, later.replaces_id) == ("replaced", 2, first.pk)
    assert Ndc.of(first.content) == JAPANS


def test_the_database_keeps_what_was_said_and_two_persons(it: SimpleNamespace) -> None:
    record = article6.an_ndc(it)
    with pytest.raises(DatabaseError, match="party_record_stays"), transaction.atomic():
        PartyRecord.objects.filter(pk=record.pk).update(content={})
    with past_the_rights(PartyRecord), pytest.raises(DatabaseError, match="party_record_stays"), transaction.atomic():
        PartyRecord.objects.filter(pk=record.pk).delete()
    with pytest.raises(IntegrityError, match="party_record_two_persons"), transaction.atomic():
        PartyRecord.objects.filter(pk=record.pk).update(confirmed_by=record.proposed_by)


REFUSED = [
    ("PAR-03", replace(JAPANS, last_year=2020)),
    ("PAR-03", replace(JAPANS, last_year=2060)),
    ("PAR-04", replace(JAPANS, path={2031: 5})),
    ("PAR-05", replace(JAPANS, source=" ")),
    ("ADJ-02", replace(JAPANS, method="multi_year")),
    ("ADJ-03", replace(JAPANS, kind="multi_year")),
    ("ADJ-04", replace(JAPANS, kind="multi_year", method="trajectory")),
]


@pytest.mark.parametrize(("number", "said"), REFUSED)
def test_an_ndc_that_cannot_be_is_refused(it: SimpleNamespace, number: str, said: Ndc) -> None:
    with pytest.raises(Refused, match=number), transaction.atomic():
        article6.a_proposed_ndc(it, said=said)
    assert not PartyRecord.objects.exists()


def test_who_speaks_for_a_party_is_its_government(it: SimpleNamespace) -> None:
    for by in (it.government_partner_officer, it.officer, it.participant):
        with pytest.raises(Refused, match="PAR-01"), transaction.atomic():
            party_records.propose_ndc(party=parties.by_code("JPN"), said=JAPANS, by=by, at=NOON)
    with pytest.raises(Refused, match="PAR-09"), transaction.atomic():
        article6.an_inventory(it, said=InventoryYears(source="x"))
    with pytest.raises(Refused, match="PAR-04"), transaction.atomic():
        article6.an_inventory(it, said=InventoryYears({1800: 1}, source="x"))


def test_one_version_waits_at_a_time_and_says_something_new(it: SimpleNamespace) -> None:
    record = article6.a_proposed_ndc(it)
    with pytest.raises(Refused, match="PAR-02"), transaction.atomic():
        article6.a_proposed_ndc(it, said=replace(JAPANS, level=1))
    with pytest.raises(Refused, match="PAR-07"), transaction.atomic():
        party_records.decline(record_id=record.pk, note="", by=it.government_japan_officer, at=NOON)
    declined = party_records.decline(record_id=record.pk, note="Wrong.", by=it.government_japan_officer, at=NOON)
    assert declined.state == "declined"
    article6.an_ndc(it)
    with pytest.raises(Refused, match="PAR-08"), transaction.atomic():
        article6.a_proposed_ndc(it)


def test_an_unknown_party_is_an_error_and_never_zeros(it: SimpleNamespace) -> None:
    for code in ("JPM", "", "japan", "TH", "THAI"):
        with pytest.raises(Refused, match="ADJ-01"):
            parties.by_code(code)
    assert Client().get(reverse("credits:adjustment-page", args=["JPM"])).status_code == 404
    with pytest.raises(CommandError, match="ADJ-01"):
        call_command("adjustments", party="JPM", out=Path("nowhere.json"))


def _final(it: SimpleNamespace, at: datetime = LATER) -> PartyRecord:
    by = a_colleague(it.government_japan_officer)
    return party_records.propose_final(party=parties.by_code("JPN"), period="2021-2030", by=by, at=at)


def test_a_period_is_final_once_nothing_is_missing_and_then_stays(it: SimpleNamespace) -> None:
    article6.a_published_transfer(it)
    with pytest.raises(Refused, match="ADJ-06"), transaction.atomic():
        _final(it)
    article6.an_ndc(it)
    with pytest.raises(Refused, match="PAR-10"), transaction.atomic():
        _final(it)
    article6.an_inventory(it)
    with pytest.raises(Refused, match="PAR-11"), transaction.atomic():
        _final(it, NOON)
    proposed = _final(it)
    article6.an_inventory(it, said=replace(INVENTORY, covered=dict.fromkeys(range(2021, 2031), 5)))
    with pytest.raises(Refused, match="PAR-12"), transaction.atomic():
        article6.put_in_force(it, proposed)
    party_records.decline(record_id=proposed.pk, note="Changed.", by=it.government_japan_officer, at=NOON)
    final = article6.put_in_force(it, _final(it))
    with pytest.raises(Refused, match="PAR-06"), transaction.atomic():
        article6.a_proposed_ndc(it, said=replace(JAPANS, level=1))
    with pytest.raises(Refused, match="PAR-06"), transaction.atomic():
        _final(it)
    page = Client().get(reverse("credits:adjustment-page", args=["JPN"])).content.decode()
    assert final.get_absolute_url() in page
    assert "the final figures count" not in page
    article6.an_inventory(it)
    page = Client().get(reverse("credits:adjustment-page", args=["JPN"])).content.decode()
    assert "the final figures count" in page
    assert PartyRecord.objects.get(pk=final.pk).sha256 == final.sha256


def test_events_come_from_published_transfers_and_retirements_that_stand(it: SimpleNamespace) -> None:
    article6.a_published_transfer(it)
    situations.authorise_all(it)
    certificate = situations.a_certificate(it, purpose="ndc", quantity=10)
    situations.a_certificate(it, quantity=5)  # voluntary: used towards no NDC
    first, used = sorted(mitigation_events.every(), key=lambda event: event.key, reverse=True)
    assert (first.key, first.party, first.quantity, first.adjusts_in) == ("published-T1", "THA", 1009, 2021)
    assert (used.key, used.party, used.quantity, used.adjusts_in) == (
        f"certificate-{certificate.number}",
        "JPN",
        10,
        2021,
    )
    (row,) = adjustments.mirrored(parties.by_code("THA"), parties.by_code("JPN"), mitigation_events.every())
    assert (row.added, row.acquired, row.used, row.agrees) == (1009, 1009, 10, True)


def test_the_page_shows_what_is_known_and_names_what_is_missing(it: SimpleNamespace) -> None:
    article6.a_published_transfer(it)
    article6.an_ndc(it, party="THA", said=_host())
    article6.an_inventory(it, party="THA", said=InventoryYears({2021: 950_000}, source="Report"))
    page = Client().get(reverse("credits:adjustment-page", args=["tha"]))
    text = page.content.decode().replace("\u202f", " ")
    assert page.status_code == 200
    assert "951 009" in text  # 950,000 and the 1,009 first transferred
    assert text.count("indeterminate</span>") >= 9
    assert "The emissions of the year: 2022, 2023" in text
    figure = Client().get(reverse("credits:adjustment-figure", args=["THA", 10, 2021])).content.decode()
    assert "JCM-TH-JP-2018-3026" in figure
    assert Client().get(reverse("credits:adjustment-figure", args=["THA", 13, 2021])).status_code == 404
    assert Client().get(reverse("credits:adjustment-page", args=["THA"]), {"method": "averaging"}).status_code == 422
    assert Client().get(reverse("credits:adjustment-page", args=["THA"]), {"method": "x"}).status_code == 422
    assert Client().get(reverse("credits:adjustment-page", args=["THA"]), {"period": "1"}).status_code == 404
    mirrored = Client().get(reverse("credits:adjustment-mirror", args=["THA", "JPN"])).content.decode()
    assert mirrored.replace("\u202f", " ").count("1 009") == 3  # added, acquired, not used yet


def test_downloads_and_the_command_say_what_the_page_says(it: SimpleNamespace, tmp_path: Path) -> None:
    article6.a_published_transfer(it)
    article6.an_ndc(it, party="THA", said=_host())
    article6.an_inventory(it, party="THA", said=InventoryYears({2021: 950_000}, source="Report"))
    address = reverse("credits:adjustment-page", args=["THA"])
    lines = list(csv.reader(io.StringIO(Client().get(address, {"format": "csv"}).content.decode("utf-8-sig"))))
    assert lines[12][:4] == ["12", "Emissions balance", "951009", "indeterminate"]
    book = load_workbook(io.BytesIO(Client().get(address, {"format": "xlsx"}).content))
    assert [cell.value for cell in book["Structured summary"][13]][:4] == [
        12,
        "Emissions balance",
        951009,
        "indeterminate",
    ]
    call_command("adjustments", party="THA", method="trajectory", out=tmp_path / "a.json")
    written = (tmp_path / "a.json").read_bytes()
    assert written == Client().get(address, {"format": "json"}).content
    said = json.loads(written)
    assert said["rows"][9]["years"]["2021"] == {"tonnes": "1009", "records": ["published-T1"]}
    assert said["rows"][11]["years"]["2022"] == {"indeterminate": ["inventory:2022"]}
    with pytest.raises(CommandError, match="ADJ-05"):
        call_command("adjustments", party="THA", method="averaging", out=tmp_path / "b.json")
    assert not (tmp_path / "b.json").exists()


def test_a_party_without_an_ndc_is_indeterminate(it: SimpleNamespace, tmp_path: Path) -> None:
    call_command("adjustments", party="JPN", out=tmp_path / "a.json")
    assert json.loads((tmp_path / "a.json").read_text()) == {"missing": ["target"], "party": "JPN", "rows": []}
    assert "it is indeterminate" in Client().get(reverse("credits:adjustment-page", args=["JPN"])).content.decode()


def test_officers_propose_and_confirm_by_their_pages(it: SimpleNamespace) -> None:
    first, second = _as(a_colleague(it.government_japan_officer)), _as(it.government_japan_officer)
    typed = {
        "first_year": "2021",
        "last_year": "2030",
        "kind": "single_year",
        "method": "averaging",
        "level": "760,000,000",
        "path": "2021: 1,408,000,000\n2022：1,300,000,000",
        "source": "NDC",
    }
    address = reverse("credits:record-ndc", args=["JPN"])
    assert first.post(address, typed | {"method": "multi_year"}).status_code == 422
    assert first.post(address, typed | {"path": "2021 5"}).status_code == 422
    assert confirmed(first, address, typed).status_code == 302
    record = PartyRecord.objects.get()
    assert Ndc.of(record.content).path == {2021: 1_408_000_000, 2022: 1_300_000_000}
    assert Client().get(record.get_absolute_url()).status_code == 404
    assert confirmed(second, f"{record.get_absolute_url()}confirm/").status_code == 302
    assert Client().get(record.get_absolute_url()).status_code == 200
    typed = {"covered": "2021: 1,121,000,000", "source": "Report"}
    assert confirmed(first, reverse("credits:record-inventory", args=["JPN"]), typed).status_code == 302
    waiting = PartyRecord.objects.get(kind="inventory")
    assert waiting.get_absolute_url() in second.get(reverse("credits:adjustment-list")).content.decode()
    assert second.post(f"{waiting.get_absolute_url()}decline/", {"note": "Not yet."}).status_code == 302

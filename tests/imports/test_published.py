"""Published records come in whole, once, and honestly; a newer file changes only what it changes."""

import csv
import json
import shutil
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from committee.decisions.models import Decision, DecisionItem
from committee.designations.models import Designation
from common.models import Event, Origin
from common.records import Tally, whole_day
from credits.models import PublishedIssuance, PublishedTransfer
from credits.selectors import totals
from jcm_platform.portal.management.commands.load_published import load_all
from partners.countries.models import PartnerCountry
from partners.organisations.models import Organisation
from partners.people.models.seats import JointCommittee
from partners.programmes.models import FinancingProgramme, ProgrammeSelection
from partners.rulebooks.models.rulebooks import Rulebook
from projects.methodologies.models import Methodology
from projects.pins.models import ProjectIdeaNote
from projects.projects.models import Project
from registry.book.serials import parse
from registry.models import AccountKind
from registry.selectors import audit, holdings
from tests import database

TODAY = date(2026, 11, 24)
HOUSE = Path(__file__).resolve().parent.parent.parent
FILES = {
    path.stem: path
    for app in ("partners", "workflow", "committee", "projects", "credits")
    for path in (HOUSE / app / "data").glob("*.csv")
}


def rows(name: str) -> list[dict[str, str]]:
    with FILES[name].open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def changes(tallies: list[Tally]) -> Counter[str]:
    return sum((tally.changes for tally in tallies), Counter())


@pytest.fixture(scope="module")
def committed(django_db_setup: None, django_db_blocker: Any) -> Iterator[list[Tally]]:
    """Everything is loaded once for this file; each test works in a transaction of its own."""
    with django_db_blocker.unblock():
        tallies = list(load_all())
    yield tallies
    with django_db_blocker.unblock():
        database.wipe()


@pytest.fixture
def loaded(committed: list[Tally], db: None) -> list[Tally]:
    return committed


MODELS = {
    "partner_countries": PartnerCountry,
    "tpes": Designation,
    "financing_programmes": FinancingProgramme,
    "model_project_selections": ProgrammeSelection,
    "jc_meetings": Decision,
    "methodologies": Methodology,
    "pins": ProjectIdeaNote,
    "issuances": PublishedIssuance,
    "itmo_transfers": PublishedTransfer,
    "rulebooks": Rulebook,
}


def test_every_row_of_every_file_is_a_record(loaded: list[Tally]) -> None:
    for name, model in MODELS.items():
        count = model._default_manager.count()
        if model is Methodology:  # further versions stand in definitions alone
            count -= Methodology.objects.filter(imported_values={}).count()
        assert count == len(rows(name)), name
    planned_by_pin = len(rows("pins"))
    assert Project.objects.count() == len(rows("projects")) + planned_by_pin


def test_imported_records_say_so_and_name_their_source(loaded: list[Tally]) -> None:
    for model in (PartnerCountry, Designation, Decision, Project, ProjectIdeaNote, Methodology, PublishedIssuance):
        assert not model._default_manager.exclude(origin=Origin.IMPORTED).exists(), model
    with_source = [row for row in rows("projects") if row["source_url"]]
    assert Project.objects.filter(import_key__startswith="project:").exclude(source_url="").count() == len(with_source)


def test_no_day_is_invented(loaded: list[Tally]) -> None:
    known = [row for row in rows("jc_meetings") if whole_day(row["date"])]
    assert Decision.objects.exclude(decided_on=None).count() == len(known)
    assert Decision.objects.get(date_as_published="2017 (day 24)").decided_on is None
    registered = [row for row in rows("projects") if whole_day(row["registration_date"])]
    assert Project.objects.exclude(registered_on=None).count() == len(registered)
    assert PartnerCountry.objects.get(iso2="AE").signed_on is None


def test_a_project_is_registered_only_where_its_record_proves_it(loaded: list[Tally]) -> None:
    proven = [row for row in rows("projects") if row["status"].startswith("registered")]
    assert Project.objects.filter(state="registered").count() == len(proven)


def test_every_country_has_a_committee_a_government_and_a_rulebook_in_force(loaded: list[Tally]) -> None:
    assert JointCommittee.objects.count() == 31
    assert Organisation.objects.filter(kind="government", side="partner").count() == 31
    assert Rulebook.objects.filter(track="JCM", in_force__contains=TODAY).count() == 31
    thai = Rulebook.objects.filter(country__iso2="TH", in_force__contains=TODAY)
    assert {book.track for book in thai} == {"JCM", "Premium T-VER"}
    assert thai.get(track="Premium T-VER").limit("registration.completeness").kind == "working"


def published_total() -> int:
    """What the file says was issued: exact amounts, contained rows left out, Japan's part where only it is told."""
    inside = {"I04", "I15"}
    found = 0
    for row in rows("issuances"):
        amount = row["total_issued_tco2"] or row["to_japan_side_tco2"]
        if row["issuance_id"] not in inside and amount.isdigit():
            found += int(amount)
    return found


def test_the_book_holds_exactly_what_the_file_says_was_issued(loaded: list[Tally]) -> None:
    assert sum(total.quantity_tco2e for total in holdings.totals()) == published_total() == 48_628
    assert audit.verify().difference == ""
    issued = totals.issued()
    assert issued.total == published_total()


def test_the_government_of_japan_holds_what_is_published_for_it(loaded: list[Tally]) -> None:
    exact = [
        int(row["of_which_government_of_japan_tco2"])
        for row in rows("issuances")
        if row["of_which_government_of_japan_tco2"].isdigit() and row["issuance_id"] not in {"I04", "I15"}
    ]
    held = holdings.total_in(AccountKind.GOVERNMENT, "JP")
    assert held == sum(exact)


def test_the_published_serial_number_is_the_books_own(loaded: list[Tally]) -> None:
    life = holdings.life_of("JCM-TH-JP-2018-3026-01401")
    assert [str(lot) for lot in life.lots] == ["JCM-TH-JP-2018-3026-01401"]


def test_loading_again_changes_nothing(loaded: list[Tally]) -> None:
    events = Event.objects.count()
    assert set(changes(list(load_all()))) <= {"unchanged"}
    assert Event.objects.count() == events


@pytest.mark.parametrize(
    ("name", "find", "column", "value"),
    [
        ("projects", {"ref": "TH014"}, "location", "Chachoengsao Province"),
        ("tpes", {"ref": "TPE-VN-002"}, "scopes_until", "2030-11-20"),
        ("partner_countries", {"iso2": "AE"}, "signature_date", "2023-04-11"),
        ("jc_meetings", {"date": "2017 (day 24)"}, "date", "2017-03-24"),
        ("projects", {"title": "Introduction of Absorption Chiller to Chemical Factory"}, "ref", "ID099"),
    ],
)
def test_a_newer_file_changes_only_what_it_changes(  # noqa: PLR0917  one table of cases
    loaded: list[Tally], tmp_path: Path, name: str, find: dict[str, str], column: str, value: str
) -> None:
    expected = alter(tmp_path, name, find, column, value)
    assert expected == 1
    done = changes(list(load_all(tmp_path)))
    assert (done["created"], done["changed"]) == (0, 1)


def alter(folder: Path, name: str, find: dict[str, str], column: str, value: str) -> int:
    """Write a newer file with one cell changed; returns how many rows differ."""
    shutil.copy(FILES[name], folder / f"{name}.csv")
    table, differ = rows(name), 0
    for row in table:
        if all(row[key] == cell for key, cell in find.items()):
            differ += row[column] != value
            row[column] = value
    with (folder / f"{name}.csv").open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, fieldnames=table[0])
        writer.writeheader()
        writer.writerows(table)
    return differ


def test_a_newer_amount_is_a_correction_and_the_past_stays(loaded: list[Tally], tmp_path: Path) -> None:
    with connection.cursor() as cursor:
        cursor.execute("select count(*) from book_transaction")
        before = cursor.fetchone()[0]
    alter(tmp_path, "issuances", {"issuance_id": "I14"}, "total_issued_tco2", "210")
    assert changes(list(load_all(tmp_path)))["changed"] == 1
    with connection.cursor() as cursor:
        cursor.execute("select count(*), count(*) filter (where kind = 'correction') from book_transaction")
        after, corrections = cursor.fetchone()
    assert (after > before, corrections) == (True, 1)
    assert totals.issued().total == published_total() + 3
    assert audit.verify().difference == ""


def test_a_decision_says_approved_only_where_its_words_prove_it(loaded: list[Tally]) -> None:
    told = {str(item.title): (item.kind, item.outcome) for item in DecisionItem.objects.all()}
    assert told["No objection: ID_PIN001"] == ("pin", "approved")
    assert told["Decision on ID_PIN006"] == ("pin", "not_stated")
    assert told["1 PIN"] == ("pin", "not_stated")
    assert told["Exemption of 6 existing projects from the PIN step"][0] == "special_measure"
    assert told["New methodologies presented (transformers; wholesale-market biogas)"] == ("methodology", "not_stated")


def test_an_uncertain_number_is_shown_as_uncertain(loaded: list[Tally]) -> None:
    assert "number unverified" in Project.objects.get(reference="BD002").record_status


def test_a_folder_that_is_not_there_is_said_so(db: None) -> None:
    with pytest.raises(CommandError, match="no folder"):
        call_command("load_published", directory=Path("nowhere"))


def test_the_published_test_vectors_of_sums_and_serials_hold() -> None:
    with (HOUSE / "tests" / "data" / "test_vectors.csv").open(newline="", encoding="utf-8") as file:
        vectors = list(csv.DictReader(file))
    checked = 0
    for vector in vectors:
        given = json.loads(vector["inputs_json"])
        if vector["formula"] == "total = sum(parts)":
            assert sum(given["parts"]) == int(vector["published_value"]), vector["vector_id"]
            checked += 1
        if vector["kind"] == "serial block size":
            serial = parse(f"JCM-TH-JP-{given['first']}-{given['last']}-01401")
            assert serial.quantity_tco2e == int(vector["published_value"])
            checked += 1
    assert checked >= 2

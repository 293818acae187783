"""The agreed electronic format: written, read again, and every rule of the pre-check by its number."""

import csv
import io
import json
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from credits.aef import reading, writing
from credits.aef.prechecks import Around, blocking, check
from credits.aef.profiles import CHECKER, NOMENCLATURE, PROFILES, Profile
from credits.aef.rules import RULES
from credits.aef.submissions import Submission, covers, joined, overlaps, touches, without
from credits.aef.tables import CARP_FIELD, CARP_LINK, TABLES, Line
from tests.credits.aef_samples import (
    JAPANS,
    NOTHING_BEFORE,
    PARTIES,
    THAILANDS,
    action,
    authorisation,
    entity,
    holding,
)

CODES = {"Japan": "JPN", "Thailand": "THA"}
SHEETS = [
    "Index",
    "Summary information",
    "Table 1 Submission",
    "Table 2 Authorizations",
    "Table 3 Actions",
    "Table 4 Holdings",
    "Table 5 Auth. entities",
]


def _book(submission: Submission = JAPANS, profile: Profile = CHECKER) -> bytes:
    target = io.BytesIO()
    writing.workbook(submission, profile, target)
    return target.getvalue()


OTHERS = {"THA": THAILANDS}


def _numbers(submission: Submission, **around: Any) -> list[str]:
    compared = replace(Around(PARTIES, NOTHING_BEFORE, others=OTHERS), **around)
    found = [finding.number for finding in check(submission, compared)]
    return [number for number in found if around or number not in {"AEF-171", "AEF-172", "AEF-173"}]


def test_the_workbook_is_what_the_templates_checker_demands() -> None:
    book = load_workbook(io.BytesIO(_book()))
    assert book.sheetnames == SHEETS
    first = {row[0].value: row[1] for row in book["Table 1 Submission"].iter_rows(min_row=3)}
    assert (first["Party"].value, first["Version"].value, first["Reported year"].value) == ("Japan", "1.0", 2025)
    assert str(first["Date of submission"].value) == "2026-04-14 00:00:00"
    assert first["Date of submission"].number_format == "dd/mm/yyyy"
    assert first["Review status of the initial report"].value == CARP_FIELD
    assert list(first.values())[-1].value == CARP_LINK
    sheet = book["Table 3 Actions"]
    assert sheet["A1"].value == "Table 3: Actions"
    labels = [cell.value for cell in sheet[3]]
    assert (labels[0], labels[8], labels[9], labels[10]) == (
        "Action date",
        "Last ID",
        None,
        "Underlying unit registry ID",
    )
    assert [cell.value for cell in sheet[4]][7:9] == ["CA0007-THA01-THA-1-2021", "CA0007-THA01-THA-1009-2021"]
    assert isinstance(sheet["A4"].value, datetime)
    assert 1009 in [cell.value for cell in sheet[4]]
    assert not any(isinstance(cell.value, float) for row in sheet.iter_rows(min_row=4) for cell in row)
    frames = [cell.value for cell in book["Table 2 Authorizations"][4]]
    assert "Occurred: from 2021 to 2030" in frames
    column = [cell.value for cell in book["Summary information"]["A"]]
    for table in TABLES.values():
        at = column.index(table.heading)
        assert column[at + 1 : at + 1 + len(table.columns)] == [each.label for each in table.columns]


@pytest.mark.parametrize("number", [2, 3, 4])
def test_spacers_stand_where_the_template_has_them(number: int) -> None:
    after = {
        2: ["Version of the authorization"],
        3: [
            "Last ID",
            "Last unit ID",
            "Quantity (in non-GHG metric)",
            "Vintage",
            "Acquiring participating Party ID",
            "Calendar year for which the ITMOs are used towards the Party's NDC",
        ],
        4: ["Last ID", "Last unit ID", "Quantity (in non-GHG metric)"],
    }
    assert [column.label for column in TABLES[number].columns if column.spacer] == after[number]
    assert [len(TABLES[n].columns) for n in range(1, 6)] == [9, 19, 27, 16, 8]


def test_the_other_profile_writes_what_the_nomenclature_says() -> None:
    book = load_workbook(io.BytesIO(_book(profile=NOMENCLATURE)))
    row = [cell.value for cell in book["Table 3 Actions"][4]]
    assert (row[0], row[7], row[8]) == ("2025-11-11T00:00:00.000Z", 1, 1009)
    assert book["Table 1 Submission"]["B3"].value == "JPN"
    assert "2021 - 2030" in [cell.value for cell in book["Table 2 Authorizations"][4]]


def test_the_same_submission_gives_the_same_bytes() -> None:
    assert _book() == _book()
    assert _book() != _book(replace(JAPANS, version="1.1"))


@pytest.mark.parametrize("profile", PROFILES.values(), ids=str)
def test_what_was_written_is_read_again_as_it_was(profile: Profile) -> None:
    book = reading.read(io.BytesIO(_book(profile=profile)), codes=CODES)
    assert book.odd == []
    found = book.submission
    assert (found.party, found.year, found.version, found.period) == ("JPN", 2025, "1.0", (2021, 2030))
    assert [len(list(found.lines(n))) for n in range(1, 6)] == [1, 1, 2, 1, 1]
    assert _numbers(found) == []
    again = _book(replace(found, party_name="Japan"), profile)
    assert again == _book(profile=profile)


def test_an_empty_year_still_has_all_tables() -> None:
    book = load_workbook(io.BytesIO(_book(replace(JAPANS, tables={}))))
    assert book.sheetnames == SHEETS
    assert book["Table 3 Actions"].max_row == 3
    assert _numbers(replace(JAPANS, tables={})) == []


def _written_by_others() -> bytes:
    """As offices write: serials with commas, days as text, numbers as text, a label changed, a CARP cell filled in."""
    book = load_workbook(io.BytesIO(_book()))
    actions = book["Table 3 Actions"]
    actions["A4"] = "11/11/2025"
    actions["I4"] = "CA0007-THA01-THA-1,009-2021"
    quantity = next(cell for cell in actions[4] if cell.value == 1009 and cell.column > 12)
    quantity.value = "1,009"
    book["Table 1 Submission"]["B7"] = "Reviewed"
    book["Table 4 Holdings"]["A3"] = "Cooperative approach"
    book["Table 5 Auth. entities"]["A1"] = None
    book["Summary information"]["A2"] = "Participant"
    book.create_sheet("Notes")
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def test_other_parties_files_are_read_with_what_is_odd_about_them() -> None:
    book = reading.read(io.BytesIO(_written_by_others()), codes=CODES)
    told = {(odd.number, odd.sheet, odd.cell) for odd in book.odd}
    assert {number for number, _sheet, _cell in told} == {f"AEF-10{n}" for n in range(1, 9)}
    assert ("AEF-107", "Table 3 Actions", "A4") in told
    assert ("AEF-106", "Table 3 Actions", "I4") in told
    assert ("AEF-104", "Table 1 Submission", "B7") in told
    (first, _use) = book.submission.lines(3)
    place = TABLES[3].place
    assert first[place["ActionDateTime"]] == "2025-11-11"
    assert first[place["LastID"]] == "CA0007-THA01-THA-1009-2021"
    assert first[place["QuantityCO2"]] == 1009


def test_a_workbook_of_something_else_is_told_and_no_fault() -> None:
    other = io.BytesIO()
    Workbook().save(other)
    other.seek(0)
    book = reading.read(other, codes=CODES)
    assert len([odd for odd in book.odd if odd.number == "AEF-101"]) == 8
    assert "AEF-111" in _numbers(book.submission)


def test_json_and_csv_say_the_same() -> None:
    target = io.BytesIO()
    writing.as_json(JAPANS, target)
    said = json.loads(target.getvalue())
    assert [len(said[f"table{n}"]) for n in range(1, 6)] == [1, 1, 2, 1, 1]
    assert said["table3"][0]["QuantityCO2"] == 1009
    packed = io.BytesIO()
    writing.as_csv(JAPANS, CHECKER, packed)
    with ZipFile(packed) as archive:
        rows = list(csv.reader(io.TextIOWrapper(archive.open("table3.csv"), encoding="utf-8-sig")))
    assert rows[1][0] == "11/11/2025"
    assert rows[1][7] == "CA0007-THA01-THA-1-2021"


def test_what_is_right_has_no_finding() -> None:
    assert _numbers(JAPANS, others={"THA": THAILANDS}) == []
    assert _numbers(THAILANDS, others={"JPN": JAPANS}) == []


def _acted(*lines: Line, held: list[Line] | None = None, **more: Any) -> Submission:
    tables = {**JAPANS.tables, 3: list(lines), 4: held if held is not None else []}
    return replace(JAPANS, tables={**tables, **more.pop("tables", {})}, **more)


CAME, USED = action("Acquisition", 1, 1009), action("Use", 1, 9)
HELD = [holding(10, 1009)]
FIRST = action("First transfer", 1, 10)
WRONG: list[tuple[str, Callable[[], Submission]]] = [
    ("AEF-111", lambda: replace(JAPANS, party="JPM")),
    ("AEF-111", lambda: _acted(action("Acquisition", 1, 1009, TransferringPartyID="XXX"), USED, held=HELD)),
    ("AEF-112", lambda: replace(JAPANS, version="1")),
    ("AEF-113", lambda: replace(JAPANS, period=None)),
    ("AEF-113", lambda: replace(JAPANS, period=(2030, 2021))),
    ("AEF-114", lambda: _acted(tables={2: [authorisation("TH/2025")]})),
    ("AEF-115", lambda: _acted(tables={2: [authorisation(CooperativeApproachID="not yet assigned")]})),
    ("AEF-116", lambda: _acted(action("Acquisition", 1, 9, PartyITMORegistryID=None), held=HELD)),
    ("AEF-117", lambda: _acted(action("Acquisition", 1, 9, FirstID=None), held=HELD)),
    ("AEF-118", lambda: _acted(action("Acquisition", 1, 9, QuantityCO2=0))),
    ("AEF-118", lambda: _acted(tables={2: [authorisation(AuthorizedQuantity=-1)]})),
    ("AEF-119", lambda: _acted(action("Acquisition", 1, 9, Vintage=21))),
    ("AEF-120", lambda: _acted(tables={2: [authorisation(Sectors="Energy generation, Transportation")]})),
    ("AEF-120", lambda: _acted(action("Acquistion", 1, 9))),
    ("AEF-121", lambda: _acted(tables={2: [authorisation(AuthorizedTimeframe="2021 to 2030")]})),
    ("AEF-122", lambda: _acted(action("Acquisition", 1, 9, ActionDateTime="31/02/2025"))),
    ("AEF-123", lambda: _acted(action("Acquisition", 1, 9, MitigationType=None))),
    ("AEF-123", lambda: _acted(action("Acquisition", 1, 9, TransferringPartyID="NA"))),
    ("AEF-123", lambda: _acted(CAME, action("Use", 1, 9, YearITMOUsedTowardsNDC="NA"), held=HELD)),
    ("AEF-131", lambda: _acted(action("Acquisition", 1, 1009, QuantityCO2=1010), USED, held=HELD)),
    (
        "AEF-132",
        lambda: _acted(action("Acquisition", 1, 1009, FirstID="CA0008-THA01-THA-1-2021"), USED, held=HELD),
    ),
    ("AEF-133", lambda: _acted(action("Acquisition", 1, 1009, ActionDateTime="2024-12-31"), USED, held=HELD)),
    ("AEF-134", lambda: _acted(action("Acquisition", 1, 9, LastID=0))),
    ("AEF-135", lambda: _acted(action("Acquisition", 1, 1009, UnderlyingUnitLastUnitID=5), USED, held=HELD)),
    ("AEF-136", lambda: _acted(action("Acquisition", 1, 1009, ActionSubtype="Issuance"), USED, held=HELD)),
    ("AEF-137", lambda: _acted(action("Acquisition", 1, 1009, AcquiringPartyID="JPN"), USED, held=HELD)),
    ("AEF-138", lambda: _acted(action("Acquisition", 1, 1009, Vintage=2026))),
    ("AEF-141", lambda: _acted(CAME, USED, held=[holding(10, 1009, AuthorizationID="Other")])),
    ("AEF-142", lambda: _acted(CAME, action("Use", 1, 9, Using_cancellingEntityID="2"), held=HELD)),
    ("AEF-143", lambda: _acted(action("First transfer", 1, 5001), tables={})),
    ("AEF-144", lambda: _acted(CAME, tables={2: [authorisation(AuthorizedTimeframe="2022/2030")]}, held=HELD)),
    ("AEF-145", lambda: _acted(CAME, USED, tables={2: [authorisation(PurposeForAuthorization="OIMP")]}, held=HELD)),
    ("AEF-145", lambda: _acted(CAME, action("Cancellation", 1, 9, PurposeITMOUsedForOIMP="CORSIA"), held=HELD)),
    ("AEF-146", lambda: _acted(FIRST, action("First transfer", 10, 20))),
    ("AEF-147", lambda: _acted(CAME, held=[holding(1, 500), holding(500, 1009)])),
    ("AEF-148", lambda: _acted(CAME, USED, held=[holding(9, 1009)])),
    ("AEF-149", lambda: _acted(CAME, USED, held=[holding(10, 1009, MitigationType="Removals")])),
    ("AEF-150", lambda: _acted(CAME, USED, tables={2: [authorisation(AuthorizedPartyIDs="SGP")]}, held=HELD)),
    ("AEF-151", lambda: _acted(CAME, USED, tables={2: [authorisation(), authorisation()]}, held=HELD)),
    ("AEF-161", lambda: _acted(CAME, USED, held=[holding(10, 1008)])),
    ("AEF-162", lambda: _acted(CAME, USED, held=[holding(10, 1010)])),
]


@pytest.mark.parametrize(("number", "make"), WRONG, ids=[number for number, _make in WRONG])
def test_each_rule_finds_what_it_is_about(number: str, make: Callable[[], Submission]) -> None:
    assert number not in _numbers(JAPANS)
    assert number in _numbers(make())


def test_a_finding_names_sheet_and_cell() -> None:
    wrong = _acted(CAME, action("Use", 1, 9, QuantityCO2=8), held=HELD)
    found = next(each for each in check(wrong, Around(PARTIES, NOTHING_BEFORE)) if each.number == "AEF-131")
    book = load_workbook(io.BytesIO(_book(wrong)))
    assert (found.number, found.sheet, found.found) == ("AEF-131", "Table 3 Actions", "8")
    assert book[found.sheet][found.cell].value == 8
    assert str(found.rule.remedy)


def test_units_are_first_transferred_once_in_all_years() -> None:
    assert "AEF-163" in _numbers(_acted(FIRST), first_transferred=[action("First transfer", 5, 5)])
    assert "AEF-163" not in _numbers(_acted(FIRST), first_transferred=[action("First transfer", 11, 12)])


def test_last_years_holdings_roll_forward_block_by_block() -> None:
    last_year = replace(JAPANS, year=2024, tables={4: [holding(2000, 2100)]})
    assert _numbers(JAPANS, last_year=last_year) == ["AEF-161"]
    kept = replace(JAPANS, tables={**JAPANS.tables, 4: [holding(10, 1009), holding(2000, 2100)]})
    assert _numbers(kept, last_year=last_year) == []


def test_the_other_partys_view_is_compared_unit_by_unit() -> None:
    fewer = replace(THAILANDS, tables={**THAILANDS.tables, 3: [action("First transfer", 1, 1000)]})
    assert _numbers(JAPANS, others={"THA": fewer}) == ["AEF-171"]
    more = replace(THAILANDS, tables={**THAILANDS.tables, 3: [action("First transfer", 1, 1010)]})
    assert _numbers(JAPANS, others={"THA": more}) == ["AEF-172"]
    assert not blocking(check(JAPANS, Around(PARTIES, NOTHING_BEFORE, others={"THA": more})))


def test_what_could_not_be_compared_is_told_and_never_passes_in_silence() -> None:
    assert _numbers(JAPANS, last_year=None) == ["AEF-164"]
    assert _numbers(JAPANS, others={}) == ["AEF-173"]


def test_overlaps_of_different_vintages_are_none() -> None:
    """The other public validator reports them."""
    other = action("Acquisition", 1, 1009, Vintage=2022)
    held = [holding(10, 1009), holding(1, 1009, Vintage=2022)]
    assert _numbers(_acted(CAME, USED, other, held=held)) == []


def test_every_rule_is_tried() -> None:
    structure = {f"AEF-10{n}" for n in range(1, 9)}
    elsewhere = {"AEF-163", "AEF-164", "AEF-171", "AEF-172", "AEF-173"}
    assert {number for number, _make in WRONG} | structure | elsewhere == set(RULES)
    assert len(RULES) >= 25
    assert all(str(rule.remedy) and rule.source for rule in RULES.values())


def test_an_entity_that_is_named_is_in_table_5() -> None:
    named = _acted(CAME, action("Use", 1, 9, Using_cancellingEntityID="1010001000001"), held=HELD)
    assert _numbers(replace(named, tables={**named.tables, 5: [entity()]})) == []


SPANS = st.lists(st.tuples(st.integers(0, 60), st.integers(0, 9)).map(lambda s: (s[0], s[0] + s[1])), max_size=8)


@given(SPANS, SPANS)
def test_ranges_are_sets_of_units(some: list[tuple[int, int]], others: list[tuple[int, int]]) -> None:
    def units(spans: list[tuple[int, int]]) -> set[int]:
        return {unit for first, last in spans for unit in range(first, last + 1)}

    here, there = joined(some), joined(others)
    assert units(here) == units(some)
    assert units(without(here, there)) == units(some) - units(others)
    for first, last in others:
        assert touches(here, first, last) == bool(units(some) & units([(first, last)]))
        assert covers(here, first, last) == (units([(first, last)]) <= units(some))
    numbered = [(first, last, at) for at, (first, last) in enumerate(some)]
    assert bool(list(overlaps(numbered))) == (sum(last - first + 1 for first, last in some) > len(units(some)))


GOLDEN = Path(__file__).parent.parent / "golden" / "aef-japan-2025.xlsx"


def _parts_of(content: bytes) -> dict[str, bytes]:
    with ZipFile(io.BytesIO(content)) as archive:
        return {part.filename: archive.read(part) for part in archive.infolist()}


def test_the_golden_workbook_is_what_is_written() -> None:
    """A change of one cell is a visible change of the committed file; how it is packed is the library's own."""
    assert _parts_of(_book()) == _parts_of(GOLDEN.read_bytes())

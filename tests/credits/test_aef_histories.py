"""Whatever happens, a format says what a replay of it says: unit by unit, every year, for both Parties."""

from dataclasses import replace
from datetime import date
from io import BytesIO

from hypothesis import given, settings
from hypothesis import strategies as st

from credits.aef import building, reading, writing
from credits.aef.building import Ended, Facts, Outcome
from credits.aef.prechecks import Around, check
from credits.aef.profiles import PROFILES
from credits.aef.submissions import Submission
from credits.aef.tables import TABLES
from tests.credits.aef_samples import PARTIES, authorisation

YEARS = range(2025, 2029)
KEPT = "Issuance"


@st.composite
def histories(draw: st.DrawFn) -> Facts:
    """Blocks that are first transferred to Japan, or kept by Thailand for other purposes; parts of them end later."""
    outcomes, ended, unit = [], [], 1
    for _number in range(draw(st.integers(1, 5))):
        quantity, year = draw(st.integers(1, 40)), draw(st.sampled_from(YEARS))
        is_kept = draw(st.booleans())
        outcome = Outcome(
            "THA",
            None if is_kept else "JPN",
            "TH-JP-jcm",
            unit,
            unit + quantity - 1,
            date(year, draw(st.integers(1, 12)), 1),
            draw(st.integers(2021, 2025)),
            "TH-2" if is_kept else "TH-1",
            "CA0007",
            "THA01",
            unit + 500,
            KEPT if is_kept else "First transfer to another Party",
        )
        outcomes.append(outcome)
        reached = unit
        while reached < unit + quantity and draw(st.booleans()):
            first = draw(st.integers(reached, unit + quantity - 1))
            last = draw(st.integers(first, unit + quantity - 1))
            on = date(draw(st.integers(year, YEARS[-1])), 12, 31)
            ended.append(_end(outcome, first, last, on, is_used=not is_kept and draw(st.booleans())))
            reached = last + 1
        unit += quantity + draw(st.integers(0, 3))
    return Facts(outcomes, ended)


def _end(outcome: Outcome, first: int, last: int, on: date, *, is_used: bool) -> Ended:
    party = outcome.to or outcome.party
    if is_used:
        return Ended(party, "Use", outcome.series, first, last, on, outcome.vintage, ndc_year=outcome.vintage)
    return Ended(party, "Cancellation", outcome.series, first, last, on, outcome.vintage, "Other cancellations")


def _made(facts: Facts, party: str, year: int) -> Submission:
    tables = {
        2: [authorisation("TH-1"), authorisation("TH-2", PurposeForAuthorization="OIMP", AuthorizedPartyIDs="NA")],
        3: list(building.actions(facts, party, year)),
        4: list(building.holdings(facts, party, year)),
        5: [],
    }
    return Submission(
        party, {"JPN": "Japan", "THA": "Thailand"}[party], year, "1.0", date(2030, 4, 1), (2021, 2030), tables
    )


def _units(submission: Submission) -> set[int]:
    place = TABLES[4].place
    first, last = place["UnderlyingUnitFirstUnitID"], place["UnderlyingUnitLastUnitID"]
    return {unit for line in submission.lines(4) for unit in range(int(str(line[first])), int(str(line[last])) + 1)}


def _replayed(facts: Facts, party: str, year: int) -> set[int]:
    """The same by taking one unit after the other."""
    held: set[int] = set()
    for outcome in facts.outcomes:
        holder = outcome.party if outcome.subtype == KEPT else outcome.to
        if holder == party and outcome.on.year <= year:
            held |= set(range(outcome.first_unit, outcome.last_unit + 1))
    for ended in facts.ended:
        if ended.on.year <= year:
            held -= set(range(ended.first_unit, ended.last_unit + 1))
    return held


@given(histories())
@settings(max_examples=60)
def test_holdings_are_what_a_replay_says_at_every_year(facts: Facts) -> None:
    for party in ("JPN", "THA"):
        for year in YEARS:
            assert _units(_made(facts, party, year)) == _replayed(facts, party, year)


@given(histories())
@settings(max_examples=60)
def test_every_year_rolls_forward_and_both_parties_agree(facts: Facts) -> None:
    """What is built from a true history passes every rule: against last year, and against the other Party's file."""
    for party, other in (("JPN", "THA"), ("THA", "JPN")):
        before = replace(_made(facts, party, YEARS[0]), year=YEARS[0] - 1, tables={})
        for year in YEARS:
            made = _made(facts, party, year)
            around = Around(PARTIES, before, others={other: _made(facts, other, year)})
            found = [(each.number, each.cell, each.found) for each in check(made, around)]
            assert found == []
            before = made


@given(histories(), st.sampled_from(sorted(PROFILES)))
@settings(max_examples=25)
def test_a_file_says_what_was_built_whichever_way_it_is_written(facts: Facts, profile: str) -> None:
    made = _made(facts, "JPN", 2026)
    target = BytesIO()
    writing.workbook(made, PROFILES[profile], target)
    target.seek(0)
    book = reading.read(target, codes={"Japan": "JPN"})
    assert book.odd == []
    assert _units(book.submission) == _units(made)
    place = TABLES[3].place["QuantityCO2"]
    assert [line[place] for line in book.submission.lines(3)] == [line[place] for line in made.lines(3)]


@given(histories())
@settings(max_examples=40)
def test_a_unit_that_is_left_out_or_kept_too_long_is_found(facts: Facts) -> None:
    """The control: the rules see a holding that is not what it should be."""
    made = _made(facts, "JPN", YEARS[-1])
    lines = list(made.lines(4))
    before = _made(facts, "JPN", YEARS[-1] - 1)
    if not lines:
        return
    fewer = replace(made, tables={**made.tables, 4: lines[1:]})
    assert "AEF-161" in {each.number for each in check(fewer, Around(PARTIES, before))}
    twice = replace(made, tables={**made.tables, 4: [*lines, lines[0]]})
    assert "AEF-147" in {each.number for each in check(twice, Around(PARTIES, before))}

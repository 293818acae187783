"""Text from outside becomes a number or a day in `common` alone, where it is bounded before it is converted.

And a question whether something was said is asked of what shows, never of what `strip` leaves.
"""

import re
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
APPS = ("partners", "workflow", "committee", "projects", "registry", "credits", "jcm_platform")
CONVERTS = re.compile(
    r"(?<![\w.])(?:int|float)\(|(?<!\w)Decimal\((?!\"[^\"]*\"\)|[0-9]+\))"
    r"|\.is(?:digit|decimal|numeric)\(|fromisoformat\(|strptime\(|NumberFilter|\bforms\.(?:Integer|Decimal|Float|Date|Char)Field\("
)
BLANK = re.compile(r"\bnot [\w.\[\]()\"]+\.strip\(\)|\bif [\w.]+\.strip\(\)")

# What converts besides, and why nobody outside can make it dear, wrong or a fault.
REVIEWED = {
    "partners/services/published.py": "shipped records, read by a command",
    "partners/people/permissions/likeness.py": "compares digits, converts none",
    "partners/people/services/people.py": "a key that the outbox kept",
    "partners/people/services/addresses.py": "a key in a signed token; one that the outbox kept",
    "workflow/steps/services/digests.py": "a key that the outbox kept",
    "workflow/notices/services/notices.py": "a key that the outbox kept",
    "committee/decisions/services/published.py": "shipped records, read by a command",
    "committee/designations/services/designations.py": "a rule, and keys of a checked list",
    "committee/designations/checks.py": "a rule",
    "projects/projects/services/published.py": "shipped records, read by a command",
    "projects/projects/selectors/numbers.py": "the version of a document that stands",
    "projects/monitoring/checks.py": "a decimal that was judged",
    "projects/renewals/selectors.py": "a rule",
    "projects/methodologies/models.py": "the version of a record that stands",
    "projects/methodologies/calculation/grammar.py": "a match of bounded digits",
    "projects/methodologies/calculation/inputs.py": "a match of an instant's form",
    "projects/methodologies/calculation/rounding.py": "a decimal that was calculated",
    "projects/methodologies/calculation/units.py": "our own units, and a match of one digit",
    "projects/methodologies/calculation/values.py": "a match of bounded digits, or of a day's form",
    "projects/definitions/forms/returned.py": "a number that a workbook itself keeps",
    "projects/definitions/reports/input_sheet.py": "days of a period",
    "projects/readings/forms/files.py": "a number that a workbook itself keeps",
    "projects/readings/selectors/charts.py": "amounts of a report",
    "projects/readings/services/plans.py": "days of a year",
    "projects/doubles/selectors.py": "a rule, and coordinates that were judged",
    "credits/aef/submissions.py": "digits of a match, of 18 at most",
    "credits/aef/linechecks.py": "days of lines; a fault of one is a finding",
    "credits/aef/reading.py": "days of a match",
    "credits/aef/writing.py": "days of lines that were checked",
    "credits/adjustments/rows.py": "exact fractions that were computed",
    "credits/models/party_contents.py": "years that were stored as keys of JSON",
    "credits/reports/adjustments.py": "exact fractions, as heights of a chart",
    "registry/book/serials.py": "parts of a match, of 18 digits at most",
    "registry/book/ledger.py": "what the database gave back",
    "registry/services/suspensions.py": "a key that the book gave",
    "registry/tlog/witnesses.py": "a match of 18 digits at most",
    "registry/tlog/notes.py": "a match of 18 digits at most",
    "registry/tlog/tiles.py": "a match of 18 digits at most",
    "registry/models/book.py": "ends of a range in the database",
    "registry/models/accounts.py": "signs of a checked set",
    "registry/models/requests.py": "ends of a range in the database",
    "registry/models/officer_requests.py": "ends of a range in the database",
    "registry/selectors/log.py": "a level that was judged",
    "registry/selectors/desk.py": "a key that the book gave",
    "registry/selectors/audit_postings.py": "what the database gave back",
    "credits/services/records.py": "a match of a day, in shipped records",
    "credits/services/published.py": "shipped records, read by a command",
    "credits/allocation.py": "decimals that were judged",
    "projects/designs/services/carried.py": "a match of a coordinate, of 3 digits and 8 places at most",
    "projects/designs/services/designs.py": "amounts of a version that was kept",
    "projects/monitoring/services.py": "amounts of a version that was kept",
    "registry/checks/applications.py": "counts digits, converts none",
    "registry/tlog/heads.py": "lines that the log itself has kept",
    "jcm_platform/portal/figures.py": "what the database and Redis gave back",
    "jcm_platform/portal/first_day/answers.py": "an operator's answer at the prompt, judged by its refusal",
    "jcm_platform/settings.py": "our own declared seconds",
    "jcm_platform/portal/cells.py": "a decimal of a record",
    "jcm_platform/environment.py": "the environment, at start",
    "registry/verifier.py": "a program of its own, which reads a log that it does not trust",
    "registry/witness.py": "a program of its own, which answers a log that it does not trust",
}


def _lines(pattern: re.Pattern[str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for path in sorted(path for app in APPS for path in (ROOT / app).rglob("*.py")):
        if "migrations" not in path.parts and (lines := list(filter(pattern.search, path.read_text().splitlines()))):
            found[str(path.relative_to(ROOT))] = lines
    return found


def test_nobody_else_converts_text() -> None:
    strangers = {name: lines for name, lines in _lines(CONVERTS).items() if name not in REVIEWED}
    assert strangers == {}, "Ask `common.numbers`, `common.days`, or a field of `common.widgets`."


def test_the_reviewed_list_names_nothing_that_no_longer_converts() -> None:
    assert set(REVIEWED) - set(_lines(CONVERTS)) == set()


def test_whether_something_was_said_is_asked_of_what_shows() -> None:
    asking = {name: lines for name, lines in _lines(BLANK).items() if "/services/" in name or "checks" in name}
    assert asking == {}, "Ask `common.text.shows`: a reason of zero-width blanks is none."

"""Bench the agreed electronic format and the adjustments on a hundred thousand: `python -m tools.bench.article6`.

The lines are built from facts, kept as the platform keeps them (JSON, a thousand lines each), read again and written;
the database that lies between is not measured here. Memory is the process's own peak.
"""

import json
import resource
import tempfile
import time
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, timedelta

from credits.adjustments.facts import Event, FirstTransferred, Inventory, Method, Target, TargetKind, Used
from credits.adjustments.mirror import disagreements
from credits.adjustments.summary import summarise
from credits.aef import building, writing
from credits.aef.building import Ended, Facts, Outcome
from credits.aef.prechecks import Around, check
from credits.aef.profiles import CHECKER
from credits.aef.submissions import Submission
from credits.aef.tables import Line

HALF, BLOCK, CHUNK, YEAR = 50_000, 10, 1000, 2025
FIRST_DAY = date(YEAR, 1, 1)


class Kept:
    """Lines as the platform keeps them: text, a thousand lines a piece."""

    def __init__(self, lines: Iterator[Line]) -> None:
        every = list(lines)
        self.pieces = [json.dumps(every[at : at + CHUNK]) for at in range(0, len(every), CHUNK)]
        self.many = len(every)

    def __iter__(self) -> Iterator[Line]:
        for piece in self.pieces:
            yield from json.loads(piece)


def _facts() -> Facts:
    """Fifty thousand blocks that were acquired, and of each a part that was used."""
    outcomes, ended = [], []
    for number in range(HALF):
        first, on = number * BLOCK + 1, FIRST_DAY + timedelta(days=number % 365)
        outcomes.append(
            Outcome("THA", "JPN", "TH-JP-real", first, first + BLOCK - 1, on, 2021, "TH-1", "CA0007", "THA01", first)
        )
        ended.append(Ended("JPN", "Use", "TH-JP-real", first, first + 3, on, 2021, ndc_year=2021))
    return Facts(outcomes, ended)


def _events() -> list[Event]:
    given = [FirstTransferred(f"t{n}", "THA", "JPN", 10, 2021 + n % 10, 2021 + n % 5) for n in range(HALF)]
    used = [Used(f"u{n}", "JPN", "THA", 4, 2021 + n % 10, 2021 + n % 5, 2021 + n % 5) for n in range(HALF)]
    return [*given, *used]


def _seconds(began: float) -> float:
    return round(time.monotonic() - began, 3)


def main() -> None:
    """Print the figures."""
    authorised: Line = [None] * 19
    authorised[:6] = ["TH-1", "2025-01-01", "CA0007", 1, 10_000_000, "GHG"]
    authorised[8], authorised[10], authorised[14] = "Energy generation", "NDC", "2021/2030"
    began = time.monotonic()
    facts = _facts()
    made = time.monotonic() - began
    began = time.monotonic()
    actions, held = Kept(building.actions(facts, "JPN", YEAR)), Kept(building.holdings(facts, "JPN", YEAR))
    tables: dict[int, Iterable[Line]] = {2: [authorised], 3: actions, 4: held, 5: []}
    submission = Submission("JPN", "Japan", YEAR, "1.0", date(YEAR + 1, 4, 15), (2021, 2030), tables)
    with tempfile.TemporaryFile() as target:
        writing.workbook(submission, CHECKER, target)
        size = target.tell()
    written = _seconds(began)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    began = time.monotonic()
    found = check(submission, Around(frozenset({"JPN", "THA"}), replace(submission, year=YEAR - 1, tables={})))
    checked = _seconds(began)
    if any(finding.rule.blocks for finding in found):
        raise SystemExit(f"The lines of the bench are not right: {found[0]}")
    target_of_japan = Target("JPN", 1, TargetKind.SINGLE_YEAR, 2021, 2030, Method.AVERAGING)
    events = _events()
    began = time.monotonic()
    summarise(events, target=target_of_japan, inventory=Inventory(), method=Method.AVERAGING)
    if list(disagreements(events)):
        raise SystemExit("The events of the bench are not right.")
    figures = {
        "aef_100k_actions_seconds": written,
        "aef_actions": actions.many,
        "aef_facts_seconds": round(made, 3),
        "aef_megabytes": round(size / 1_000_000, 2),
        "aef_peak_mib": round(peak, 1),
        "aef_precheck_100k_seconds": checked,
        "adjustments_100k_events_seconds": _seconds(began),
    }
    print(json.dumps(figures))


if __name__ == "__main__":
    main()

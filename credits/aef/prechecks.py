"""The pre-check of a submission before it is filed: every rule, in one reading of its lines."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from credits.aef import crosschecks, linechecks
from credits.aef.rules import Finding
from credits.aef.submissions import Submission
from credits.aef.tables import TABLES


@dataclass(frozen=True)
class Around:
    """What a submission is compared with.

    Attributes:
        parties: alpha-3 codes of every Party that is known.
        last_year: the Party's own submission of the year before; None where there is none to compare with.
        first_transferred: lines of first transfers of earlier years.
        others: what other Parties say of the same year, by their codes.
    """

    parties: frozenset[str]
    last_year: Submission | None = None
    first_transferred: Sequence[Sequence[object]] = ()
    others: Mapping[str, Submission] = field(default_factory=dict)


def check(submission: Submission, around: Around, *, most: int = 100_000) -> list[Finding]:
    """Every finding, in the order of tables and lines, at most so many."""
    found: list[Finding] = []
    for finding in _all(submission, around):
        found.append(finding)
        if len(found) >= most:
            break
    return found


def _all(submission: Submission, around: Around) -> Iterator[Finding]:
    yield from linechecks.head(submission, around.parties)
    across = crosschecks.Across(submission, around.last_year, around.first_transferred)
    for number in (2, 5, 3, 4):
        table = TABLES[number]
        for at, line in enumerate(submission.lines(number)):
            yield from linechecks.of_line(table, at, line, submission.year, around.parties)
            yield from across.of_line(number, at, line)
    yield from across.at_the_end()
    yield from crosschecks.with_others(submission, around.others)


def blocking(findings: Iterable[Finding]) -> list[Finding]:
    """Those with which nothing is filed."""
    return [finding for finding in findings if finding.rule.blocks]

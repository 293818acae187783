"""A submission: a Party, a year, a version, and the lines of its five tables in plain values."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from credits.aef.profiles import IDENTIFIER
from credits.aef.tables import CARP_FIELD, CARP_LINK, TABLES, Line, Value

ACTIONS, HOLDINGS = TABLES[3], TABLES[4]


@dataclass(frozen=True)
class Submission:
    """One version of a Party's format for a year.

    Attributes:
        party_name: as table 1 names it in one of the profiles.
        period: first and last year of the NDC implementation period; None where no NDC is recorded.
        tables: the lines of tables 2 to 5. They may be read anew each time: a hundred thousand of them are not kept.
    """

    party: str
    party_name: str
    year: int
    version: str
    submitted_on: date | None
    period: tuple[int, int] | None
    tables: Mapping[int, Iterable[Line]] = field(default_factory=dict)

    @property
    def first_table(self) -> Line:
        """The nine values of table 1."""
        first, last = self.period or (None, None)
        on = self.submitted_on.isoformat() if self.submitted_on else None
        return [self.party, self.version, self.year, on, CARP_FIELD, CARP_FIELD, first, last, CARP_LINK]

    def lines(self, number: int) -> Iterator[Line]:
        """The lines of a table."""
        return iter([self.first_table] if number == 1 else self.tables.get(number, ()))


@dataclass(frozen=True)
class Block:
    """A range of ITMOs of one approach, registry, first transferring Party and vintage."""

    series: tuple[Value, Value, Value, Value]
    first: int
    last: int

    @property
    def quantity(self) -> int:
        return self.last - self.first + 1


def serial_of(value: Value) -> int | None:
    """The serial number of an identifier, whole or alone; None where there is none, or none that can be read."""
    if isinstance(value, int):
        return value
    found = IDENTIFIER.fullmatch(value) if value else None
    return int(found[4].replace(",", "")) if found else None


_SERIES = ("CooperativeApproachID", "PartyITMORegistryID", "FirstTransferringPartyID", "Vintage")
_PLACES = {
    table.number: (*(table.place[key] for key in _SERIES), table.place["FirstID"], table.place["LastID"])
    for table in (ACTIONS, HOLDINGS)
}


def block_of(number: int, line: Line) -> Block | None:
    """The block of a line of table 3 or 4; None where its identifiers cannot be read."""
    approach, registry, party, vintage, first, last = _PLACES[number]
    begins, ends = serial_of(line[first]), serial_of(line[last])
    if begins is None or ends is None or ends < begins:
        return None
    return Block((line[approach], line[registry], line[party], line[vintage]), begins, ends)


type Spans = list[tuple[int, int]]


def joined(spans: Iterable[tuple[int, int]]) -> Spans:
    """Ranges in order, neighbours and overlaps together."""
    found: Spans = []
    for first, last in sorted(spans):
        if found and first <= found[-1][1] + 1:
            found[-1] = (found[-1][0], max(last, found[-1][1]))
        else:
            found.append((first, last))
    return found


def without(spans: Spans, gone: Spans) -> Spans:
    """What is left of ranges in order when others in order are taken away; both joined before."""
    left: Spans = []
    place = 0
    for begins, last in spans:
        first = begins
        while place < len(gone) and gone[place][1] < first:
            place += 1
        look = place
        while look < len(gone) and gone[look][0] <= last:
            if gone[look][0] > first:
                left.append((first, gone[look][0] - 1))
            first = gone[look][1] + 1
            look += 1
        if first <= last:
            left.append((first, last))
    return left


def _before(spans: Spans, unit: int) -> int:
    """The place of the last range that begins at or before a unit; -1 where none does."""
    return bisect_right(spans, unit, key=lambda span: span[0]) - 1


def touches(spans: Spans, first: int, last: int) -> bool:
    """Whether a range shares a unit with ranges in order."""
    at = _before(spans, last)
    return at >= 0 and spans[at][1] >= first


def covers(spans: Spans, first: int, last: int) -> bool:
    """Whether ranges in order, neighbours together, have every unit of a range."""
    at = _before(spans, first)
    return at >= 0 and spans[at][1] >= last


def between(spans: Spans, first: int, last: int) -> Spans:
    """Those of ranges in order that share a unit with a range."""
    begins = max(_before(spans, first), 0)
    return [span for span in spans[begins : _before(spans, last) + 1] if span[1] >= first]


def overlaps(spans: Sequence[tuple[int, int, int]]) -> Iterator[tuple[int, int]]:
    """Pairs of lines whose ranges overlap: the later line and one before it; spans are (first, last, line)."""
    reached, by = -1, -1
    for first, last, line in sorted(spans):
        if first <= reached:
            yield max(line, by), min(line, by)
        if last > reached:
            reached, by = last, line

"""The audit: replay every movement from the first issuance and compare with what the book says now.

Memory follows the holdings, not the history: movements are streamed, and each lot is a short list of ranges.
"""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from itertools import groupby
from operator import itemgetter
from typing import Any

from django.db import connection, transaction

from registry.selectors import audit_papers
from registry.selectors.audit_stops import Moved, Stops

MOVEMENTS = """
SELECT m.transaction_id, t.kind, t.request_hash, t.answers, t.reason, m.id, m.lot_id, lower(m.units),
  upper(m.units) - 1, m.from_account_id, m.to_account_id
FROM book_movement m JOIN book_transaction t ON t.id = m.transaction_id ORDER BY m.transaction_id, m.id
"""
LOTS = """
SELECT l.id, lower(l.units), upper(l.units) - 1, l.transaction_id, s.host, s.registry, s.numbering, l.project,
  l.issuance, l.vintage FROM book_lot l JOIN book_series s ON s.id = l.series_id ORDER BY l.id
"""
HOLDINGS = "SELECT lot_id, lower(units), upper(units) - 1, account_id FROM book_holding ORDER BY lot_id, lower(units)"
GAPS = """
SELECT s.host, s.registry, s.numbering FROM book_series s LEFT JOIN LATERAL
  (SELECT coalesce(sum(upper(units) - lower(units)), 0) AS issued, min(lower(units)) AS first FROM book_lot
   WHERE series_id = s.id) l ON true
WHERE s.opened_at + l.issued <> s.next_unit OR (l.first IS NOT NULL AND l.first <> s.opened_at)
"""
EMPTY = """
SELECT t.id FROM book_transaction t WHERE t.kind NOT IN ('freeze', 'unfreeze')
  AND NOT EXISTS (SELECT 1 FROM book_movement m WHERE m.transaction_id = t.id) ORDER BY 1 LIMIT 1
"""


@dataclass
class _LotMap:
    """Who owns which range of one lot: ranges begin at `starts`, `owners` beside them; None is not yet issued."""

    first: int
    last: int
    starts: list[int] = field(default_factory=list)
    owners: list[int | None] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.starts, self.owners = [self.first, self.last + 1], [None, None]

    def _cut(self, at: int) -> int:
        place = bisect_right(self.starts, at) - 1
        if self.starts[place] != at:
            place += 1
            self.starts.insert(place, at)
            self.owners.insert(place, self.owners[place - 1])
        return place

    def move(self, first: int, last: int, sender: int | None, receiver: int) -> bool:
        """Carry a range; False when the sender did not own all of it."""
        if first < self.first or last > self.last:
            return False
        low, high = self._cut(first), self._cut(last + 1)
        if any(owner != sender for owner in self.owners[low:high]):
            return False
        self.starts[low + 1 : high] = []
        self.owners[low:high] = [receiver]
        self._join(low + 1)
        self._join(low)
        return True

    def _join(self, place: int) -> None:
        inside = 0 < place < len(self.starts) - 1
        if inside and self.owners[place - 1] == self.owners[place]:
            del self.starts[place]
            del self.owners[place]

    def ranges(self) -> Iterator[tuple[int, int, int | None]]:
        """First, last and owner of each range."""
        for place in range(len(self.starts) - 1):
            yield self.starts[place], self.starts[place + 1] - 1, self.owners[place]


@dataclass(frozen=True)
class Verdict:
    """What the audit found: how much was replayed, and the first difference, if there is one."""

    transactions: int
    movements: int
    units: int
    difference: str = ""


def verify() -> Verdict:
    """Replay the whole book in one snapshot of the database and name the first difference."""
    with transaction.atomic(), connection.cursor() as cursor:
        if not connection.in_atomic_block or len(connection.savepoint_ids) == 0:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        return _Replay().run(cursor)


class _Replay:
    """One pass over the book."""

    def __init__(self) -> None:
        self.lots: dict[int, _LotMap] = {}
        self.facts: dict[int, tuple[Any, ...]] = {}
        self.transactions = self.movements = 0

    def run(self, cursor: Any) -> Verdict:
        for difference in self._differences(cursor):
            return self._verdict(difference)
        return self._verdict("")

    def _verdict(self, difference: str) -> Verdict:
        units = sum(lot.last - lot.first + 1 for lot in self.lots.values())
        return Verdict(self.transactions, self.movements, units, difference)

    def _differences(self, cursor: Any) -> Iterator[str]:
        cursor.execute(GAPS)
        for host, registry, numbering in cursor.fetchall():
            yield f"series {host}-{registry} ({numbering}): its lots do not run on without gap to its next unit"
        cursor.execute(EMPTY)
        for (number,) in cursor.fetchall():
            yield f"transaction {number}: it has no movement"
        cursor.execute(LOTS)
        for lot, first, last, *facts in cursor.fetchall():
            self.lots[lot] = _LotMap(first, last)
            self.facts[lot] = tuple(facts)
        yield from audit_papers.differences(cursor)
        stops = Stops(cursor)
        with connection.chunked_cursor() as stream:
            stream.execute(MOVEMENTS)
            for number, rows in groupby(stream, key=itemgetter(0)):
                yield from self._replay_transaction(number, list(rows), stops)
        yield from stops.at_the_end()
        with connection.chunked_cursor() as stream:
            stream.execute(HOLDINGS)
            yield from self._compare(iter(stream))

    def _replay_transaction(self, number: int, rows: list[tuple[Any, ...]], stops: Stops) -> Iterator[str]:
        self.transactions += 1
        _number, kind, stored, answers, reason, *_rest = rows[0]
        if unknown := {row[6] for row in rows} - self.lots.keys():
            yield f"transaction {number}: there is no lot {min(unknown)}"
            return
        content = self._content(kind, rows)
        if sha256(_joined(kind, content, answers, reason).encode()).digest() != bytes(stored):
            yield f"transaction {number}: its movements are not those that were posted"
        for _n, kind, *_, movement, lot, first, last, sender, receiver in rows:
            self.movements += 1
            if (sender is None) != (kind == "issuance"):
                yield f"movement {movement}: only an issuance comes from nowhere"
            if not stops.are_out_of_question(number, kind, lot, sender, receiver):
                for stop in stops.of(Moved(number, kind, lot, first, last, sender, receiver)):
                    yield f"movement {movement} of transaction {number}: {stop}"
            if not self.lots[lot].move(first, last, sender, receiver):
                yield f"movement {movement}: the sender did not hold units {first}-{last} of lot {lot}"

    def _content(self, kind: str, rows: list[tuple[Any, ...]]) -> str:
        legs = [row[6:11] for row in rows]
        if kind != "issuance":
            return ",".join(f"{lot}:{a}-{b}:{s}>{r}" for lot, a, b, s, r in sorted(legs, key=itemgetter(0, 1)))
        parts = []
        for lot, shares in groupby(legs, key=itemgetter(0)):
            _transaction, host, registry, numbering, project, issuance, vintage = self.facts[lot]
            portions = "+".join(f"{r}={b - a + 1}" for _lot, a, b, _s, r in shares)
            year = "" if vintage is None else vintage
            parts.append(f"{host}-{registry}-{numbering}:{project}:{issuance}:{year}:{portions}")
        return ",".join(parts)

    def _compare(self, stored: Iterator[tuple[int, int, int, int]]) -> Iterator[str]:
        replayed = ((lot, *span) for lot in sorted(self.lots) for span in self.lots[lot].ranges())
        for expected in replayed:
            found = next(stored, None)
            if found != expected:
                lot, first, last, owner = expected
                yield f"lot {lot}: units {first}-{last} belong to account {owner}, the book says {found}"
        for extra in stored:
            yield f"lot {extra[0]}: units {extra[1]}-{extra[2]} are held but were never moved there"


def _joined(kind: str, content: str, answers: int | None, reason: str) -> str:
    """The text that the book hashes; an empty place is left out, as PostgreSQL's concat_ws does."""
    return "|".join(str(part) for part in (kind, content, answers, reason) if part is not None)

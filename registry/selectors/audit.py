"""The audit: replay every movement from the first issuance and compare with what the book says now.

The database answers what single questions can tell (`audit_postings`, `audit_stops`, `audit_papers`). The replay goes
lot by lot, with lots, movements and holdings streamed beside one another, so that memory holds one lot at a time.
"""

from bisect import bisect_right
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from itertools import groupby
from operator import itemgetter
from typing import Any

from django.db import connection, transaction
from django.db.backends.utils import CursorWrapper

from registry.selectors import audit_papers, audit_postings, audit_stops

MOVEMENTS = """
SELECT lot_id, id, lower(units), upper(units) - 1, from_account_id, to_account_id
FROM book_movement ORDER BY lot_id, transaction_id, id
"""
LOTS = "SELECT id, lower(units), upper(units) - 1 FROM book_lot ORDER BY id"
HOLDINGS = "SELECT lot_id, lower(units), upper(units) - 1, account_id FROM book_holding ORDER BY lot_id, lower(units)"
AT_ONCE = 5_000  # rows fetched from a stream

type Row = tuple[Any, ...]  # of the book's columns, as a cursor gives them


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
        replay = _Replay()
        difference = next(replay.differences(cursor), "")
        return Verdict(audit_postings.count(cursor), replay.movements, replay.units, difference)


class _Replay:
    """One pass over the book."""

    def __init__(self) -> None:
        self.movements = self.units = 0

    def differences(self, cursor: CursorWrapper) -> Iterator[str]:
        yield from audit_postings.differences(cursor)
        yield from audit_papers.differences(cursor)
        yield from audit_stops.differences(cursor)
        with ExitStack() as stack:
            lots = _stream(stack, LOTS)
            movements = groupby(_stream(stack, MOVEMENTS), key=itemgetter(0))
            holdings = groupby(_stream(stack, HOLDINGS), key=itemgetter(0))
            moved, held = next(movements, None), next(holdings, None)
            for lot, first, last in lots:
                rows: Iterator[Row] = iter(())
                stored: Iterator[Row] = iter(())
                if moved and moved[0] == lot:
                    rows = moved[1]
                if held and held[0] == lot:
                    stored = held[1]
                yield from self._replay_lot(_LotMap(first, last), lot, rows, stored)
                moved = next(movements, None) if moved and moved[0] == lot else moved
                held = next(holdings, None) if held and held[0] == lot else held
            if held:
                yield f"lot {held[0]}: units are held, but there is no such lot"

    def _replay_lot(self, owners: _LotMap, lot: int, movements: Iterator[Row], stored: Iterator[Row]) -> Iterator[str]:
        self.units += owners.last - owners.first + 1
        for _lot, movement, first, last, sender, receiver in movements:
            self.movements += 1
            if not owners.move(first, last, sender, receiver):
                yield f"movement {movement}: the sender did not hold units {first}-{last} of lot {lot}"
        for first, last, owner in owners.ranges():
            held = next(stored, None)
            if held != (lot, first, last, owner):
                yield f"lot {lot}: units {first}-{last} belong to account {owner}, the book says {held}"
        for _lot, first, last, _account in stored:
            yield f"lot {lot}: units {first}-{last} are held but were never moved there"


def _stream(stack: ExitStack, question: str) -> Iterator[Row]:
    """The rows of an answer, some thousands at a time, from a cursor that stays on the server."""
    cursor = stack.enter_context(connection.chunked_cursor())
    cursor.execute(question)
    while rows := cursor.fetchmany(AT_ONCE):
        yield from rows

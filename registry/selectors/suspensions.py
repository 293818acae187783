"""What is suspended as a whole."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import connection

from registry.book.serials import Serial
from registry.models import Lot

STOPS = """
SELECT EXISTS (SELECT 1 FROM book_block WHERE (scope = 'registry' AND name = %(registry)s)
  OR (scope = 'lot' AND name = ANY (%(names)s))
  OR (scope = 'project' AND name IN (SELECT project FROM book_lot WHERE id = ANY (%(lots)s))))
"""
FROZEN = """
SELECT EXISTS (SELECT 1 FROM book_freeze f WHERE f.lot_id = %s AND f.units && int8range(%s, %s, '[]') AND NOT EXISTS
  (SELECT 1 FROM book_transaction t WHERE t.answers = f.transaction_id AND t.kind = 'unfreeze'))
"""
FROZEN_IN_LOTS = """
SELECT f.lot_id, lower(f.units), upper(f.units) - 1 FROM book_freeze f WHERE f.lot_id = ANY (%s) AND NOT EXISTS
  (SELECT 1 FROM book_transaction t WHERE t.answers = f.transaction_id AND t.kind = 'unfreeze') ORDER BY 1, 2
"""
FREEZES = """
SELECT f.transaction_id, f.lot_id, lower(f.units), upper(f.units) - 1 FROM book_freeze f
WHERE (f.transaction_id = %(only)s OR %(only)s IS NULL) AND NOT EXISTS
  (SELECT 1 FROM book_transaction t WHERE t.answers = f.transaction_id AND t.kind = 'unfreeze') ORDER BY 1, 2, 3
"""


@dataclass(frozen=True)
class Block:
    """A registry, project, lot or account that moves nothing now; `label` is how people know it."""

    scope: str
    name: str
    label: str


def in_force() -> Sequence[Block]:
    """Every suspension of a registry, project or lot."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT scope, name FROM book_block WHERE scope <> 'account' ORDER BY 1, 2")
        found = cursor.fetchall()
    lots = {
        str(lot.pk): str(lot)
        for lot in Lot.objects.filter(pk__in=[n for s, n in found if s == "lot"]).select_related("series")
    }
    return [Block(scope, name, lots.get(name, name)) for scope, name in found]


def stops(registry: str, lots: Sequence[int]) -> bool:
    """Whether a registry, or a lot or its project, is suspended as a whole."""
    with connection.cursor() as cursor:
        cursor.execute(STOPS, {"registry": registry, "lots": list(lots), "names": [str(lot) for lot in lots]})
        return bool(cursor.fetchone()[0])


def is_frozen(lot: int, first: int, last: int) -> bool:
    """Whether units of a range are frozen by a freeze that was not ended."""
    with connection.cursor() as cursor:
        cursor.execute(FROZEN, [lot, first, last])
        return bool(cursor.fetchone()[0])


@dataclass(frozen=True)
class Frozen:
    """A range that a freeze in force holds; `transaction_id` is the freeze."""

    transaction_id: int
    lot: Lot
    first: int
    last: int

    @property
    def quantity_tco2e(self) -> int:
        return self.last - self.first + 1

    @property
    def serial(self) -> Serial:
        return self.lot.serial(self.first, self.last)


def frozen_in(lots: Sequence[int]) -> Sequence[tuple[int, int, int]]:
    """What is frozen of these lots now, as (lot, first, last)."""
    with connection.cursor() as cursor:
        cursor.execute(FROZEN_IN_LOTS, [list(lots)])
        return list(cursor.fetchall())


def freezes(transaction_id: int | None = None) -> Sequence[Frozen]:
    """Every range that is frozen now, freeze by freeze; or those of one freeze."""
    with connection.cursor() as cursor:
        cursor.execute(FREEZES, {"only": transaction_id})
        found = cursor.fetchall()
    lots = Lot.objects.select_related("series").in_bulk({row[1] for row in found})
    return [Frozen(number, lots[lot], first, last) for number, lot, first, last in found]

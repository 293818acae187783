"""The life of a unit as a person may know it: places for everybody, holders for those who see the account."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import connection

from partners.people.models.people import Visitor
from registry.book.serials import Serial
from registry.models import Account, AccountKind, BookTransaction, Lot
from registry.selectors import accounts, suspensions, transactions
from registry.selectors.holdings import life_of

PUBLIC = """
SELECT n, transaction_id, lot_id, lower(units), upper(units) - 1, to_place FROM (
  SELECT min(id) AS n, transaction_id, lot_id, to_place,
    unnest(range_agg(units * int8range(%(first)s, %(after)s))) AS units
  FROM log_movement WHERE lot_id = ANY (%(lots)s) AND units && int8range(%(first)s, %(after)s) AND id <> ALL (%(own)s)
  GROUP BY transaction_id, lot_id, from_place, to_place
) told ORDER BY n, lower(units)
"""


@dataclass(frozen=True)
class Place:
    """A registry and a kind of account; `account` only for who sees its inside."""

    registry: str
    kind: str
    account: Account | None = None

    @classmethod
    def of(cls, text: str) -> "Place":
        """Read `JP/entity`."""
        registry, _slash, kind = text.partition("/")
        return cls(registry, kind)

    @property
    def kind_label(self) -> str:
        """The kind for people; the book's purpose where an account has no kind."""
        return str(AccountKind(self.kind).label) if self.kind in AccountKind.values else self.kind


@dataclass(frozen=True)
class Lying:
    """A range that lies in one place now."""

    serial: Serial
    place: Place
    is_frozen: bool


@dataclass(frozen=True)
class Moved:
    """A range that came to a place."""

    posted: BookTransaction
    serial: Serial
    to: Place

    @property
    def posted_at(self) -> datetime:
        return self.posted.posted_at


@dataclass(frozen=True)
class Life:
    """What a person may know of the units of a serial number."""

    serial: Serial
    lots: Sequence[Lot]
    lying: Sequence[Lying]
    moved: Sequence[Moved]


def life_for(user: Visitor, text: str) -> Life:
    """The life of the units with a serial number. Neighbours in one place are one range, whoever holds them.

    Raises: Refused SER-01 (not a serial number), SER-02 (404, no such units).
    """
    whole = life_of(text)
    seen = {account.book_id: account for account in accounts.visible_to(user).exclude(book=None)}
    places = _places([held.account_id for held in whole.holdings])
    ranges: list[Lain] = [
        (each.lot, *_within(whole.serial, each.first, each.last), seen.get(each.account_id) or places[each.account_id])
        for each in whole.holdings
    ]
    lying = [
        Lying(lot.serial(first, last), _place(where, places), is_frozen)
        for (lot, first, last, where), is_frozen in _cut_by_freezes(_joined(ranges))
    ]
    return Life(whole.serial, whole.lots, lying, _moved(user, whole.lots, whole.serial, seen))


type Lain = tuple[Lot, int, int, Account | str]


def _joined(ranges: Sequence[Lain]) -> list[Lain]:
    found: list[Lain] = []
    for lot, first, last, where in sorted(ranges, key=lambda each: (each[0].pk, each[1])):
        if found and (found[-1][0].pk, found[-1][2] + 1, found[-1][3]) == (lot.pk, first, where):
            found[-1] = (lot, found[-1][1], last, where)
        else:
            found.append((lot, first, last, where))
    return found


def _cut_by_freezes(ranges: Sequence[Lain]) -> Iterator[tuple[Lain, bool]]:
    """Each range in pieces that are frozen as a whole or not at all."""
    frozen = suspensions.frozen_in([lot.pk for lot, *_rest in ranges])
    for lot, first, last, where in ranges:
        here = [(begin, end) for of, begin, end in frozen if of == lot.pk]
        edges = {edge for begin, end in here for edge in (begin, end + 1) if first < edge <= last}
        begins = [first, *sorted(edges)]
        for begin, after in zip(begins, [*begins[1:], last + 1], strict=True):
            yield (lot, begin, after - 1, where), any(one <= begin <= other for one, other in here)


def _places(book_ids: Sequence[int]) -> dict[int, str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT id, place FROM log_account WHERE id = ANY (%s)", [list(book_ids)])
        return dict(cursor.fetchall())


def _place(where: Account | str, places: dict[int, str]) -> Place:
    if isinstance(where, str):
        return Place.of(where)
    place = Place.of(places[where.in_book])
    return Place(place.registry, place.kind, where)


def _moved(user: Visitor, lots: Sequence[Lot], serial: Serial, seen: dict[int | None, Account]) -> list[Moved]:
    span = (serial.first, serial.last + 1)
    own = transactions.movements_seen(user).filter(lot__in=lots, units__overlap=span)
    mine = list(own.select_related("transaction", "lot__series"))
    places = _places([each.to_account_id for each in mine])
    found = [
        (
            each.pk,
            Moved(
                each.transaction,
                each.lot.serial(*_within(serial, each.first, each.last)),
                _place(seen.get(each.to_account_id) or places[each.to_account_id], places),
            ),
        )
        for each in mine
    ]
    by_id = {lot.pk: lot for lot in lots}
    with connection.cursor() as cursor:
        cursor.execute(
            PUBLIC, {"lots": list(by_id), "own": [each.pk for each in mine], "first": span[0], "after": span[1]}
        )
        told = cursor.fetchall()
    posted = BookTransaction.objects.in_bulk({row[1] for row in told})
    found += [
        (order, Moved(posted[number], by_id[lot].serial(*_within(serial, first, last)), Place.of(place)))
        for order, number, lot, first, last, place in told
    ]
    return [moved for _order, moved in sorted(found, key=lambda pair: pair[0])]


def _within(serial: Serial, first: int, last: int) -> tuple[int, int]:
    """The part of a range that was asked for: where one holder's units end is nobody else's to know."""
    return max(first, serial.first), min(last, serial.last)

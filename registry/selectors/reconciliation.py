"""Two registries' books side by side: ours, and another's as its signed log tells it."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import pairwise
from typing import NamedTuple, override

from django.db import connection

from registry.models import Lot
from registry.tlog.notes import NotTrusted, VerifierKey
from registry.verifier import Difference, Replay, Source, replayed

PLACES = """
SELECT lot_id, lower(units), upper(units) - 1, place FROM (
  SELECT h.lot_id, a.place, unnest(range_agg(h.units)) AS units
  FROM book_holding h JOIN log_account a ON a.id = h.account_id JOIN book_lot l ON l.id = h.lot_id
  JOIN book_series s ON s.id = l.series_id WHERE s.registry = %s GROUP BY h.lot_id, a.place
) lying ORDER BY 1, 2
"""
type Ranges = list[tuple[int, int, str]]


class Partner(NamedTuple):
    """Another registry whose published log is compared with our book: two letters, folder or address, its key."""

    registry: str
    place: str
    key: str

    @classmethod
    def of(cls, text: str) -> "Partner":
        """Read `XX https://address/log/ name+hash+key`. Raises: NotTrusted."""
        registry, _space, rest = text.strip().partition(" ")
        place, _space, key = rest.strip().partition(" ")
        if len(registry) != 2 or not place:
            raise NotTrusted(f"not a registry, an address and a key: {text!r}")
        VerifierKey.of(key)
        return cls(registry.upper(), place, key)


class Compared(NamedTuple):
    """Another registry's log beside our book: its name and size, how many lots we know, and all that differs."""

    origin: str
    size: int
    lots: int
    discrepancies: list[str]


@contextmanager
def _in_their_words() -> Iterator[None]:
    """Whatever a log's text does to the code that reads it is a difference in that log."""
    try:
        yield
    except (ValueError, LookupError, TypeError, AttributeError, ArithmeticError, RecursionError) as error:
        raise Difference(f"it is not written as it must be: {type(error).__name__}: {error}"[:300]) from error


def compared(registry: str, place: str, keys: Sequence[str]) -> Compared:
    """Compare a log, in a folder or at an address, with our book of one registry.

    Raises: Difference where their log is not whole; Unreachable where nothing of it came, which says nothing of it.
    """
    with _in_their_words():
        origin, size, replay = replayed(Source(place), keys)
    here = ours(registry)
    with _in_their_words():
        return Compared(origin, size, len(here), list(discrepancies(here, theirs(registry, replay))))


class LotKey(NamedTuple):
    """What names a lot in every book: its series and first unit. Ids are each book's own."""

    host: str
    registry: str
    numbering: str
    first: int

    @override
    def __str__(self) -> str:
        return f"lot {self.host}-{self.registry}-{self.first} ({self.numbering})"


class Known(NamedTuple):
    """A lot as a book knows it: last unit, project, issuance, vintage, and which range lies in which place."""

    facts: tuple[int, str, int, int | None]
    held: Ranges


def ours(registry: str) -> dict[LotKey, Known]:
    """Our book's lots of one issuing registry, with the place (registry and kind of account) of each range."""
    lots = Lot.objects.filter(series__registry=registry).select_related("series").order_by("pk")
    found, by_id = {}, {}
    for lot in lots:
        key = LotKey(lot.series.host, registry, lot.series.numbering, lot.units.lower)
        by_id[lot.pk] = found[key] = Known((lot.units.upper - 1, lot.project, lot.issuance, lot.vintage), [])
    with connection.cursor() as cursor:
        cursor.execute(PLACES, [registry])
        for lot, first, last, place in cursor.fetchall():
            by_id[lot].held.append((first, last, place))
    return found


def theirs(registry: str, replay: Replay) -> dict[LotKey, Known]:
    """The other book's lots of that registry, as its log makes them."""
    return {
        LotKey(lot["host"], registry, lot["numbering"], lot["first"]): Known(
            (lot["last"], lot["project"], lot["issuance"], lot["vintage"]), replay.held[number]
        )
        for number, lot in replay.lots.items()
        if lot["registry"] == registry
    }


def discrepancies(here: dict[LotKey, Known], there: dict[LotKey, Known]) -> Iterator[str]:
    """Every difference, lot by lot and range by range; each amount in t CO2 eq."""
    for key in sorted(here.keys() | there.keys()):
        ours_, theirs_ = here.get(key), there.get(key)
        if ours_ is None or theirs_ is None:
            yield f"{key}: only in {'our' if ours_ else 'their'} book"
        elif ours_.facts != theirs_.facts:
            yield f"{key}: we know last unit, project, issuance, vintage as {ours_.facts}, they as {theirs_.facts}"
        else:
            yield from _ranges(key, ours_.held, theirs_.held)


def _ranges(key: LotKey, here: Ranges, there: Ranges) -> Iterator[str]:
    edges = sorted({edge for first, last, _owner in (*here, *there) for edge in (first, last + 1)})
    for first, after in pairwise(edges):
        ours_, theirs_ = _owner(here, first), _owner(there, first)
        if ours_ != theirs_:
            yield f"{key}: units {first}-{after - 1} ({after - first} t) are in {ours_} here, in {theirs_} there"


def _owner(ranges: Ranges, unit: int) -> str:
    return next((owner for first, last, owner in ranges if first <= unit <= last), "no account")

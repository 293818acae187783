"""Both Parties' books side by side: what one adds, the other has acquired; and whether they agree."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from credits.adjustments.facts import Event, FirstTransferred, Used


@dataclass(frozen=True)
class Mirrored:
    """Outcomes of one vintage between a first transferring and an acquiring Party.

    `added` is the first transferring Party's addition; `acquired` the same outcomes in the other's books, of which
    `used` were used towards its NDC and subtracted there.
    """

    vintage: int | None
    added: int
    acquired: int
    used: int
    added_keys: Sequence[str]
    used_keys: Sequence[str]

    @property
    def left(self) -> int:
        """Acquired and not used."""
        return self.acquired - self.used

    @property
    def agrees(self) -> bool:
        """True when the sides tell the same, and no more is subtracted than was added."""
        return self.added == self.acquired and self.used <= self.added


class Fault(StrEnum):
    """What cannot be in two books that agree."""

    USED_BEYOND = "used_beyond"  # more used than first transferred for use towards an NDC
    NOBODYS = "nobodys"  # a use that names no Party of origin, or a Party's own
    NOT_POSITIVE = "not_positive"  # an amount of nothing or less


@dataclass(frozen=True)
class Disagreement:
    """A fault between two books, with the pair, the vintage and by how much."""

    fault: Fault
    first_party: str
    user: str
    vintage: int | None
    tonnes: int


type Pair = tuple[str, str]
type Books = dict[tuple[str, str, int | None], tuple[list[FirstTransferred], list[Used]]]


def between(events: Sequence[Event], *, first_party: str, user: str) -> list[Mirrored]:
    """The two books of a pair, one row a vintage, the oldest first; unknown vintages stand last."""
    books = _books(events)
    vintages = [vintage for first, other, vintage in books if (first, other) == (first_party, user)]
    in_order = sorted(vintages, key=lambda vintage: (vintage is None, -1 if vintage is None else vintage))
    return [_row(vintage, *books[first_party, user, vintage]) for vintage in in_order]


def _books(events: Sequence[Event]) -> Books:
    books: Books = {}
    for event in events:
        if isinstance(event, FirstTransferred):
            books.setdefault((event.party, event.to, event.vintage), ([], []))[0].append(event)
        else:
            books.setdefault((event.of, event.party, event.vintage), ([], []))[1].append(event)
    return books


def _row(vintage: int | None, given: Sequence[FirstTransferred], used: Sequence[Used]) -> Mirrored:
    tonnes = sum(event.quantity for event in given)
    return Mirrored(
        vintage,
        added=tonnes,
        acquired=tonnes,
        used=sum(event.quantity for event in used),
        added_keys=[event.key for event in given],
        used_keys=[event.key for event in used],
    )


def pairs(events: Sequence[Event]) -> list[Pair]:
    """Every pair of a first transferring and another Party that the events name."""
    return sorted({(first, other) for first, other, _vintage in _books(events) if first and other})


def disagreements(events: Sequence[Event]) -> Iterator[Disagreement]:
    """Everything that cannot be: nothing where both sides' books agree."""
    for event in events:
        is_used = isinstance(event, Used)
        first, other = (event.of, event.party) if isinstance(event, Used) else (event.party, event.to)
        if event.quantity <= 0:
            yield Disagreement(Fault.NOT_POSITIVE, first, other, event.vintage, event.quantity)
        if is_used and first in {"", other}:
            yield Disagreement(Fault.NOBODYS, first, other, event.vintage, event.quantity)
    for (first, other, vintage), (given, used) in _books(events).items():
        row = _row(vintage, [event for event in given if event.for_ndc], used)
        if row.used > row.added:
            yield Disagreement(Fault.USED_BEYOND, first, other, vintage, row.used - row.added)

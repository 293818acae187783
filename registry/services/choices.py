"""Which units are meant: by lot, by serial range, or by quantity; oldest vintage first or in the caller's order."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from common.refusals import Refused
from registry.checks.requests import Wanted
from registry.models import Account
from registry.selectors import holdings, pending, suspensions

type Span = tuple[int, int, int]  # lot, first, last


@dataclass(frozen=True)
class Selection:
    """What a person chose.

    Attributes:
        serials: serial ranges in the order in which they are to go; a lot's own number means the whole lot.
        lot_id: one lot, where no serial numbers are given.
        quantity: whole tonnes out of these; None means all of them.
    """

    serials: Sequence[str] = ()
    lot_id: int | None = None
    quantity: int | None = None

    @property
    def is_empty(self) -> bool:
        return not self.serials and self.lot_id is None and self.quantity is None


def from_account(account: Account, selection: Selection) -> Sequence[Wanted]:
    """Exactly which units of an account are meant. By quantity, units that are frozen or wait in other requests are
    passed over; a serial range without quantity is taken as it stands.

    Raises: Refused TRF-10 (nothing chosen), TRF-15 (not enough free units), SER-01, SER-02 (no such units).
    """
    if selection.serials and selection.quantity is None:
        return [Wanted(*span) for text in selection.serials for span in spans_of(text)]
    if selection.is_empty or (selection.quantity is not None and selection.quantity < 1):
        raise Refused("TRF-10", _("Choose at least one tonne to move."), field="quantity")
    free = _free(account, selection.lot_id)
    if selection.serials:
        named = [span for text in selection.serials for span in spans_of(text)]
        free = [part for span in named for part in common(span, free)]
    return _taken(free, selection.quantity)


def spans_of(text: str) -> Sequence[Span]:
    """The parts of lots that a serial number names, in order.

    Raises: Refused SER-01 (not a serial number), SER-02, SER-03 (404, not all of these units were issued so).
    """
    serial = holdings.serial_of(text, field="serials")
    lots = holdings.lots_of(serial, field="serials")
    return [(lot.pk, max(lot.units.lower, serial.first), min(lot.units.upper - 1, serial.last)) for lot in lots]


def _free(account: Account, lot_id: int | None) -> list[Span]:
    """Held ranges less those that are frozen or wait in open requests, oldest vintage first."""
    held = [span for span in holdings.of(account) if lot_id is None or span.lot_id == lot_id]
    lots = list({span.lot_id for span in held})
    taken = sorted([*pending.spans_in(lots), *suspensions.frozen_in(lots)])
    return [part for span in held for part in _without((span.lot_id, span.first, span.last), taken)]


def _without(span: Span, taken: Sequence[Span]) -> list[Span]:
    lot, start, end = span
    left = []
    for other, first, last in taken:
        if other != lot or last < start or first > end:
            continue
        if first > start:
            left.append((lot, start, first - 1))
        start = last + 1
    return [*left, (lot, start, end)] if start <= end else left


def common(span: Span, free: Sequence[Span]) -> list[Span]:
    """The parts of a range that lie in others of the same lot, in order."""
    lot, first, last = span
    return sorted(
        (lot, max(first, low), min(last, high))
        for other, low, high in free
        if other == lot and low <= last and high >= first
    )


def _taken(free: Sequence[Span], quantity: int | None) -> Sequence[Wanted]:
    if quantity is None:
        quantity = sum(last - first + 1 for _lot, first, last in free)
        if not quantity:
            raise Refused("TRF-10", _("Choose at least one tonne to move."), field="quantity")
    left, chosen = quantity, []
    for lot, first, last in free:
        take = min(left, last - first + 1)
        chosen.append(Wanted(lot, first, first + take - 1))
        left -= take
        if left == 0:
            return chosen
    raise Refused(
        "TRF-15",
        _("The account has %(free)s t free to move; you asked for %(asked)s t."),
        field="quantity",
        params={"free": quantity - left, "asked": quantity},
    )

"""What an account can do with what it holds: free units, units that are promised in open requests, frozen units."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet
from django.db.models.expressions import RawSQL
from django.db.models.fields import BigIntegerField

from registry.models import Account, Holding
from registry.selectors import pending, suspensions

type Span = tuple[int, int]
_HELD = """
(SELECT coalesce(sum(upper(h.units) - lower(h.units)), 0) FROM book_holding h
 WHERE h.account_id = registry_account.book_id AND h.lot_id IN (SELECT book_lots_of(registry_account.book_id)))
"""


@dataclass(frozen=True)
class Standing:
    """t CO2 eq of one account; a unit that is frozen and promised counts as frozen."""

    total: int
    frozen: int
    promised: int

    @property
    def free(self) -> int:
        return self.total - self.frozen - self.promised


def of(holdings: Iterable[Holding]) -> Standing:
    """How an account stands that holds these now."""
    held: dict[int, list[Span]] = defaultdict(list)
    for holding in holdings:
        held[holding.lot_id].append((holding.units.lower, holding.units.upper - 1))
    frozen_spans = suspensions.frozen_in(list(held)) if held else ()
    frozen = _within(held, frozen_spans)
    either = _within(held, [*frozen_spans, *pending.spans_in(list(held))]) if held else 0
    total = sum(last - first + 1 for spans in held.values() for first, last in spans)
    return Standing(total, frozen, either - frozen)


def _within(held: dict[int, list[Span]], ranges: Iterable[tuple[int, int, int]]) -> int:
    """How many of the held units lie in any of the ranges; a unit that lies in several counts once."""
    cut: dict[int, list[Span]] = defaultdict(list)
    for lot, first, last in ranges:
        cut[lot] += [
            (max(first, begins), min(last, ends)) for begins, ends in held[lot] if begins <= last and first <= ends
        ]
    counted = 0
    for spans in cut.values():
        reached = 0
        for first, last in sorted(spans):
            counted += max(0, last - max(first, reached + 1) + 1)
            reached = max(reached, last)
    return counted


def with_held(accounts: QuerySet[Account]) -> QuerySet[Account]:
    """Accounts with `held_tco2e`, what each holds now."""
    held = RawSQL(_HELD, [], output_field=BigIntegerField())  # noqa: S611  # nosec B611  nothing comes from outside
    return accounts.annotate(held_tco2e=held)

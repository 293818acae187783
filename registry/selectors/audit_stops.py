"""What may not move, as the audit replays it: accounts that do not fit, blocks at their time, freezes at theirs."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import inf
from typing import Any

ACCOUNTS = "SELECT id, number, registry, purpose FROM book_account"
PROJECTS = "SELECT id, project FROM book_lot"
BLOCK_CHANGES = "SELECT after_transaction, scope, name, blocked FROM book_block_change ORDER BY id"
BLOCKS = "SELECT scope, name FROM book_block"
FREEZES = """
SELECT f.lot_id, lower(f.units), upper(f.units) - 1, f.transaction_id, u.id
FROM book_freeze f LEFT JOIN book_transaction u ON u.answers = f.transaction_id AND u.kind = 'unfreeze'
"""
TERMINAL = {"retirement": ("retirement",), "cancellation": ("cancellation",), "set_aside": ("buffer",)}
RECEIVERS = TERMINAL | {
    "transfer": ("holding",),
    "inter_registry": ("holding",),
    "release": ("holding",),
    "correction": ("cancellation", "holding"),
    "issuance": ("holding", "unsplit", "buffer"),
}
SENDERS = {
    "transfer": ("holding", "unsplit"),
    "inter_registry": ("holding",),
    "retirement": ("holding",),
    "cancellation": ("holding", "buffer"),
    "set_aside": ("holding",),
    "release": ("buffer",),
    "correction": ("holding", "unsplit"),
}


@dataclass(frozen=True)
class _Account:
    number: str
    registry: str
    purpose: str


@dataclass(frozen=True)
class Moved:
    """One movement, as the book has it."""

    transaction: int
    kind: str
    lot: int
    first: int
    last: int
    sender: int | None
    receiver: int


class Stops:
    """Says of each movement, in the order of transactions, what should have stopped it."""

    def __init__(self, cursor: Any) -> None:
        self.accounts = {key: _Account(*values) for key, *values in _all(cursor, ACCOUNTS)}
        self.projects = dict(_all(cursor, PROJECTS))
        self.changes = _all(cursor, BLOCK_CHANGES)
        self.standing = set(_all(cursor, BLOCKS))
        self.blocked: set[tuple[str, str]] = set()
        self.done = 0
        self.next_change: float = self.changes[0][0] if self.changes else inf
        self.freezes: dict[int, list[tuple[int, int, int, int | None]]] = defaultdict(list)
        for lot, *freeze in _all(cursor, FREEZES):
            self.freezes[lot].append(tuple(freeze))
        self.fitting: set[tuple[str, int | None, int]] = set()

    def are_out_of_question(self, number: int, kind: str, lot: int, sender: int | None, receiver: int) -> bool:
        """The short way for nearly all movements: no block, no freeze of the lot, accounts that fitted before."""
        return (
            not self.blocked
            and number <= self.next_change
            and lot not in self.freezes
            and (kind, sender, receiver) in self.fitting
        )

    def of(self, moved: Moved) -> Iterator[str]:
        """What is wrong with a movement."""
        if not self._fits(moved.kind, moved.sender, moved.receiver):
            yield f"{moved.kind} does not fit accounts {moved.sender} and {moved.receiver}"
        self._advance(moved.transaction)
        if self.blocked and (stop := self._block_on(moved)):
            yield f"{stop[0]} {stop[1]} was blocked"
        for first, last, begun, ended in self.freezes.get(moved.lot, ()):
            frozen = begun < moved.transaction and (ended is None or ended > moved.transaction)
            if frozen and first <= moved.last and moved.first <= last and moved.kind != "issuance":
                yield f"units {moved.first}-{moved.last} of lot {moved.lot} were frozen by transaction {begun}"

    def at_the_end(self) -> Iterator[str]:
        """The blocks that stand are those whose coming and going was kept."""
        self._advance(None)
        for scope, name in sorted(self.blocked ^ self.standing):
            yield f"{scope} {name}: its block is not what came and went"

    def _advance(self, to: int | None) -> None:
        """Let blocks come and go up to a transaction; a block counts for the transactions with a later number."""
        while self.done < len(self.changes) and (to is None or self.changes[self.done][0] < to):
            _after, scope, name, blocked = self.changes[self.done]
            (self.blocked.add if blocked else self.blocked.discard)((scope, name))
            self.done += 1
            self.next_change = self.changes[self.done][0] if self.done < len(self.changes) else inf

    def _block_on(self, moved: Moved) -> tuple[str, str] | None:
        touched = {("lot", str(moved.lot)), ("project", self.projects[moved.lot])}
        for account in (moved.sender, moved.receiver):
            if account is not None and (known := self.accounts.get(account)):
                touched |= {("account", known.number), ("registry", known.registry)}
        return min(touched & self.blocked, default=None)

    def _fits(self, kind: str, sender: int | None, receiver: int) -> bool:
        """Does the kind fit, as the book's `book_kind_fits` says? Reversals are compared with what they reverse."""
        key = (kind, sender, receiver)
        if key not in self.fitting:
            giving = None if sender is None else self.accounts.get(sender)
            taking = self.accounts.get(receiver)
            if taking is None or (sender is not None and giving is None):
                return False
            if kind != "reversal" and taking.purpose not in RECEIVERS.get(kind, ()):
                return False
            if giving is not None and kind != "reversal" and not _gives(kind, giving, taking):
                return False
            self.fitting.add(key)
        return True


def _gives(kind: str, giving: _Account, taking: _Account) -> bool:
    abroad = giving.registry != taking.registry
    return giving.purpose in SENDERS.get(kind, ()) and abroad == (kind == "inter_registry")


def _all(cursor: Any, question: str) -> Sequence[Any]:
    cursor.execute(question)
    return list(cursor.fetchall())

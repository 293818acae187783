"""Reads of the transparency log: bodies of entries, hashes, tiles, proofs."""

import json
from collections.abc import Sequence
from hashlib import sha256
from itertools import batched
from typing import Any

import rfc8785
from django.db import connection
from django.db.models import Exists, OuterRef, QuerySet

from registry.models import (
    BookTransaction,
    LogCheckpoint,
    LogCosignature,
    LogEntry,
    LogHash,
    LogKey,
    LogStatement,
    Movement,
)
from registry.tlog import tiles, tree
from registry.tlog.notes import COSIGNATURE, NotTrusted, VerifierKey, text_of
from registry.tlog.witnesses import cosignature_in

# Movements of one entry: at most about 130 bytes each, so that an entry stays well below 65,535 bytes.
MOVEMENTS_OF_AN_ENTRY = 250
FROZEN = "SELECT lot_id, lower(units), upper(units) - 1 FROM book_freeze WHERE transaction_id = %s ORDER BY 1, 2"

TOTALS = """
SELECT a.number, sum(moved.quantity) FROM (
  SELECT to_account_id AS account_id, upper(units) - lower(units) AS quantity, transaction_id FROM book_movement
  UNION ALL
  SELECT from_account_id, lower(units) - upper(units), transaction_id FROM book_movement
  WHERE from_account_id IS NOT NULL
) moved JOIN book_account a ON a.id = moved.account_id
WHERE moved.transaction_id IN (SELECT transaction_id FROM registry_logentry WHERE position < %s
  AND part = 1 AND transaction_id IS NOT NULL)
GROUP BY a.number HAVING sum(moved.quantity) <> 0 ORDER BY a.number
"""


def bodies(posted: BookTransaction) -> list[bytes]:
    """The public entries of a transaction: RFC 8785 JSON, no personal data; the reason by its SHA-256 alone."""
    moved = list(posted.movements.select_related("lot__series", "from_account", "to_account").order_by("id"))
    frozen = _frozen(posted.pk)
    parts = [list(each) for each in batched(moved, MOVEMENTS_OF_AN_ENTRY, strict=False)] or [[]]
    return [
        _body(posted, part, number, len(parts), frozen if number == 1 else []) for number, part in enumerate(parts, 1)
    ]


def _body(
    posted: BookTransaction, moved: Sequence[Movement], part: int, parts: int, frozen: Sequence[dict[str, int]]
) -> bytes:  # fmt: skip
    told: dict[str, Any] = {
        "about": "transaction", "transaction": posted.pk, "kind": posted.kind,
        "posted_at": posted.posted_at.isoformat(timespec="microseconds"), "answers": posted.answers_id,
        "part": part, "parts": parts,
        "reason_sha256": sha256(posted.reason.encode()).hexdigest() if posted.reason else None,
        "movements": [
            {"lot": each.lot_id, "first": each.first, "last": each.last, "to": each.to_account.number,
             "from": each.from_account.number if each.from_account else None}
            for each in moved
        ],
        "frozen": list(frozen),
    }  # fmt: skip
    if posted.kind == "issuance":
        told["lots"] = [_lot(lot) for lot in sorted({each.lot for each in moved}, key=lambda lot: lot.pk)]
    return bytes(rfc8785.dumps(told))


def _frozen(transaction_id: int) -> list[dict[str, int]]:
    with connection.cursor() as cursor:
        cursor.execute(FROZEN, [transaction_id])
        return [{"lot": lot, "first": first, "last": last} for lot, first, last in cursor.fetchall()]


def _lot(lot: Any) -> dict[str, Any]:
    return {
        "lot": lot.pk, "host": lot.series.host, "registry": lot.series.registry, "numbering": lot.series.numbering,
        "first": lot.units.lower, "last": lot.units.upper - 1, "project": lot.project, "issuance": lot.issuance,
        "vintage": lot.vintage,
    }  # fmt: skip


def unlogged_transactions() -> QuerySet[BookTransaction]:
    """Posted transactions that are in no entry yet, oldest first."""
    logged = Exists(LogEntry.objects.filter(transaction=OuterRef("pk")))
    return BookTransaction.objects.filter(~logged).order_by("pk")


def unlogged_statements() -> QuerySet[LogStatement]:
    """Statements that are in no entry yet, oldest first."""
    return LogStatement.objects.filter(entry=None).order_by("pk")


def size() -> int:
    """How many entries stand, signed or not."""
    last = LogEntry.objects.order_by("-position").first()
    return last.position + 1 if last else 0


def checkpoint() -> LogCheckpoint | None:
    """The newest signed head."""
    return LogCheckpoint.objects.first()


def published(head: LogCheckpoint) -> str:
    """A signed head as the public gets it: with the lines of the witnesses that have cosigned it."""
    return head.note + "".join(each.line for each in head.cosignatures.all())


def verifier_keys() -> list[str]:
    """Every public key that has signed heads, newest first."""
    return [key.verifier for key in LogKey.objects.order_by("-since", "-pk")]


def read(level: int, first: int, count: int) -> list[bytes]:
    """Hashes of whole subtrees of 256**level leaves; what `registry.tlog.tree` reads."""
    if level == 0:
        found = LogEntry.objects.filter(position__range=(first, first + count - 1)).order_by("position")
        return [bytes(each) for each in found.values_list("leaf_hash", flat=True)]
    whole = LogHash.objects.filter(level=level, number__range=(first, first + count - 1)).order_by("number")
    return [bytes(each) for each in whole.values_list("hash", flat=True)]


def tile(level: int | str, number: int, width: int) -> bytes | None:
    """The bytes of a tile or bundle; None when the signed log does not reach that far."""
    head = checkpoint()
    span = 1 if level == "entries" else tree.WIDTH ** int(level)
    if head is None or (number * tree.WIDTH + width) * span > head.size:
        return None
    if level != "entries":
        return b"".join(read(int(level), number * tree.WIDTH, width))
    first = number * tree.WIDTH
    found = LogEntry.objects.filter(position__range=(first, first + width - 1)).order_by("position")
    return tiles.bundle([body.encode() for body in found.values_list("body", flat=True)])


def proof(position: int) -> str | None:
    """The `.tlog-proof` of an entry under the newest head; None before the entry is signed."""
    head = checkpoint()
    if head is None or position >= head.size:
        return None
    return tiles.proof_file(position, tree.inclusion(read, position, head.size), published(head))


def of_transaction(transaction_id: int) -> QuerySet[LogEntry]:
    """The entries of a transaction, in their order."""
    return LogEntry.objects.filter(transaction=transaction_id).order_by("part")


def public() -> QuerySet[LogEntry]:
    """The signed entries, newest first."""
    head = checkpoint()
    return LogEntry.objects.filter(position__lt=head.size if head else 0).order_by("-position")


def totals_at(head: LogCheckpoint) -> bytes:
    """What every account holds after the entries of a head, t CO2 eq: JSON, for comparison with a replay."""
    with connection.cursor() as cursor:
        cursor.execute(TOTALS, [head.size])
        held = {number: int(quantity) for number, quantity in cursor.fetchall()}
    return bytes(rfc8785.dumps({"size": head.size, "holdings_tco2e": held}))


def differences() -> str:
    """Compare the whole log with the book and with its own root; the first difference, or nothing."""
    hashes: list[bytes] = []
    for entry in LogEntry.objects.order_by("position").iterator(chunk_size=2000):
        if entry.position != len(hashes):
            return f"log entry {len(hashes)} is missing"
        if tree.leaf_hash(entry.body.encode()) != bytes(entry.leaf_hash):
            return f"log entry {entry.position}: its hash is not that of its text"
        hashes.append(bytes(entry.leaf_hash))
    for head in LogCheckpoint.objects.order_by("size"):
        if tree.fold(hashes[: head.size]) != bytes(head.root):
            return f"the signed head of {head.size} entries has another root than the entries"
    return _cosignatures() or _against_the_book()


def _cosignatures() -> str:
    for kept in LogCosignature.objects.select_related("checkpoint"):
        try:
            cosignature_in(kept.line, text_of(kept.checkpoint.note), VerifierKey.of(kept.witness, COSIGNATURE))
        except NotTrusted as error:
            return f"the cosignature of {kept.witness_name} on {kept.checkpoint_id} entries does not hold: {error}"
    return ""


def _against_the_book() -> str:
    posted: BookTransaction | None = None
    expected: list[bytes] = []
    logged = LogEntry.objects.exclude(transaction=None).order_by("transaction_id", "part")
    for entry in logged.select_related("transaction").iterator(chunk_size=2000):
        if posted is None or entry.transaction_id != posted.pk:
            posted = entry.transaction
            expected = bodies(posted) if posted else []
        if entry.part > len(expected) or expected[entry.part - 1].decode() != entry.body:
            return f"transaction {entry.transaction_id}: the book says another thing than log entry {entry.position}"
    return ""


def parsed(entry: LogEntry) -> dict[str, Any]:
    """What an entry says."""
    return dict(json.loads(entry.body))

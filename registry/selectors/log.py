"""Reads of the transparency log: entries, hashes, tiles, proofs, totals, and the openings of commitments."""

import json
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import rfc8785
from django.db import connection
from django.db.models import Exists, OuterRef, Q, QuerySet

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
from registry.tlog.notes import COSIGNATURE, Checkpoint, NotTrusted, VerifierKey, text_of
from registry.tlog.witnesses import cosignature_in

FORMAT = 1
TOTALS = """
WITH moved AS (
  SELECT from_place, to_place, upper(units) - lower(units) AS quantity FROM log_movement WHERE transaction_id IN
    (SELECT transaction_id FROM registry_logentry WHERE position < %(size)s AND transaction_id IS NOT NULL)
)
SELECT split_part(place, '/', 1), split_part(place, '/', 2), sum(quantity)::bigint FROM (
  SELECT to_place AS place, quantity FROM moved
  UNION ALL SELECT from_place, -quantity FROM moved WHERE from_place IS NOT NULL
) both_ends GROUP BY 1, 2 HAVING sum(quantity) <> 0 ORDER BY 1, 2
"""
FROZEN = """
WITH logged AS (
  SELECT t.id, t.kind, t.answers FROM book_transaction t WHERE t.kind IN ('freeze', 'unfreeze') AND t.id IN
    (SELECT transaction_id FROM registry_logentry WHERE position < %(size)s)
), frozen AS (
  SELECT f.lot_id, unnest(range_agg(f.units)) AS units FROM book_freeze f JOIN logged ON logged.id = f.transaction_id
  WHERE NOT EXISTS (SELECT 1 FROM logged ended WHERE ended.answers = f.transaction_id AND ended.kind = 'unfreeze')
  GROUP BY f.lot_id
)
SELECT s.registry, sum(upper(frozen.units) - lower(frozen.units))::bigint FROM frozen
JOIN book_lot l ON l.id = frozen.lot_id JOIN book_series s ON s.id = l.series_id GROUP BY 1 ORDER BY 1
"""
AGAINST_THE_BOOK = """
SELECT e.position, e.transaction_id FROM registry_logentry e
LEFT JOIN LATERAL log_bodies(e.transaction_id) b ON b.part = e.part
LEFT JOIN registry_logstatement s ON s.id = e.statement_id
WHERE e.position >= %s AND coalesce(b.body, s.body) IS DISTINCT FROM e.body ORDER BY e.position LIMIT 1
"""


def waits_since() -> datetime | None:
    """When the oldest posted transaction that stands in no entry yet was posted."""
    waiting = ~Exists(LogEntry.objects.filter(transaction=OuterRef("pk")))
    return BookTransaction.objects.filter(waiting).order_by("pk").values_list("posted_at", flat=True).first()


def anything_waits() -> bool:
    """True while something that was posted or decided stands in no entry yet."""
    stated = Exists(LogEntry.objects.filter(statement=OuterRef("pk")))
    return waits_since() is not None or LogStatement.objects.filter(~stated).exists()


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


def public() -> QuerySet[LogEntry]:
    """The signed entries, newest first."""
    head = checkpoint()
    signed = LogEntry.objects.filter(position__lt=head.size if head else 0)
    return signed.select_related("statement").order_by("-position")


def totals_at(head: LogCheckpoint) -> bytes:
    """What lies in accounts of each kind, and what is frozen, by registry after the entries of a head, t CO2 eq."""
    held: dict[str, dict[str, int]] = {}
    with connection.cursor() as cursor:
        cursor.execute(TOTALS, {"size": head.size})
        for registry, kind, quantity in cursor.fetchall():
            held.setdefault(registry, {})[kind] = quantity
        cursor.execute(FROZEN, {"size": head.size})
        frozen = dict(cursor.fetchall())
    told: dict[str, Any] = {
        "version": FORMAT,
        "size": head.size,
        "holdings_tco2e": held,
        "frozen_tco2e": frozen,
    }  # JSON
    return bytes(rfc8785.dumps(told))


@dataclass(frozen=True)
class Opening:
    """The text of one leaf of a transaction's commitment, and the way from it to the root that its entry tells."""

    transaction: int
    index: int
    of: int
    leaf: str
    path: Sequence[str]


def openings(numbers: Collection[str] | None = None) -> Iterator[Opening]:
    """What opens the commitments of signed entries: every leg of these accounts with the transaction's head; or all."""
    signed = public().exclude(transaction=None).filter(part=1)
    if numbers is not None:
        touched = Q(from_account__number__in=numbers) | Q(to_account__number__in=numbers)
        signed = signed.filter(transaction__in=Movement.objects.filter(touched).order_by().values("transaction"))
    for transaction in signed.order_by("position").values_list("transaction", flat=True).iterator(chunk_size=2000):
        if transaction is not None:
            yield from _openings_of(transaction, numbers)


def _openings_of(transaction: int, numbers: Collection[str] | None) -> Iterator[Opening]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT leaf FROM log_leaves(%s) ORDER BY leg", [transaction])
        leaves = [leaf for (leaf,) in cursor.fetchall()]
    hashes = [tree.leaf_hash(leaf.encode()) for leaf in leaves]

    def subtrees(level: int, first: int, count: int) -> list[bytes]:
        span = tree.WIDTH**level
        return [tree.fold(hashes[n * span : (n + 1) * span]) for n in range(first, first + count)]

    for index, leaf in enumerate(leaves):
        said = json.loads(leaf)
        if index == 0 or numbers is None or said["from"] in numbers or said["to"] in numbers:
            path = [each.hex() for each in tree.inclusion(subtrees, index, len(leaves))]
            yield Opening(transaction, index, len(leaves), leaf, path)


def opened(numbers: Collection[str] | None = None) -> dict[str, Any]:  # JSON
    """The openings as the file that `verifier.py --openings` reads."""
    found = [vars(each) for each in openings(numbers)]
    return {"version": FORMAT, "accounts": None if numbers is None else sorted(numbers), "openings": found}


def differences(*, start: int = 0) -> str:
    """Compare the log with the book and with its own heads; the first difference, or nothing.

    Args:
        start: the first entry whose text is read; of those before only the hashes are, which the next head fixes.
    """
    growing = tree.Growing()
    before = LogEntry.objects.filter(position__lt=start).order_by("position").values_list("leaf_hash", flat=True)
    for leaf in before.iterator(chunk_size=10_000):
        growing.add(bytes(leaf))
    heads = iter(LogCheckpoint.objects.filter(size__gt=start).order_by("size"))
    head = next(heads, None)
    for entry in LogEntry.objects.filter(position__gte=start).order_by("position").iterator(chunk_size=2000):
        if entry.position != growing.size:
            return f"log entry {growing.size} is missing"
        if tree.leaf_hash(entry.body.encode()) != bytes(entry.leaf_hash):
            return f"log entry {entry.position}: its hash is not that of its text"
        growing.add(bytes(entry.leaf_hash))
        while head is not None and head.size == growing.size:
            if wrong := _of_head(head, growing.root()):
                return wrong
            head = next(heads, None)
    if head is not None:
        return f"the signed head of {head.size} entries is of more than there are"
    return _cosignatures(start) or _against_the_book(start)


def _of_head(head: LogCheckpoint, root: bytes) -> str:
    if root != bytes(head.root):
        return f"the signed head of {head.size} entries has another root than the entries"
    for key in verifier_keys():
        try:
            if Checkpoint.of(head.note, VerifierKey.of(key)).root == root:
                return ""
        except NotTrusted:
            continue  # it may be signed by another of the keys
    return f"the head of {head.size} entries bears no signature of a key of the log"


def _cosignatures(start: int) -> str:
    for kept in LogCosignature.objects.filter(checkpoint__gt=start).select_related("checkpoint"):
        try:
            cosignature_in(kept.line, text_of(kept.checkpoint.note), VerifierKey.of(kept.witness, COSIGNATURE))
        except NotTrusted as error:
            return f"the cosignature of {kept.witness_name} on {kept.checkpoint_id} entries does not hold: {error}"
    return ""


def _against_the_book(start: int) -> str:
    with connection.cursor() as cursor:
        cursor.execute(AGAINST_THE_BOOK, [start])
        found = cursor.fetchone()
    if found is None:
        return ""
    if found[1] is None:
        return f"log entry {found[0]} says another thing than its statement"
    return f"transaction {found[1]}: the book says another thing than log entry {found[0]}"


def parsed(entry: LogEntry) -> dict[str, Any]:  # JSON
    """What an entry says."""
    return dict(json.loads(entry.body))

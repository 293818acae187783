"""What may not move, as the audit asks it: accounts that do not fit, blocks at their time, freezes at theirs."""

from collections.abc import Iterator

from django.db.backends.utils import CursorWrapper

# Each kind with the purposes of the accounts that give and take; None gives what is issued.
FITS = {
    ("issuance", None, "holding"),
    ("issuance", None, "unsplit"),
    ("issuance", None, "buffer"),
    ("transfer", "holding", "holding"),
    ("transfer", "unsplit", "holding"),
    ("inter_registry", "holding", "holding"),
    ("retirement", "holding", "retirement"),
    ("cancellation", "holding", "cancellation"),
    ("cancellation", "buffer", "cancellation"),
    ("set_aside", "holding", "buffer"),
    ("release", "buffer", "holding"),
    ("correction", "holding", "cancellation"),
    ("correction", "unsplit", "cancellation"),
    ("correction", "holding", "holding"),
    ("correction", "unsplit", "holding"),
}
# Which kinds went between which kinds of accounts: many movements, few answers.
PAIRS = """
SELECT p.kind, p.sender IS NULL, s.purpose, r.purpose, s.registry = r.registry, min(p.movement), min(p.transaction)
FROM (SELECT t.kind, m.from_account_id AS sender, m.to_account_id AS receiver, min(m.id) AS movement,
        min(t.id) AS transaction
      FROM book_movement m JOIN book_transaction t ON t.id = m.transaction_id
      GROUP BY t.kind, m.from_account_id, m.to_account_id) p
LEFT JOIN book_account s ON s.id = p.sender LEFT JOIN book_account r ON r.id = p.receiver
GROUP BY 1, 2, 3, 4, 5
"""
# A block counts for the transactions with a later number, until the number at which it went.
BLOCKED = """
WITH change AS (
  SELECT scope, name, blocked, after_transaction AS begun,
    lead(after_transaction) OVER (PARTITION BY scope, name ORDER BY id) AS ended FROM book_block_change
), block AS (SELECT * FROM change WHERE blocked
), of_account AS (
  SELECT b.*, a.id FROM block b JOIN book_account a
    ON (b.scope = 'account' AND a.number = b.name) OR (b.scope = 'registry' AND a.registry = b.name)
), of_lot AS (
  SELECT b.*, l.id FROM block b JOIN book_lot l
    ON (b.scope = 'lot' AND l.id::text = b.name) OR (b.scope = 'project' AND l.project = b.name)
), stopped AS (
  SELECT b.*, m.id AS movement, m.transaction_id FROM of_account b JOIN book_movement m ON m.from_account_id = b.id
  UNION ALL
  SELECT b.*, m.id, m.transaction_id FROM of_account b JOIN book_movement m ON m.to_account_id = b.id
  UNION ALL
  SELECT b.*, m.id, m.transaction_id FROM of_lot b JOIN book_movement m ON m.lot_id = b.id
)
SELECT movement, transaction_id, scope, name FROM stopped
WHERE transaction_id > begun AND (ended IS NULL OR transaction_id <= ended) ORDER BY 2, 1 LIMIT 1
"""
FROZEN = """
SELECT m.id, m.transaction_id, lower(m.units), upper(m.units) - 1, m.lot_id, f.transaction_id
FROM book_freeze f
LEFT JOIN book_transaction u ON u.answers = f.transaction_id AND u.kind = 'unfreeze'
JOIN book_movement m ON m.lot_id = f.lot_id AND m.units && f.units
  AND m.transaction_id > f.transaction_id AND (u.id IS NULL OR u.id > m.transaction_id)
JOIN book_transaction t ON t.id = m.transaction_id AND t.kind <> 'issuance'
ORDER BY 2, 1 LIMIT 1
"""
STANDING = """
SELECT coalesce(b.scope, c.scope), coalesce(b.name, c.name) FROM book_block b FULL JOIN (
  SELECT DISTINCT ON (scope, name) scope, name, blocked FROM book_block_change ORDER BY scope, name, id DESC
) c ON c.scope = b.scope AND c.name = b.name
WHERE (b.scope IS NOT NULL) <> coalesce(c.blocked, false) LIMIT 1
"""


def differences(cursor: CursorWrapper) -> Iterator[str]:
    """The first movement of each question that should have been stopped."""
    cursor.execute(PAIRS)
    for kind, from_nowhere, gives, takes, within, movement, number in cursor.fetchall():
        known = takes is not None and (from_nowhere or gives is not None)
        if not known or not _fits(kind, gives, takes, within=within):
            yield f"movement {movement} of transaction {number}: {kind} does not fit from {gives} to {takes}"
    cursor.execute(BLOCKED)
    for movement, number, scope, name in cursor.fetchall():
        yield f"movement {movement} of transaction {number}: {scope} {name} was blocked"
    cursor.execute(FROZEN)
    for movement, number, first, last, lot, freeze in cursor.fetchall():
        yield (
            f"movement {movement} of transaction {number}: units {first}-{last} of lot {lot} were frozen by"
            f" transaction {freeze}"
        )
    cursor.execute(STANDING)
    for scope, name in cursor.fetchall():
        yield f"{scope} {name}: its block is not what came and went"


def _fits(kind: str, gives: str | None, takes: str, *, within: bool | None) -> bool:
    """As the book's `book_kind_fits` says, told once more. Reversals are compared with what they reverse."""
    abroad = within is False
    return kind == "reversal" or ((kind, gives, takes) in FITS and abroad == (kind == "inter_registry"))

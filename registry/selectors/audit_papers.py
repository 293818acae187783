"""What the audit asks of the book by single questions: freezes, reversals, and the requests that led to postings."""

from collections.abc import Iterator

from django.db.backends.utils import CursorWrapper

# Each question finds rows that should not be; the sentence takes their first two columns.
QUESTIONS = {
    "freeze {0} of lot {1}: no transaction of freezing made it, or its units are not of the lot": """
        SELECT f.transaction_id, f.lot_id FROM book_freeze f
        LEFT JOIN book_transaction t ON t.id = f.transaction_id AND t.kind = 'freeze'
        LEFT JOIN book_lot l ON l.id = f.lot_id AND l.units @> f.units
        WHERE t.id IS NULL OR l.id IS NULL LIMIT 1
    """,
    "transaction {0}: a {1} that froze or freed nothing, or not what was posted": """
        SELECT t.id, t.kind FROM book_transaction t
        WHERE (t.kind = 'freeze' AND NOT EXISTS (SELECT 1 FROM book_freeze f WHERE f.transaction_id = t.id))
          OR (t.kind = 'unfreeze' AND (NOT EXISTS (SELECT 1 FROM book_freeze f WHERE f.transaction_id = t.answers)
            OR t.request_hash <> sha256(convert_to(concat_ws('|', t.kind, '', t.answers, t.reason), 'UTF8'))))
        LIMIT 1
    """,
    "transaction {0}: it does not move back exactly what transaction {1} moved": """
        SELECT t.id, t.answers FROM book_transaction t
        WHERE t.kind = 'reversal' AND (
          NOT EXISTS (SELECT 1 FROM book_transaction a WHERE a.id = t.answers AND a.id < t.id AND a.kind IN
            ('transfer', 'inter_registry', 'retirement', 'cancellation', 'set_aside', 'release'))
          OR EXISTS (
            WITH moved AS (SELECT lot_id, units, to_account_id AS a, from_account_id AS b FROM book_movement
                WHERE transaction_id = t.answers),
              back AS (SELECT lot_id, units, from_account_id, to_account_id FROM book_movement
                WHERE transaction_id = t.id)
            (TABLE moved EXCEPT TABLE back) UNION ALL (TABLE back EXCEPT TABLE moved)))
        LIMIT 1
    """,
    "request TR-{0:06d}: transaction {1} is not what it asked for": """
        SELECT r.id, r.posted_id FROM registry_transactionrequest r
        JOIN registry_account s ON s.id = r.sender_id JOIN registry_account e ON e.id = r.receiver_id
        LEFT JOIN book_transaction t ON t.id = r.posted_id
        WHERE r.posted_id IS NOT NULL AND (t.id IS NULL OR t.kind <> r.kind OR EXISTS (
          WITH asked AS (SELECT lot_id, units, s.book_id AS a, e.book_id AS b FROM registry_requestleg
              WHERE request_id = r.id),
            moved AS (SELECT lot_id, units, from_account_id, to_account_id FROM book_movement
              WHERE transaction_id = t.id)
          (TABLE asked EXCEPT TABLE moved) UNION ALL (TABLE moved EXCEPT TABLE asked)))
        LIMIT 1
    """,
    "transaction {0}: request TR-{1:06d} did not lead to it": """
        SELECT t.id, substr(t.key, 9)::bigint FROM book_transaction t
        WHERE t.key ~ '^request:[0-9]{1,18}$' AND NOT EXISTS (
          SELECT 1 FROM registry_transactionrequest r WHERE r.id = substr(t.key, 9)::bigint AND r.posted_id = t.id)
        LIMIT 1
    """,
    "request RR-{0:06d}: transaction {1} is not what it asked for": """
        SELECT r.id, r.posted_id FROM registry_officerrequest r LEFT JOIN book_transaction t ON t.id = r.posted_id
        WHERE r.posted_id IS NOT NULL AND (t.id IS NULL OR t.kind <> r.kind OR EXISTS (
          WITH asked AS (SELECT l.lot_id, l.units FROM registry_officerleg l WHERE l.request_id = r.id),
            done AS (SELECT lot_id, units FROM book_movement WHERE transaction_id = t.id
              UNION ALL SELECT lot_id, units FROM book_freeze WHERE transaction_id IN
                (t.id, CASE WHEN t.kind = 'unfreeze' THEN t.answers END))
          (TABLE asked EXCEPT TABLE done) UNION ALL (TABLE done EXCEPT TABLE asked)))
        LIMIT 1
    """,
    "transaction {0} was posted in the name of an unfinished request: {1}": """
        SELECT r.posted_id, r.id FROM registry_transactionrequest r
        WHERE (r.state = 'completed') <> (r.posted_id IS NOT NULL) LIMIT 1
    """,
}


def differences(cursor: CursorWrapper) -> Iterator[str]:
    """The first row of each question that should have none."""
    for sentence, question in QUESTIONS.items():
        cursor.execute(question)
        for row in cursor.fetchall():
            yield sentence.format(*row)

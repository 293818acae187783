"""What the audit asks of postings: series without gaps, movements with their transactions and lots, and the hashes."""

from collections.abc import Iterator

from django.db.backends.utils import CursorWrapper

POSTED = "SELECT count(DISTINCT transaction_id) FROM book_movement"
# Legs are posted in their order, so that the order of movements is that of the content.
# Each question finds rows that should not be; the sentence takes their columns.
QUESTIONS = {
    "series {0}-{1} ({2}): its lots do not run on without gap to its next unit": """
        SELECT s.host, s.registry, s.numbering FROM book_series s LEFT JOIN LATERAL
          (SELECT coalesce(sum(upper(units) - lower(units)), 0) AS issued, min(lower(units)) AS first FROM book_lot
           WHERE series_id = s.id) l ON true
        WHERE s.opened_at + l.issued <> s.next_unit OR (l.first IS NOT NULL AND l.first <> s.opened_at) LIMIT 1
    """,
    "transaction {0}: a {1} of no known kind, or that lacks or should not have what it answers or its reason": """
        SELECT id, kind FROM book_transaction
        WHERE kind NOT IN ('issuance', 'transfer', 'inter_registry', 'retirement', 'cancellation', 'set_aside',
            'release', 'freeze', 'unfreeze', 'reversal', 'correction')
          OR (kind IN ('reversal', 'correction', 'unfreeze', 'release')) <> (answers IS NOT NULL)
          OR (kind IN ('reversal', 'correction') AND reason = '') LIMIT 1
    """,
    "movement {0}: there is no lot {1}": """
        SELECT m.id, m.lot_id FROM book_movement m
        WHERE NOT EXISTS (SELECT 1 FROM book_lot l WHERE l.id = m.lot_id) LIMIT 1
    """,
    "transaction {0}: {1}": """
        SELECT coalesce(t.id, m.transaction_id), CASE
          WHEN t.id IS NULL THEN format('there is no transaction %s of movement %s', m.transaction_id, m.movement)
          WHEN m.legs IS NULL THEN 'it has no movement'
          WHEN m.senders <> CASE t.kind WHEN 'issuance' THEN 0 ELSE m.legs END
            THEN 'an issuance comes from nowhere, and nothing else does'
          ELSE 'its movements are not those that were posted' END
        FROM book_transaction t FULL JOIN (
          SELECT transaction_id, count(*) AS legs, count(from_account_id) AS senders, min(id) AS movement,
            string_agg(concat(lot_id, ':', lower(units), '-', upper(units) - 1, ':', from_account_id, '>',
              to_account_id), ',' ORDER BY id) AS content
          FROM book_movement GROUP BY transaction_id) m ON m.transaction_id = t.id
        WHERE t.id IS NULL OR (m.legs IS NULL AND t.kind NOT IN ('freeze', 'unfreeze'))
          OR m.senders <> CASE t.kind WHEN 'issuance' THEN 0 ELSE m.legs END
          OR (t.kind <> 'issuance' AND m.legs > 0
            AND t.request_hash <> sha256(convert_to(concat_ws('|', t.kind, m.content, t.answers, t.reason), 'UTF8')))
        ORDER BY 1 LIMIT 1
    """,
    "transaction {0}: its lots are not those that were issued": """
        WITH lot AS (
          SELECT t.id, min(m.id) AS place, concat(s.host, '-', s.registry, '-', s.numbering, ':', l.project, ':',
            l.issuance, ':', l.vintage, ':',
            string_agg(concat(m.to_account_id, '=', upper(m.units) - lower(m.units)), '+' ORDER BY m.id)) AS content
          FROM book_transaction t JOIN book_movement m ON m.transaction_id = t.id
          JOIN book_lot l ON l.id = m.lot_id JOIN book_series s ON s.id = l.series_id
          WHERE t.kind = 'issuance' GROUP BY t.id, l.id, s.id)
        SELECT t.id FROM book_transaction t JOIN (
          SELECT id, string_agg(content, ',' ORDER BY place) AS content FROM lot GROUP BY id) c ON c.id = t.id
        WHERE t.request_hash <> sha256(convert_to(concat_ws('|', t.kind, c.content, t.answers, t.reason), 'UTF8'))
        LIMIT 1
    """,
}


def differences(cursor: CursorWrapper) -> Iterator[str]:
    """The first row of each question that should have none."""
    for sentence, question in QUESTIONS.items():
        cursor.execute(question)
        for row in cursor.fetchall():
            yield sentence.format(*row)


def count(cursor: CursorWrapper) -> int:
    """How many transactions moved units."""
    cursor.execute(POSTED)
    return int(cursor.fetchone()[0])

-- A book with a long past, made at once by a superuser whose session fires no trigger: what the book's own functions
-- would have written, down to the hashes. `verify_ledger` replays it and must agree.
-- Lots 1 to %(wide)s: their 1,000 units lie one by one in turn in both accounts. Lots %(wide)s + 1 to %(lots)s: whole,
-- carried to and fro %(steps)s times.
SET session_replication_role = replica;
DROP INDEX book_movement_of_unit, book_movement_out, book_movement_in;

INSERT INTO book_account (number, registry, purpose)
SELECT 'HISTORY-' || n, 'JP', 'holding' FROM generate_series(1, 2) n;
INSERT INTO book_series (host, registry, numbering, opened_at, next_unit)
VALUES ('TH', 'JP', 'example', 1, 1 + 1000::bigint * %(lots)s);

CREATE TEMPORARY TABLE place AS SELECT
  (SELECT id FROM book_account WHERE number = 'HISTORY-1') AS a,
  (SELECT id FROM book_account WHERE number = 'HISTORY-2') AS b, (SELECT max(id) FROM book_series) AS series;
CREATE TEMPORARY TABLE portion AS SELECT
  (SELECT string_agg(format('%%s=1', CASE WHEN n %% 2 = 1 THEN a ELSE b END), '+' ORDER BY n)
   FROM generate_series(1, 1000) n) AS wide, a || '=1000' AS whole FROM place;

INSERT INTO book_transaction (id, kind, key, request_hash, posted_at) OVERRIDING SYSTEM VALUE
SELECT n, 'issuance', 'history:' || n, sha256(convert_to(format('issuance|TH-JP-example:H%%s:1:2021:%%s|',
  lpad(n::text, 6, '0'), CASE WHEN n <= %(wide)s THEN wide ELSE whole END), 'UTF8')), now()
FROM generate_series(1, %(lots)s) n, portion;
INSERT INTO book_lot (id, series_id, units, project, issuance, vintage, transaction_id) OVERRIDING SYSTEM VALUE
SELECT n, series, int8range(1 + (n - 1) * 1000::bigint, 1 + n * 1000::bigint), 'H' || lpad(n::text, 6, '0'), 1, 2021, n
FROM generate_series(1, %(lots)s) n, place;
INSERT INTO book_movement (id, transaction_id, lot_id, units, to_account_id) OVERRIDING SYSTEM VALUE
SELECT (n - 1) * 1000 + u, n, n, int8range((n - 1) * 1000::bigint + u, (n - 1) * 1000::bigint + u, '[]'),
  CASE WHEN u %% 2 = 1 THEN a ELSE b END
FROM generate_series(1, %(wide)s) n, generate_series(1, 1000) u, place;
INSERT INTO book_movement (id, transaction_id, lot_id, units, to_account_id) OVERRIDING SYSTEM VALUE
SELECT %(wide)s * 1000::bigint + n, n, n, int8range(1 + (n - 1) * 1000::bigint, 1 + n * 1000::bigint), a
FROM generate_series(%(wide)s + 1, %(lots)s) n, place;

INSERT INTO book_transaction (id, kind, key, request_hash, posted_at) OVERRIDING SYSTEM VALUE
SELECT %(lots)s + (step - 1) * (%(lots)s - %(wide)s)::bigint + n, 'transfer', 'history:' || n || ':' || step,
  sha256(convert_to(format('transfer|%%s:%%s-%%s:%%s>%%s|', %(wide)s + n, 1 + (%(wide)s + n - 1) * 1000::bigint,
    (%(wide)s + n) * 1000::bigint, CASE WHEN step %% 2 = 1 THEN a ELSE b END, CASE WHEN step %% 2 = 1 THEN b ELSE a END),
    'UTF8')), now()
FROM generate_series(1, %(steps)s) step, generate_series(1, %(lots)s - %(wide)s) n, place;
INSERT INTO book_movement (id, transaction_id, lot_id, units, from_account_id, to_account_id) OVERRIDING SYSTEM VALUE
SELECT 1000000000 + (step - 1) * (%(lots)s - %(wide)s)::bigint + n,
  %(lots)s + (step - 1) * (%(lots)s - %(wide)s)::bigint + n, %(wide)s + n,
  int8range(1 + (%(wide)s + n - 1) * 1000::bigint, 1 + (%(wide)s + n) * 1000::bigint),
  CASE WHEN step %% 2 = 1 THEN a ELSE b END, CASE WHEN step %% 2 = 1 THEN b ELSE a END
FROM generate_series(1, %(steps)s) step, generate_series(1, %(lots)s - %(wide)s) n, place;

INSERT INTO book_holding (lot_id, account_id, units)
SELECT lot_id, to_account_id, units FROM book_movement WHERE lot_id <= %(wide)s ORDER BY lot_id, lower(units);
INSERT INTO book_holding (lot_id, account_id, units)
SELECT id, CASE WHEN %(steps)s %% 2 = 0 THEN a ELSE b END, units FROM book_lot, place WHERE id > %(wide)s ORDER BY id;

SELECT setval(pg_get_serial_sequence('book_lot', 'id'), %(lots)s),
  setval(pg_get_serial_sequence('book_transaction', 'id'), %(lots)s + %(steps)s * (%(lots)s - %(wide)s)::bigint),
  setval(pg_get_serial_sequence('book_movement', 'id'), 2000000000);
CREATE INDEX book_movement_of_unit ON book_movement USING gist (lot_id, units);
CREATE INDEX book_movement_out ON book_movement (from_account_id, id);
CREATE INDEX book_movement_in ON book_movement (to_account_id, lot_id);

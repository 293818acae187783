-- A reversal moves back exactly what it names, once, and may take it from a terminal account.
SELECT book_open_account('A', 'JP', 'holding') > 0 AS opened;
SELECT book_open_account('R', 'JP', 'retirement') > 0 AS opened;
SELECT book_issue('issuance-1', '2026-06-01 12:00+00', jsonb_build_array(jsonb_build_object(
  'host', 'TH', 'registry', 'JP', 'numbering', 'example', 'project', 'TH014', 'issuance', 1, 'vintage', 2021,
  'shares', jsonb_build_array(
    jsonb_build_object('account', (SELECT id FROM book_account WHERE number = 'A'), 'quantity', 100))))) > 0 AS issued;
SELECT book_post('retirement', 'k1', now(), ARRAY[l.id], ARRAY[1], ARRAY[50], ARRAY[a.id], ARRAY[r.id], NULL, '') > 0
  AS retired FROM book_lot l, book_account a, book_account r WHERE a.number = 'A' AND r.number = 'R';

-- A part of it is not what was moved.
SELECT book_post('reversal', 'k2', now(), ARRAY[l.id], ARRAY[1], ARRAY[49], ARRAY[r.id], ARRAY[a.id], t.id,
  'typing error')
FROM book_lot l, book_account a, book_account r, book_transaction t
WHERE a.number = 'A' AND r.number = 'R' AND t.key = 'k1';

SELECT book_post('reversal', 'k3', now(), ARRAY[l.id], ARRAY[1], ARRAY[50], ARRAY[r.id], ARRAY[a.id], t.id,
  'typing error') > 0 AS reversed FROM book_lot l, book_account a, book_account r, book_transaction t
WHERE a.number = 'A' AND r.number = 'R' AND t.key = 'k1';
SELECT h.units, a.number AS account FROM book_holding h JOIN book_account a ON a.id = h.account_id ORDER BY h.units;

-- Once more, and of an issuance.
SELECT book_post('reversal', 'k4', now(), ARRAY[l.id], ARRAY[1], ARRAY[50], ARRAY[r.id], ARRAY[a.id], t.id,
  'typing error')
FROM book_lot l, book_account a, book_account r, book_transaction t
WHERE a.number = 'A' AND r.number = 'R' AND t.key = 'k1';
SELECT book_post('reversal', 'k5', now(), ARRAY[l.id], ARRAY[1], ARRAY[50], ARRAY[a.id], ARRAY[r.id], t.id,
  'typing error')
FROM book_lot l, book_account a, book_account r, book_transaction t
WHERE a.number = 'A' AND r.number = 'R' AND t.kind = 'issuance';

-- Two accounts, one issuance, one transfer. Unit numbers run on within the series; neighbouring ranges are joined.
SELECT book_open_account('A', 'JP', 'holding') > 0 AS opened;
SELECT book_open_account('B', 'JP', 'holding') > 0 AS opened;

SELECT book_issue('issuance-1', '2026-06-01 12:00+00', jsonb_build_array(jsonb_build_object(
  'host', 'TH', 'registry', 'JP', 'numbering', 'example', 'project', 'TH014', 'issuance', 1, 'vintage', 2021,
  'shares', jsonb_build_array(
    jsonb_build_object('account', (SELECT id FROM book_account WHERE number = 'A'), 'quantity', 60),
    jsonb_build_object('account', (SELECT id FROM book_account WHERE number = 'B'), 'quantity', 40))))) > 0 AS issued;

-- Where every unit is: whole ranges, upper bound not included.
SELECT l.project, l.vintage, h.units, a.number AS account
FROM book_holding h JOIN book_lot l ON l.id = h.lot_id JOIN book_account a ON a.id = h.account_id ORDER BY h.units;

-- Ten units of A go to B, from whose range they are no longer told apart.
SELECT book_post('transfer', 'transfer-1', '2026-06-02 12:00+00', ARRAY[l.id], ARRAY[51], ARRAY[60], ARRAY[a.id],
  ARRAY[b.id], NULL, '') > 0 AS posted
FROM book_lot l, book_account a, book_account b WHERE a.number = 'A' AND b.number = 'B';

SELECT h.units, a.number AS account FROM book_holding h JOIN book_account a ON a.id = h.account_id ORDER BY h.units;

-- The same key with the same content gives the first answer again; nothing is posted twice.
SELECT book_post('transfer', 'transfer-1', '2026-06-02 12:00+00', ARRAY[l.id], ARRAY[51], ARRAY[60], ARRAY[a.id],
  ARRAY[b.id], NULL, '') = (SELECT max(id) FROM book_transaction) AS the_first_answer
FROM book_lot l, book_account a, book_account b WHERE a.number = 'A' AND b.number = 'B';

-- The same key with other content is refused.
SELECT book_post('transfer', 'transfer-1', '2026-06-02 12:00+00', ARRAY[l.id], ARRAY[41], ARRAY[50], ARRAY[a.id],
  ARRAY[b.id], NULL, '')
FROM book_lot l, book_account a, book_account b WHERE a.number = 'A' AND b.number = 'B';

-- The life of unit 55: every movement that covered it.
SELECT t.kind, m.units, s.number AS sender, r.number AS receiver, t.posted_at::date AS day
FROM book_movement m JOIN book_transaction t ON t.id = m.transaction_id
LEFT JOIN book_account s ON s.id = m.from_account_id JOIN book_account r ON r.id = m.to_account_id
WHERE m.units @> 55::bigint ORDER BY m.transaction_id;

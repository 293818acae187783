-- What the book refuses to whoever asks. Each refusal names its check; the door gives each its number (LDG-nn).
SELECT book_open_account(number, 'JP', purpose) > 0 AS opened
FROM (VALUES ('A', 'holding'), ('B', 'holding'), ('R', 'retirement'), ('C', 'cancellation')) v(number, purpose);
SELECT book_open_account('T', 'TH', 'holding') > 0 AS opened;
SELECT book_issue('issuance-1', '2026-06-01 12:00+00', jsonb_build_array(jsonb_build_object(
  'host', 'TH', 'registry', 'JP', 'numbering', 'example', 'project', 'TH014', 'issuance', 1, 'vintage', 2021,
  'shares', jsonb_build_array(
    jsonb_build_object('account', (SELECT id FROM book_account WHERE number = 'A'), 'quantity', 100))))) > 0 AS issued;

-- More than the account holds.
SELECT book_post('transfer', 'k1', now(), ARRAY[l.id], ARRAY[91], ARRAY[101], ARRAY[a.id], ARRAY[b.id], NULL, '')
FROM book_lot l, book_account a, book_account b WHERE a.number = 'A' AND b.number = 'B';

-- To oneself.
SELECT book_post('transfer', 'k2', now(), ARRAY[l.id], ARRAY[1], ARRAY[10], ARRAY[a.id], ARRAY[a.id], NULL, '')
FROM book_lot l, book_account a WHERE a.number = 'A';

-- To another registry, under the name of a transfer within one.
SELECT book_post('transfer', 'k3', now(), ARRAY[l.id], ARRAY[1], ARRAY[10], ARRAY[a.id], ARRAY[b.id], NULL, '')
FROM book_lot l, book_account a, book_account b WHERE a.number = 'A' AND b.number = 'T';

-- Retired units stay: a terminal account gives nothing back.
SELECT book_post('retirement', 'k4', now(), ARRAY[l.id], ARRAY[1], ARRAY[10], ARRAY[a.id], ARRAY[b.id], NULL, '') > 0
  AS retired FROM book_lot l, book_account a, book_account b WHERE a.number = 'A' AND b.number = 'R';
SELECT book_post('transfer', 'k5', now(), ARRAY[l.id], ARRAY[1], ARRAY[10], ARRAY[b.id], ARRAY[a.id], NULL, '')
FROM book_lot l, book_account a, book_account b WHERE a.number = 'A' AND b.number = 'R';

-- To an account that there is not.
SELECT book_post('transfer', 'k6', now(), ARRAY[l.id], ARRAY[11], ARRAY[20], ARRAY[a.id], ARRAY[0], NULL, '')
FROM book_lot l, book_account a WHERE a.number = 'A';

-- A correction without the transaction that it answers, and one without its reason.
SELECT book_post('correction', 'k7', now(), ARRAY[l.id], ARRAY[11], ARRAY[20], ARRAY[a.id], ARRAY[b.id], NULL,
  'typing error')
FROM book_lot l, book_account a, book_account b WHERE a.number = 'A' AND b.number = 'C';
SELECT book_post('correction', 'k8', now(), ARRAY[l.id], ARRAY[11], ARRAY[20], ARRAY[a.id], ARRAY[b.id],
  l.transaction_id, '')
FROM book_lot l, book_account a, book_account b WHERE a.number = 'A' AND b.number = 'C';

-- Nothing at all.
SELECT book_post('transfer', 'k9', now(), '{}', '{}', '{}', '{}', '{}', NULL, '');

-- Of what was refused nothing is left.
SELECT h.units, a.number AS account FROM book_holding h JOIN book_account a ON a.id = h.account_id ORDER BY h.units;
SELECT kind, key FROM book_transaction ORDER BY id;

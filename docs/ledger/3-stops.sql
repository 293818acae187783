-- What may not move: a blocked account, and frozen units. A freeze moves nothing and is ended by naming it.
SELECT book_open_account('A', 'JP', 'holding') > 0 AS opened;
SELECT book_open_account('B', 'JP', 'holding') > 0 AS opened;
SELECT book_issue('issuance-1', '2026-06-01 12:00+00', jsonb_build_array(jsonb_build_object(
  'host', 'TH', 'registry', 'JP', 'numbering', 'example', 'project', 'TH014', 'issuance', 1, 'vintage', 2021,
  'shares', jsonb_build_array(
    jsonb_build_object('account', (SELECT id FROM book_account WHERE number = 'A'), 'quantity', 100))))) > 0 AS issued;

SELECT book_set_block('account', 'B', true);
SELECT book_post('transfer', 'k1', now(), ARRAY[l.id], ARRAY[1], ARRAY[10], ARRAY[a.id], ARRAY[b.id], NULL, '')
FROM book_lot l, book_account a, book_account b WHERE a.number = 'A' AND b.number = 'B';
SELECT book_set_block('account', 'B', false);

SELECT book_freeze_units('f1', now(), jsonb_build_array(jsonb_build_object('lot', id, 'first', 1, 'last', 20)),
  'court order') > 0 AS frozen FROM book_lot;
SELECT book_post('transfer', 'k2', now(), ARRAY[l.id], ARRAY[11], ARRAY[30], ARRAY[a.id], ARRAY[b.id], NULL, '')
FROM book_lot l, book_account a, book_account b WHERE a.number = 'A' AND b.number = 'B';
SELECT book_unfreeze('u1', now(), transaction_id, 'order lifted') > 0 AS freed FROM book_freeze;
SELECT book_unfreeze('u2', now(), transaction_id, 'once more') FROM book_freeze;
SELECT book_post('transfer', 'k3', now(), ARRAY[l.id], ARRAY[11], ARRAY[30], ARRAY[a.id], ARRAY[b.id], NULL, '') > 0
  AS posted FROM book_lot l, book_account a, book_account b WHERE a.number = 'A' AND b.number = 'B';

-- What came and went is kept.
SELECT scope, name, blocked FROM book_block_change ORDER BY id;
SELECT kind, key, reason, answers IS NOT NULL AS answers_another FROM book_transaction ORDER BY id;

-- The run-time role reads the book and writes it through its functions only.
SELECT book_open_account('A', 'JP', 'holding') > 0 AS opened;
UPDATE book_account SET purpose = 'retirement';
INSERT INTO book_holding (lot_id, account_id, units) VALUES (1, 1, '[1,100)');
DELETE FROM book_movement;
TRUNCATE book_transaction;
SELECT book_put(1, 1, '[1,100)');

-- A setting opens no table.
SET jcm.book_writes = 'by function';
DELETE FROM book_holding;
RESET jcm.book_writes;
SELECT number, purpose FROM book_account;

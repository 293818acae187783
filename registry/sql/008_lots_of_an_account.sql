-- squawk-ignore-file require-concurrent-index-creation, require-concurrent-index-deletion
-- A holding's owner stands in no index, so that a change of owner alone touches none (PostgreSQL's heap-only update)
-- and leaves no dead entries for the next look at that lot. An account's holdings are found by the lots it received
-- units of: every unit that it holds once came to it by a movement.

DROP INDEX book_holding_by_account;
DROP INDEX book_movement_in;
CREATE INDEX book_movement_in ON book_movement (to_account_id, lot_id);

-- The lots of which an account ever received units: one look at the index a lot, however long the history is.
CREATE FUNCTION book_lots_of(p_account bigint) RETURNS SETOF bigint LANGUAGE sql STABLE ROWS 20 AS $$
  WITH RECURSIVE received(lot_id) AS (
    SELECT min(lot_id) FROM book_movement WHERE to_account_id = p_account
    UNION ALL
    SELECT (SELECT min(m.lot_id) FROM book_movement m WHERE m.to_account_id = p_account AND m.lot_id > received.lot_id)
    FROM received WHERE received.lot_id IS NOT NULL
  )
  SELECT lot_id FROM received WHERE lot_id IS NOT NULL
$$;
GRANT EXECUTE ON FUNCTION book_lots_of TO jcm_runtime;

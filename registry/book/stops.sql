-- What may not move: blocks of whole accounts, lots, projects and registries, and freezes of ranges. tables.sql says why a
-- stop waits for no posting.

-- Refuse what a block stops. Blocks are few; an empty table costs one look.
CREATE OR REPLACE FUNCTION book_refuse_blocked(p_accounts bigint[], p_lots bigint[]) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE stop book_block;
BEGIN
  IF NOT EXISTS (SELECT 1 FROM book_block) THEN RETURN; END IF;
  SELECT b.* INTO stop FROM book_block b WHERE
    (b.scope = 'registry' AND b.name IN (SELECT registry FROM book_account WHERE id = ANY (p_accounts)))
    OR (b.scope = 'project' AND b.name IN (SELECT project FROM book_lot WHERE id = ANY (p_lots)))
    OR (b.scope = 'account' AND b.name IN (SELECT number FROM book_account WHERE id = ANY (p_accounts)))
    OR (b.scope = 'lot' AND b.name IN (SELECT id::text FROM book_lot WHERE id = ANY (p_lots)))
  ORDER BY array_position(ARRAY['registry', 'project', 'account', 'lot'], b.scope) LIMIT 1;
  IF FOUND THEN
    PERFORM book_refuse('book_' || stop.scope || '_blocked', format('%s %s is blocked', stop.scope, stop.name));
  END IF;
END $$;

-- Block or unblock an account (its number), a lot (its id), a project or a registry. What this transaction itself
-- posted before is looked at first: the block stops what comes after it.
CREATE OR REPLACE FUNCTION book_set_block(p_scope text, p_name text, p_blocked boolean) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp SET lock_timeout = '10s' AS $$
BEGIN
  PERFORM book_pass(true);
  PERFORM pg_advisory_xact_lock(hashtext('book_block'));
  IF p_blocked THEN
    SET CONSTRAINTS book_moves_unblocked IMMEDIATE;
    SET CONSTRAINTS book_moves_unblocked DEFERRED;
    INSERT INTO book_block VALUES (p_scope, p_name) ON CONFLICT DO NOTHING;
  ELSE
    DELETE FROM book_block WHERE scope = p_scope AND name = p_name;
  END IF;
  PERFORM book_pass(false);
END $$;

-- Refuse units that are frozen.
CREATE OR REPLACE FUNCTION book_refuse_frozen(p_lot bigint, p_units int8range) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM public.book_freeze f WHERE f.lot_id = p_lot AND f.units && p_units
    AND NOT EXISTS (SELECT 1 FROM public.book_transaction t WHERE t.answers = f.transaction_id AND t.kind = 'unfreeze'))
  THEN PERFORM public.book_refuse('book_units_frozen', format('units %s of lot %s are frozen', p_units, p_lot)); END IF;
END $$;
COMMENT ON FUNCTION book_refuse_frozen IS 'names its schema';

-- Freeze ranges where they lie. `p_ranges`: [{"lot": id, "first": n, "last": n}, ...]. The lots are held before the
-- transaction has its number, so that numbers on a lot follow the order of what happened to it.
CREATE OR REPLACE FUNCTION book_freeze_units(p_key text, p_at timestamptz, p_ranges jsonb, p_reason text) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp SET lock_timeout = '10s' AS $$
DECLARE opened record;
BEGIN
  PERFORM book_pass(true);
  PERFORM pg_advisory_xact_lock(hashtext('book_lot'), (lot % 2147483647)::int) FROM
    (SELECT DISTINCT lot FROM jsonb_to_recordset(p_ranges) AS l(lot bigint) ORDER BY lot) l;
  opened := book_open('freeze', p_key, p_ranges::text, p_at, NULL, p_reason);
  IF opened.again THEN PERFORM book_pass(false); RETURN opened.id; END IF;
  IF EXISTS (SELECT 1 FROM jsonb_to_recordset(p_ranges) AS l(lot bigint, first bigint, last bigint)
    WHERE NOT EXISTS (SELECT 1 FROM book_lot b WHERE b.id = l.lot AND b.units @> int8range(l.first, l.last, '[]')))
  THEN PERFORM book_refuse('book_units_known', 'no such units'); END IF;
  INSERT INTO book_freeze SELECT opened.id, l.lot, int8range(l.first, l.last, '[]')
    FROM jsonb_to_recordset(p_ranges) AS l(lot bigint, first bigint, last bigint);
  PERFORM book_pass(false);
  RETURN opened.id;
END $$;

-- End a freeze; its lots are held first, as the freeze held them.
CREATE OR REPLACE FUNCTION book_unfreeze(p_key text, p_at timestamptz, p_answers bigint, p_reason text) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp SET lock_timeout = '10s' AS $$
DECLARE opened record;
BEGIN
  PERFORM book_pass(true);
  PERFORM pg_advisory_xact_lock(hashtext('book_lot'), (lot_id % 2147483647)::int) FROM
    (SELECT DISTINCT lot_id FROM book_freeze WHERE transaction_id = p_answers ORDER BY lot_id) l;
  opened := book_open('unfreeze', p_key, '', p_at, p_answers, p_reason);
  IF NOT opened.again AND NOT EXISTS (SELECT 1 FROM book_freeze WHERE transaction_id = p_answers) THEN
    PERFORM book_refuse('book_freeze_known', 'no such freeze');
  END IF;
  PERFORM book_pass(false);
  RETURN opened.id;
END $$;

-- `book_refuse_blocked` only reads; the second look calls it as whoever posted.
GRANT EXECUTE ON FUNCTION book_set_block, book_freeze_units, book_unfreeze, book_refuse_blocked TO jcm_runtime;

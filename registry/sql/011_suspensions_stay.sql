-- When each block came and went, beside which transactions: so that `verify_ledger` can say of a movement whether it
-- was blocked at its time. Rows only come in.
CREATE TABLE book_block_change (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  scope text NOT NULL,
  name text NOT NULL,
  blocked boolean NOT NULL,
  after_transaction bigint NOT NULL, -- the last number that was given to a transaction before it
  at timestamptz NOT NULL DEFAULT clock_timestamp()
);
REVOKE ALL ON book_block_change FROM PUBLIC, jcm_runtime;

CREATE FUNCTION book_keep_block() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  stop public.book_block := CASE WHEN TG_OP = 'INSERT' THEN NEW ELSE OLD END;
BEGIN
  INSERT INTO public.book_block_change (scope, name, blocked, after_transaction)
  VALUES (stop.scope, stop.name, TG_OP = 'INSERT',
    coalesce(pg_sequence_last_value(pg_get_serial_sequence('public.book_transaction', 'id')::regclass), 0));
  RETURN NULL;
END $$;
CREATE TRIGGER book_keep_block AFTER INSERT OR DELETE ON book_block
  FOR EACH ROW EXECUTE FUNCTION book_keep_block();
CREATE TRIGGER book_past_stays BEFORE UPDATE ON book_block FOR EACH ROW EXECUTE FUNCTION book_past_stays();

INSERT INTO book_block_change (scope, name, blocked, after_transaction)
SELECT scope, name, true, coalesce(pg_sequence_last_value(pg_get_serial_sequence('book_transaction', 'id')::regclass), 0)
FROM book_block;

CREATE TRIGGER book_past_stays BEFORE UPDATE OR DELETE ON book_block_change
  FOR EACH ROW EXECUTE FUNCTION book_past_stays();
CREATE TRIGGER book_past_stays_whole BEFORE TRUNCATE ON book_block_change
  FOR EACH STATEMENT EXECUTE FUNCTION book_past_stays();
CREATE TRIGGER book_written_by_functions BEFORE INSERT ON book_block_change
  FOR EACH STATEMENT EXECUTE FUNCTION book_written_by_functions();

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

-- Opens a transaction under its key. Returns its id, or the id of the one posted before with the same content
-- and `again` true. An issuance or a freeze of nothing, NULL included, is refused before it has a number.
CREATE OR REPLACE FUNCTION book_open(
  p_kind text, p_key text, p_content text, p_at timestamptz, p_answers bigint, p_reason text,
  OUT id bigint, OUT again boolean
) LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  content_hash bytea := sha256(convert_to(concat_ws('|', p_kind, p_content, p_answers, p_reason), 'UTF8'));
  known book_transaction;
BEGIN
  IF p_kind IN ('issuance', 'freeze') AND coalesce(p_content, '') IN ('', '[]', 'null') THEN
    PERFORM book_refuse('book_something_moves', format('%s of nothing', p_kind));
  END IF;
  INSERT INTO book_transaction (kind, key, request_hash, posted_at, answers, reason)
  VALUES (p_kind, p_key, content_hash, p_at, p_answers, p_reason)
  ON CONFLICT (key) DO NOTHING RETURNING book_transaction.id INTO id;
  again := id IS NULL;
  IF again THEN
    SELECT * INTO known FROM book_transaction WHERE key = p_key;
    IF known.request_hash <> content_hash THEN
      PERFORM book_refuse('book_key_has_other_content', 'this key was used for another content');
    END IF;
    id := known.id;
  END IF;
END $$;

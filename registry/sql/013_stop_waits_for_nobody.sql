-- The emergency stop waits for no posting. A posting looks for blocks when it begins, without a lock, and once more
-- when its transaction ends; only from that second look to its commit does it hold the lock that setting a block takes
-- whole. So whoever blocks waits for commits under way and for nothing else, and what commits later finds the block.
-- This lock is the last of the order in docs/ledger.md: who holds it takes no other.

-- Refuse what a block stops. Blocks are few; an empty table costs one look.
CREATE OR REPLACE FUNCTION book_refuse_blocked(p_accounts bigint[], p_lots bigint[]) RETURNS void
LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
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

-- The second look, at the end of the transaction; each statement of it sees what others have committed by then.
CREATE FUNCTION book_refuse_blocked_at_end() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  accounts bigint[];
  lots bigint[];
BEGIN
  PERFORM pg_advisory_xact_lock_shared(hashtext('book_block'));
  IF EXISTS (SELECT 1 FROM book_block) THEN
    SELECT array_agg(from_account_id) || array_agg(to_account_id), array_agg(lot_id) INTO accounts, lots
      FROM book_movement WHERE transaction_id = NEW.id;
    PERFORM book_refuse_blocked(accounts, lots);
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER book_moves_unblocked AFTER INSERT ON book_transaction DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW WHEN (NEW.kind NOT IN ('freeze', 'unfreeze')) EXECUTE FUNCTION book_refuse_blocked_at_end();

-- Block or unblock an account (its number), a lot (its id), a project or a registry. What this transaction itself
-- posted before is looked at first: the block stops what comes after it.
CREATE OR REPLACE FUNCTION book_set_block(p_scope text, p_name text, p_blocked boolean) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp SET lock_timeout = '10s' AS $$
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

-- Hold lots for several postings of one transaction, in the order in which each posting takes its own.
CREATE FUNCTION book_hold_lots(p_lots bigint[]) RETURNS void
LANGUAGE plpgsql SET search_path = public, pg_temp SET lock_timeout = '10s' AS $$
DECLARE lot bigint;
BEGIN
  FOR lot IN SELECT DISTINCT u FROM unnest(p_lots) u ORDER BY 1 LOOP
    PERFORM pg_advisory_xact_lock(hashtext('book_lot'), (lot % 2147483647)::int);
  END LOOP;
END $$;

-- Post legs: units `p_firsts[n]..p_lasts[n]` of lot `p_lots[n]` go from one account to another, for every n.
-- What is assigned to `done` is called for its effect: an assignment needs no plan and no snapshot.
CREATE OR REPLACE FUNCTION book_post(
  p_kind text, p_key text, p_at timestamptz, p_lots bigint[], p_firsts bigint[], p_lasts bigint[],
  p_senders bigint[], p_receivers bigint[], p_answers bigint, p_reason text
) RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp SET lock_timeout = '10s' AS $$
DECLARE
  legs int := coalesce(cardinality(p_lots), 0);
  content text := '';
  content_hash bytea;
  seen record;
  posted bigint;
  moving int8range;
  fits boolean;
  done boolean;
BEGIN
  -- one posting at a time on a lot, lots in order: no deadlock, no other reader waits;
  -- before the transaction has its number, so that numbers on a lot follow the order of its movements
  FOR n IN 1 .. legs LOOP
    IF n > 1 AND (p_lots[n - 1] > p_lots[n] OR (p_lots[n - 1] = p_lots[n] AND p_firsts[n - 1] > p_firsts[n])) THEN
      PERFORM book_refuse('book_legs_in_order', 'legs come in order of lot and first unit');
    ELSIF n = 1 OR p_lots[n - 1] <> p_lots[n] THEN
      done := pg_advisory_xact_lock(hashtext('book_lot'), (p_lots[n] % 2147483647)::int) IS NULL;
    END IF;
    content := concat(content, CASE WHEN n > 1 THEN ',' END, p_lots[n], ':', p_firsts[n], '-', p_lasts[n], ':',
      p_senders[n], '>', p_receivers[n]);
  END LOOP;
  content_hash := sha256(convert_to(concat_ws('|', p_kind, content, p_answers, p_reason), 'UTF8'));
  SELECT t.id, t.request_hash, EXISTS (SELECT 1 FROM book_block) AS blocks,
    EXISTS (SELECT 1 FROM book_freeze WHERE lot_id = ANY (p_lots)) AS freezes
    INTO seen FROM (SELECT 1) AS once LEFT JOIN book_transaction t ON t.key = p_key;
  IF seen.id IS NOT NULL THEN
    IF seen.request_hash <> content_hash THEN
      PERFORM book_refuse('book_key_has_other_content', 'this key was used for another content');
    END IF;
    RETURN seen.id;
  ELSIF legs = 0 THEN
    PERFORM book_refuse('book_something_moves', 'nothing to move');
  ELSIF seen.blocks THEN
    PERFORM book_refuse_blocked(p_senders || p_receivers, p_lots);
  END IF;
  done := set_config('jcm.book_writes', 'by function', true) IS NULL;
  INSERT INTO book_transaction (kind, key, request_hash, posted_at, answers, reason)
  VALUES (p_kind, p_key, content_hash, p_at, p_answers, p_reason) RETURNING id INTO posted;
  IF p_kind = 'reversal' THEN
    PERFORM book_check_reversal(p_answers, p_lots, p_firsts, p_lasts, p_senders, p_receivers);
  END IF;
  FOR n IN 1 .. legs LOOP
    moving := int8range(p_firsts[n], p_lasts[n], '[]');
    IF n = 1 OR p_senders[n - 1] <> p_senders[n] OR p_receivers[n - 1] <> p_receivers[n] THEN
      SELECT book_kind_fits(p_kind, s, r) INTO fits FROM book_account s, book_account r
        WHERE s.id = p_senders[n] AND r.id = p_receivers[n];
      IF NOT FOUND THEN
        PERFORM book_refuse('book_account_known', 'no such account');
      ELSIF NOT fits THEN
        PERFORM book_refuse('book_kind_fits_account', format('%s does not fit these accounts', p_kind));
      END IF;
    END IF;
    IF seen.freezes THEN PERFORM book_refuse_frozen(p_lots[n], moving); END IF;
    -- a whole holding with nothing of the receiver beside it only changes its owner
    UPDATE book_holding h SET account_id = p_receivers[n]
      WHERE h.lot_id = p_lots[n] AND h.units = moving AND h.account_id = p_senders[n]
        AND NOT EXISTS (SELECT 1 FROM book_holding b WHERE b.lot_id = p_lots[n] AND b.account_id = p_receivers[n]
          AND b.units && int8range(p_firsts[n] - 1, p_lasts[n] + 2));
    IF NOT FOUND THEN PERFORM book_carry(p_lots[n], moving, p_senders[n], p_receivers[n]); END IF;
    INSERT INTO book_movement (transaction_id, lot_id, units, from_account_id, to_account_id)
    VALUES (posted, p_lots[n], moving, p_senders[n], p_receivers[n]);
  END LOOP;
  done := set_config('jcm.book_writes', '', true) IS NULL;
  RETURN posted;
END $$;

REVOKE EXECUTE ON FUNCTION book_refuse_blocked_at_end, book_hold_lots FROM PUBLIC;
GRANT EXECUTE ON FUNCTION book_hold_lots TO jcm_runtime;

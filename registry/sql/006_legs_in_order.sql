-- squawk-ignore-file ban-drop-function
-- Legs come as arrays, in order of lot and first unit. The door reads them without a query, takes the locks in that
-- same order, and asks the tables once for the whole posting and once a leg: less than half the statements of before.

DROP FUNCTION book_post(text, text, timestamptz, jsonb, bigint, text);
DROP FUNCTION book_check_reversal(bigint, jsonb);

-- A reversal moves back exactly what the named transaction moved, and may take it from a terminal account.
CREATE FUNCTION book_check_reversal(
  p_answers bigint, p_lots bigint[], p_firsts bigint[], p_lasts bigint[], p_senders bigint[], p_receivers bigint[]
) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM book_transaction WHERE id = p_answers
    AND kind IN ('transfer', 'inter_registry', 'retirement', 'cancellation', 'set_aside', 'release'))
  THEN PERFORM book_refuse('book_reversible', 'this kind of transaction is not reversed'); END IF;
  IF EXISTS (
    WITH moved AS (SELECT m.lot_id, m.units, m.to_account_id, m.from_account_id FROM book_movement m
        WHERE m.transaction_id = p_answers),
      wanted AS (SELECT l.lot, int8range(l.first, l.last, '[]'), l.sender, l.receiver
        FROM unnest(p_lots, p_firsts, p_lasts, p_senders, p_receivers) AS l(lot, first, last, sender, receiver))
    (TABLE moved EXCEPT TABLE wanted) UNION ALL (TABLE wanted EXCEPT TABLE moved))
  THEN PERFORM book_refuse('book_reversal_is_exact', 'a reversal moves back exactly what was moved'); END IF;
END $$;

-- Refuse units that are frozen.
CREATE FUNCTION book_refuse_frozen(p_lot bigint, p_units int8range) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM book_freeze f WHERE f.lot_id = p_lot AND f.units && p_units
    AND NOT EXISTS (SELECT 1 FROM book_transaction t WHERE t.answers = f.transaction_id AND t.kind = 'unfreeze'))
  THEN PERFORM book_refuse('book_units_frozen', format('units %s of lot %s are frozen', p_units, p_lot)); END IF;
END $$;

-- Post legs: units `p_firsts[n]..p_lasts[n]` of lot `p_lots[n]` go from one account to another, for every n.
-- What is assigned to `done` is called for its effect: an assignment needs no plan and no snapshot.
CREATE FUNCTION book_post(
  p_kind text, p_key text, p_at timestamptz, p_lots bigint[], p_firsts bigint[], p_lasts bigint[],
  p_senders bigint[], p_receivers bigint[], p_answers bigint, p_reason text
) RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public SET lock_timeout = '10s' AS $$
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
  done := pg_advisory_xact_lock_shared(hashtext('book_block')) IS NULL;
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

REVOKE EXECUTE ON FUNCTION book_post, book_check_reversal, book_refuse_frozen FROM PUBLIC;
GRANT EXECUTE ON FUNCTION book_post TO jcm_runtime;

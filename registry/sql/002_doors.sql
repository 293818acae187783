-- The only doors to the book. Each is one transaction's work, atomic and idempotent by the caller's key.
-- A refusal carries the name of its check as the constraint name; `registry/ledger.py` knows them all.
-- Order of refusals: key, shape, registry and project blocks, accounts, kind, answers, lots, holdings.

CREATE FUNCTION book_refuse(check_name text, words text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '%', words USING ERRCODE = 'check_violation', CONSTRAINT = check_name;
END $$;

-- The pass by which the tables know the book's own functions; given and taken back inside each door.
CREATE FUNCTION book_pass(p_given boolean) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  PERFORM set_config('jcm.book_writes', CASE WHEN p_given THEN 'by function' ELSE '' END, true);
END $$;

-- What a posting says, in one line that `verify_ledger` can make again from the movements.
CREATE FUNCTION book_content_of_legs(p_legs jsonb) RETURNS text LANGUAGE sql IMMUTABLE AS $$
  SELECT coalesce(string_agg(format('%s:%s-%s:%s>%s', l.lot, l.first, l.last, l."from", l."to"), ','
    ORDER BY l.lot, l.first), '')
  FROM jsonb_to_recordset(p_legs) AS l(lot bigint, first bigint, last bigint, "from" bigint, "to" bigint)
$$;

CREATE FUNCTION book_content_of_lots(p_lots jsonb) RETURNS text LANGUAGE sql IMMUTABLE AS $$
  SELECT coalesce(string_agg(format('%s-%s-%s:%s:%s:%s:%s', w->>'host', w->>'registry', w->>'numbering', w->>'project',
      w->>'issuance', coalesce(w->>'vintage', ''),
      (SELECT string_agg(format('%s=%s', s->>'account', s->>'quantity'), '+' ORDER BY n)
       FROM jsonb_array_elements(w->'shares') WITH ORDINALITY AS e(s, n))), ','
    ORDER BY w->>'host', w->>'registry', w->>'numbering', (w->>'vintage')::int, w->>'project', (w->>'issuance')::int), '')
  FROM jsonb_array_elements(p_lots) w
$$;

-- Opens a transaction under its key. Returns its id, or the id of the one posted before with the same content
-- and `again` true.
CREATE FUNCTION book_open(
  p_kind text, p_key text, p_content text, p_at timestamptz, p_answers bigint, p_reason text,
  OUT id bigint, OUT again boolean
) LANGUAGE plpgsql AS $$
DECLARE
  content_hash bytea := sha256(convert_to(concat_ws('|', p_kind, p_content, p_answers, p_reason), 'UTF8'));
  known book_transaction;
BEGIN
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

CREATE FUNCTION book_open_account(p_number text, p_registry text, p_purpose text) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
DECLARE made bigint;
BEGIN
  PERFORM book_pass(true);
  INSERT INTO book_account (number, registry, purpose) VALUES (p_number, p_registry, p_purpose) RETURNING id INTO made;
  PERFORM book_pass(false);
  RETURN made;
END $$;

-- A series begins at 1 unless it is opened here at a later unit, before its first lot.
CREATE FUNCTION book_open_series(p_host text, p_registry text, p_numbering text, p_opened_at bigint) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
DECLARE found book_series;
BEGIN
  PERFORM book_pass(true);
  INSERT INTO book_series (host, registry, numbering, opened_at, next_unit)
  VALUES (p_host, p_registry, p_numbering, p_opened_at, p_opened_at)
  ON CONFLICT ON CONSTRAINT book_series_once DO NOTHING;
  SELECT * INTO found FROM book_series WHERE host = p_host AND registry = p_registry AND numbering = p_numbering;
  IF found.opened_at <> p_opened_at THEN
    PERFORM book_refuse('book_series_opened_once', 'the series was opened at another unit');
  END IF;
  PERFORM book_pass(false);
  RETURN found.id;
END $$;

-- Block or unblock an account (its number), a lot (its id), a project or a registry. Postings hold the same lock
-- shared, so that none that began before the block ends after it.
CREATE FUNCTION book_set_block(p_scope text, p_name text, p_blocked boolean) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public SET lock_timeout = '10s' AS $$
BEGIN
  PERFORM book_pass(true);
  PERFORM pg_advisory_xact_lock(hashtext('book_block'));
  IF p_blocked THEN
    INSERT INTO book_block VALUES (p_scope, p_name) ON CONFLICT DO NOTHING;
  ELSE
    DELETE FROM book_block WHERE scope = p_scope AND name = p_name;
  END IF;
  PERFORM book_pass(false);
END $$;

-- Refuse what a block stops. Blocks are few; an empty table costs one look.
CREATE FUNCTION book_refuse_blocked(p_accounts bigint[], p_lots bigint[]) RETURNS void LANGUAGE plpgsql AS $$
DECLARE stop book_block;
BEGIN
  PERFORM pg_advisory_xact_lock_shared(hashtext('book_block'));
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

-- Put a range into an account, joined with what lies beside it there.
CREATE FUNCTION book_put(p_lot bigint, p_account bigint, p_units int8range) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  beside book_holding;
  whole int8range := p_units;
  keep bigint;
BEGIN
  FOR beside IN
    SELECT * FROM book_holding WHERE lot_id = p_lot AND account_id = p_account
      AND units && int8range(lower(p_units) - 1, upper(p_units) + 1)
  LOOP
    whole := range_merge(whole, beside.units);
    IF keep IS NULL THEN keep := beside.id;
    ELSE DELETE FROM book_holding WHERE id = beside.id;
    END IF;
  END LOOP;
  IF keep IS NULL THEN
    INSERT INTO book_holding (lot_id, account_id, units) VALUES (p_lot, p_account, whole);
  ELSE
    UPDATE book_holding SET units = whole WHERE id = keep;
  END IF;
END $$;

-- Take a range out of an account and put it into another. The caller holds the lot's lock.
CREATE FUNCTION book_carry(p_lot bigint, p_units int8range, p_from bigint, p_to bigint) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
  held book_holding;
  low int8range;
  high int8range;
BEGIN
  SELECT * INTO held FROM book_holding WHERE lot_id = p_lot AND units @> p_units AND account_id = p_from;
  IF NOT FOUND THEN
    PERFORM book_refuse('book_sender_holds_units', format('units %s of lot %s are not in the account', p_units, p_lot));
  END IF;
  low := int8range(lower(held.units), lower(p_units));
  high := int8range(upper(p_units), upper(held.units));
  IF isempty(low) AND isempty(high) THEN
    DELETE FROM book_holding WHERE id = held.id;
  ELSIF isempty(low) OR isempty(high) THEN
    UPDATE book_holding SET units = range_merge(low, high) WHERE id = held.id;
  ELSE
    UPDATE book_holding SET units = low WHERE id = held.id;
    INSERT INTO book_holding (lot_id, account_id, units) VALUES (p_lot, p_from, high);
  END IF;
  PERFORM book_put(p_lot, p_to, p_units);
END $$;

-- Issue lots. `p_lots`: [{"host", "registry", "numbering", "project", "issuance", "vintage",
-- "shares": [{"account": id, "quantity": n}, ...]}, ...]; units go out in the order of the shares.
CREATE FUNCTION book_issue(p_key text, p_at timestamptz, p_lots jsonb) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public SET lock_timeout = '10s' AS $$
DECLARE
  opened record;
  wanted jsonb;
  share jsonb;
  series book_series;
  lot bigint;
  total bigint;
  next_unit bigint;
  account book_account;
BEGIN
  PERFORM book_pass(true);
  opened := book_open('issuance', p_key, book_content_of_lots(p_lots), p_at, NULL, '');
  IF opened.again THEN PERFORM book_pass(false); RETURN opened.id; END IF;
  IF jsonb_array_length(p_lots) = 0 THEN PERFORM book_refuse('book_something_moves', 'nothing to issue'); END IF;
  FOR wanted IN SELECT value FROM jsonb_array_elements(p_lots)
    ORDER BY value->>'host', value->>'registry', value->>'numbering', (value->>'vintage')::int,
      value->>'project', (value->>'issuance')::int
  LOOP
    SELECT sum((s->>'quantity')::bigint) INTO total FROM jsonb_array_elements(wanted->'shares') s;
    IF total IS NULL OR EXISTS
      (SELECT 1 FROM jsonb_array_elements(wanted->'shares') s WHERE (s->>'quantity')::bigint <= 0)
    THEN PERFORM book_refuse('book_whole_tonnes', 'every share is at least one whole tonne'); END IF;
    INSERT INTO book_series (host, registry, numbering, next_unit)
    VALUES (wanted->>'host', wanted->>'registry', wanted->>'numbering', 1)
    ON CONFLICT ON CONSTRAINT book_series_once DO NOTHING;
    SELECT * INTO series FROM book_series b WHERE b.host = wanted->>'host' AND b.registry = wanted->>'registry'
      AND b.numbering = wanted->>'numbering' FOR UPDATE;
    UPDATE book_series SET next_unit = series.next_unit + total WHERE id = series.id;
    INSERT INTO book_lot (series_id, units, project, issuance, vintage, transaction_id)
    VALUES (series.id, int8range(series.next_unit, series.next_unit + total), wanted->>'project',
      (wanted->>'issuance')::int, (wanted->>'vintage')::int, opened.id) RETURNING id INTO lot;
    next_unit := series.next_unit;
    FOR share IN SELECT value FROM jsonb_array_elements(wanted->'shares') LOOP
      SELECT * INTO account FROM book_account WHERE id = (share->>'account')::bigint;
      IF NOT FOUND THEN PERFORM book_refuse('book_account_known', 'no such account'); END IF;
      PERFORM book_refuse_blocked(ARRAY[account.id], ARRAY[lot]);
      IF account.registry <> series.registry OR account.purpose NOT IN ('holding', 'unsplit', 'buffer') THEN
        PERFORM book_refuse('book_kind_fits_account', 'issued units go to holding accounts of the issuing registry');
      END IF;
      PERFORM book_put(lot, account.id, int8range(next_unit, next_unit + (share->>'quantity')::bigint));
      INSERT INTO book_movement (transaction_id, lot_id, units, to_account_id)
      VALUES (opened.id, lot, int8range(next_unit, next_unit + (share->>'quantity')::bigint), account.id);
      next_unit := next_unit + (share->>'quantity')::bigint;
    END LOOP;
  END LOOP;
  PERFORM book_pass(false);
  RETURN opened.id;
END $$;

-- Does a kind of transaction fit the two accounts? Reversals and corrections are judged by what they answer.
CREATE FUNCTION book_kind_fits(p_kind text, sender book_account, receiver book_account) RETURNS boolean
LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE p_kind
    WHEN 'transfer' THEN sender.purpose IN ('holding', 'unsplit') AND receiver.purpose = 'holding'
      AND sender.registry = receiver.registry
    WHEN 'inter_registry' THEN sender.purpose = 'holding' AND receiver.purpose = 'holding'
      AND sender.registry <> receiver.registry
    WHEN 'retirement' THEN sender.purpose = 'holding' AND receiver.purpose = 'retirement'
      AND sender.registry = receiver.registry
    WHEN 'cancellation' THEN sender.purpose IN ('holding', 'buffer') AND receiver.purpose = 'cancellation'
      AND sender.registry = receiver.registry
    WHEN 'set_aside' THEN sender.purpose = 'holding' AND receiver.purpose = 'buffer'
      AND sender.registry = receiver.registry
    WHEN 'release' THEN sender.purpose = 'buffer' AND receiver.purpose = 'holding'
      AND sender.registry = receiver.registry
    WHEN 'correction' THEN sender.purpose IN ('holding', 'unsplit') AND receiver.purpose IN ('cancellation', 'holding')
      AND sender.registry = receiver.registry
    WHEN 'reversal' THEN true
    ELSE false END
$$;

-- Post legs. `p_legs`: [{"lot": id, "first": n, "last": n, "from": account id, "to": account id}, ...].
CREATE FUNCTION book_post(p_kind text, p_key text, p_at timestamptz, p_legs jsonb, p_answers bigint, p_reason text)
RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public SET lock_timeout = '10s' AS $$
DECLARE
  opened record;
  leg record;
  lots bigint[];
  accounts bigint[];
BEGIN
  PERFORM book_pass(true);
  opened := book_open(p_kind, p_key, book_content_of_legs(p_legs), p_at, p_answers, p_reason);
  IF opened.again THEN PERFORM book_pass(false); RETURN opened.id; END IF;
  IF jsonb_array_length(p_legs) = 0 THEN PERFORM book_refuse('book_something_moves', 'nothing to move'); END IF;
  SELECT array_agg(DISTINCT l.lot ORDER BY l.lot),
    array_agg(DISTINCT l."from") || array_agg(DISTINCT l."to") INTO lots, accounts
    FROM jsonb_to_recordset(p_legs) AS l(lot bigint, "from" bigint, "to" bigint);
  PERFORM book_refuse_blocked(accounts, lots);
  -- one posting at a time on a lot, lots in order: no deadlock, no other reader waits
  PERFORM pg_advisory_xact_lock(hashtext('book_lot'), (l % 2147483647)::int) FROM unnest(lots) l ORDER BY l;
  IF p_kind = 'reversal' THEN PERFORM book_check_reversal(p_answers, p_legs); END IF;
  FOR leg IN
    SELECT l.lot, int8range(l.first, l.last, '[]') AS units, l."from", l."to", s AS sender, r AS receiver
    FROM jsonb_to_recordset(p_legs) AS l(lot bigint, first bigint, last bigint, "from" bigint, "to" bigint)
    LEFT JOIN book_account s ON s.id = l."from" LEFT JOIN book_account r ON r.id = l."to"
    ORDER BY l.lot, l.first
  LOOP
    IF (leg.sender).id IS NULL OR (leg.receiver).id IS NULL THEN
      PERFORM book_refuse('book_account_known', 'no such account');
    ELSIF NOT book_kind_fits(p_kind, leg.sender, leg.receiver) THEN
      PERFORM book_refuse('book_kind_fits_account', format('%s does not fit these accounts', p_kind));
    ELSIF EXISTS (SELECT 1 FROM book_freeze f WHERE f.lot_id = leg.lot AND f.units && leg.units AND NOT EXISTS
      (SELECT 1 FROM book_transaction t WHERE t.answers = f.transaction_id AND t.kind = 'unfreeze'))
    THEN
      PERFORM book_refuse('book_units_frozen', format('units %s of lot %s are frozen', leg.units, leg.lot));
    END IF;
    PERFORM book_carry(leg.lot, leg.units, leg."from", leg."to");
    INSERT INTO book_movement (transaction_id, lot_id, units, from_account_id, to_account_id)
    VALUES (opened.id, leg.lot, leg.units, leg."from", leg."to");
  END LOOP;
  PERFORM book_pass(false);
  RETURN opened.id;
END $$;

-- A reversal moves back exactly what the named transaction moved, and may take it from a terminal account.
CREATE FUNCTION book_check_reversal(p_answers bigint, p_legs jsonb) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM book_transaction WHERE id = p_answers
    AND kind IN ('transfer', 'inter_registry', 'retirement', 'cancellation', 'set_aside', 'release'))
  THEN PERFORM book_refuse('book_reversible', 'this kind of transaction is not reversed'); END IF;
  IF EXISTS (
    (SELECT m.lot_id, m.units, m.to_account_id, m.from_account_id FROM book_movement m
      WHERE m.transaction_id = p_answers
     EXCEPT
     SELECT l.lot, int8range(l.first, l.last, '[]'), l."from", l."to" FROM jsonb_to_recordset(p_legs)
       AS l(lot bigint, first bigint, last bigint, "from" bigint, "to" bigint))
    UNION ALL
    (SELECT l.lot, int8range(l.first, l.last, '[]'), l."from", l."to" FROM jsonb_to_recordset(p_legs)
       AS l(lot bigint, first bigint, last bigint, "from" bigint, "to" bigint)
     EXCEPT
     SELECT m.lot_id, m.units, m.to_account_id, m.from_account_id FROM book_movement m
      WHERE m.transaction_id = p_answers))
  THEN PERFORM book_refuse('book_reversal_is_exact', 'a reversal moves back exactly what was moved'); END IF;
END $$;

-- Freeze ranges where they lie. `p_ranges`: [{"lot": id, "first": n, "last": n}, ...].
CREATE FUNCTION book_freeze_units(p_key text, p_at timestamptz, p_ranges jsonb, p_reason text) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public SET lock_timeout = '10s' AS $$
DECLARE opened record;
BEGIN
  PERFORM book_pass(true);
  opened := book_open('freeze', p_key, p_ranges::text, p_at, NULL, p_reason);
  IF opened.again THEN PERFORM book_pass(false); RETURN opened.id; END IF;
  PERFORM pg_advisory_xact_lock(hashtext('book_lot'), (lot % 2147483647)::int) FROM
    (SELECT DISTINCT lot FROM jsonb_to_recordset(p_ranges) AS l(lot bigint) ORDER BY lot) l;
  IF EXISTS (SELECT 1 FROM jsonb_to_recordset(p_ranges) AS l(lot bigint, first bigint, last bigint)
    WHERE NOT EXISTS (SELECT 1 FROM book_lot b WHERE b.id = l.lot AND b.units @> int8range(l.first, l.last, '[]')))
  THEN PERFORM book_refuse('book_units_known', 'no such units'); END IF;
  INSERT INTO book_freeze SELECT opened.id, l.lot, int8range(l.first, l.last, '[]')
    FROM jsonb_to_recordset(p_ranges) AS l(lot bigint, first bigint, last bigint);
  PERFORM book_pass(false);
  RETURN opened.id;
END $$;

CREATE FUNCTION book_unfreeze(p_key text, p_at timestamptz, p_answers bigint, p_reason text) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
DECLARE opened record;
BEGIN
  PERFORM book_pass(true);
  opened := book_open('unfreeze', p_key, '', p_at, p_answers, p_reason);
  IF NOT opened.again AND NOT EXISTS (SELECT 1 FROM book_freeze WHERE transaction_id = p_answers) THEN
    PERFORM book_refuse('book_freeze_known', 'no such freeze');
  END IF;
  PERFORM book_pass(false);
  RETURN opened.id;
END $$;

-- The run-time role reads everything and writes nothing but through these functions.
REVOKE ALL ON book_series, book_account, book_transaction, book_lot, book_holding, book_movement, book_freeze, book_block
  FROM jcm_runtime;
GRANT SELECT ON book_series, book_account, book_transaction, book_lot, book_holding, book_movement, book_freeze,
  book_block TO jcm_runtime;
REVOKE EXECUTE ON FUNCTION book_open_account, book_open_series, book_set_block, book_issue, book_post,
  book_freeze_units, book_unfreeze, book_pass, book_put, book_carry, book_open, book_refuse_blocked,
  book_check_reversal FROM PUBLIC;
GRANT EXECUTE ON FUNCTION book_open_account, book_open_series, book_set_block, book_issue, book_post, book_freeze_units,
  book_unfreeze TO jcm_runtime;

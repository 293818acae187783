-- The only doors to the book. Each is one transaction's work, atomic and idempotent by the caller's key.
-- A refusal carries the name of its check as the constraint name; `registry/book/ledger.py` knows them all.
-- Order of refusals: key, shape, registry and project blocks, accounts, kind, answers, lots, holdings.
-- Doors fix their search path; what a posting calls many times names its schema instead (see tables.sql).

-- The pass by which the tables know the book's own functions; given and taken back inside each door.
CREATE OR REPLACE FUNCTION book_pass(p_given boolean) RETURNS void LANGUAGE plpgsql
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  PERFORM set_config('jcm.book_writes', CASE WHEN p_given THEN 'by function' ELSE '' END, true);
END $$;

-- What an issuance says, in one line that `verify_ledger` can make again from lots and movements.
CREATE OR REPLACE FUNCTION book_content_of_lots(p_lots jsonb) RETURNS text LANGUAGE sql IMMUTABLE
SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT coalesce(string_agg(format('%s-%s-%s:%s:%s:%s:%s', w->>'host', w->>'registry', w->>'numbering', w->>'project',
      w->>'issuance', coalesce(w->>'vintage', ''),
      (SELECT string_agg(format('%s=%s', s->>'account', s->>'quantity'), '+' ORDER BY n)
       FROM jsonb_array_elements(w->'shares') WITH ORDINALITY AS e(s, n))), ','
    ORDER BY w->>'host', w->>'registry', w->>'numbering', (w->>'vintage')::int, w->>'project', (w->>'issuance')::int), '')
  FROM jsonb_array_elements(p_lots) w
$$;

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

CREATE OR REPLACE FUNCTION book_open_account(p_number text, p_registry text, p_purpose text) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE made bigint;
BEGIN
  PERFORM book_pass(true);
  INSERT INTO book_account (number, registry, purpose) VALUES (p_number, p_registry, p_purpose) RETURNING id INTO made;
  PERFORM book_pass(false);
  RETURN made;
END $$;

-- A series begins at 1 unless it is opened here at a later unit, before its first lot.
CREATE OR REPLACE FUNCTION book_open_series(p_host text, p_registry text, p_numbering text, p_opened_at bigint) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
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

-- Put a range into an account, joined with what lies beside it there.
CREATE OR REPLACE FUNCTION book_put(p_lot bigint, p_account bigint, p_units int8range) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  beside public.book_holding;
  whole int8range := p_units;
  keep bigint;
BEGIN
  FOR beside IN
    SELECT * FROM public.book_holding WHERE lot_id = p_lot AND account_id = p_account
      AND units && int8range(lower(p_units) - 1, upper(p_units) + 1)
  LOOP
    whole := range_merge(whole, beside.units);
    IF keep IS NULL THEN keep := beside.id;
    ELSE DELETE FROM public.book_holding WHERE id = beside.id;
    END IF;
  END LOOP;
  IF keep IS NULL THEN
    INSERT INTO public.book_holding (lot_id, account_id, units) VALUES (p_lot, p_account, whole);
  ELSE
    UPDATE public.book_holding SET units = whole WHERE id = keep;
  END IF;
END $$;
COMMENT ON FUNCTION book_put IS 'names its schema';

-- Take a range out of an account and put it into another. The caller holds the lot's lock.
CREATE OR REPLACE FUNCTION book_carry(p_lot bigint, p_units int8range, p_from bigint, p_to bigint) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
  held public.book_holding;
  low int8range;
  high int8range;
BEGIN
  SELECT * INTO held FROM public.book_holding WHERE lot_id = p_lot AND units @> p_units AND account_id = p_from;
  IF NOT FOUND THEN
    PERFORM public.book_refuse('book_sender_holds_units',
      format('units %s of lot %s are not in the account', p_units, p_lot));
  END IF;
  IF held.units = p_units AND NOT EXISTS (SELECT 1 FROM public.book_holding WHERE lot_id = p_lot
    AND account_id = p_to AND units && int8range(lower(p_units) - 1, upper(p_units) + 1))
  THEN
    UPDATE public.book_holding SET account_id = p_to WHERE id = held.id;
    RETURN;
  END IF;
  low := int8range(lower(held.units), lower(p_units));
  high := int8range(upper(p_units), upper(held.units));
  IF isempty(low) AND isempty(high) THEN
    DELETE FROM public.book_holding WHERE id = held.id;
  ELSIF isempty(low) OR isempty(high) THEN
    UPDATE public.book_holding SET units = range_merge(low, high) WHERE id = held.id;
  ELSE
    UPDATE public.book_holding SET units = low WHERE id = held.id;
    INSERT INTO public.book_holding (lot_id, account_id, units) VALUES (p_lot, p_from, high);
  END IF;
  PERFORM public.book_put(p_lot, p_to, p_units);
END $$;
COMMENT ON FUNCTION book_carry IS 'names its schema';

-- Issue lots. `p_lots`: [{"host", "registry", "numbering", "project", "issuance", "vintage",
-- "shares": [{"account": id, "quantity": n}, ...]}, ...]; units go out in the order of the shares.
CREATE OR REPLACE FUNCTION book_issue(p_key text, p_at timestamptz, p_lots jsonb) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp SET lock_timeout = '10s' AS $$
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
  -- one issuance at a time, before it has its number: numbers of transactions follow the serial numbers
  PERFORM pg_advisory_xact_lock(hashtext('book_issue'));
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

-- Does a kind of transaction fit the two accounts? Corrections are judged further by what they answer, reversals wholly.
-- A body that is read when it is made finds its names then.
CREATE OR REPLACE FUNCTION book_kind_fits(p_kind text, p_from text, p_from_registry text, p_to text, p_to_registry text)
RETURNS boolean LANGUAGE sql IMMUTABLE
RETURN p_kind = 'reversal' OR ((p_from_registry = p_to_registry) = (p_kind <> 'inter_registry')
  AND p_kind || ': ' || p_from || ' > ' || p_to IN (
    'transfer: holding > holding',
    'transfer: unsplit > holding',
    'inter_registry: holding > holding',
    'retirement: holding > retirement',
    'cancellation: holding > cancellation',
    'cancellation: buffer > cancellation',
    'set_aside: holding > buffer',
    'release: buffer > holding',
    'correction: holding > cancellation',
    'correction: unsplit > cancellation',
    'correction: holding > holding',
    'correction: unsplit > holding'));

-- Say why a kind of transaction does not fit two accounts.
CREATE OR REPLACE FUNCTION book_refuse_unfit(p_kind text, p_sender bigint, p_receiver bigint) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM book_account s, book_account r WHERE s.id = p_sender AND r.id = p_receiver) THEN
    PERFORM book_refuse('book_account_known', 'no such account');
  END IF;
  PERFORM book_refuse('book_kind_fits_account', format('%s does not fit these accounts', p_kind));
END $$;

-- A reversal moves back exactly what the named transaction moved, and may take it from a terminal account.
CREATE OR REPLACE FUNCTION book_check_reversal(
  p_answers bigint, p_lots bigint[], p_firsts bigint[], p_lasts bigint[], p_senders bigint[], p_receivers bigint[]
) RETURNS void LANGUAGE plpgsql
SET search_path = pg_catalog, public, pg_temp AS $$
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

-- Hold lots for several postings of one transaction, in the order in which each posting takes its own.
CREATE OR REPLACE FUNCTION book_hold_lots(p_lots bigint[]) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp SET lock_timeout = '10s' AS $$
DECLARE lot bigint;
BEGIN
  FOR lot IN SELECT DISTINCT u FROM unnest(p_lots) u ORDER BY 1 LOOP
    PERFORM pg_advisory_xact_lock(hashtext('book_lot'), (lot % 2147483647)::int);
  END LOOP;
END $$;

-- Carry one leg of a posting and write it down. A whole holding with nothing of the receiver beside it only changes its
-- owner. The caller holds the lot's lock and has the pass.
CREATE OR REPLACE FUNCTION book_move(
  p_posted bigint, p_lot bigint, p_first bigint, p_last bigint, p_sender bigint, p_receiver bigint
) RETURNS void LANGUAGE plpgsql AS $$
DECLARE moving int8range := int8range(p_first, p_last, '[]');
BEGIN
  UPDATE public.book_holding h SET account_id = p_receiver
    WHERE h.lot_id = p_lot AND h.units = moving AND h.account_id = p_sender
      AND NOT EXISTS (SELECT 1 FROM public.book_holding b WHERE b.lot_id = p_lot AND b.account_id = p_receiver
        AND b.units && int8range(p_first - 1, p_last + 2));
  IF NOT FOUND THEN PERFORM public.book_carry(p_lot, moving, p_sender, p_receiver); END IF;
  INSERT INTO public.book_movement (transaction_id, lot_id, units, from_account_id, to_account_id)
  VALUES (p_posted, p_lot, moving, p_sender, p_receiver);
END $$;
COMMENT ON FUNCTION book_move IS 'names its schema';

-- Post legs: units `p_firsts[n]..p_lasts[n]` of lot `p_lots[n]` go from one account to another, for every n.
-- PostgreSQL makes every statement and expression ready anew in each transaction, which costs more than running it: so
-- the tables are asked once for the whole posting, whatever only some postings need stands behind one question, and
-- what is assigned to `done` is called for its effect, because an assignment needs no plan and no snapshot.
CREATE OR REPLACE FUNCTION book_post(
  p_kind text, p_key text, p_at timestamptz, p_lots bigint[], p_firsts bigint[], p_lasts bigint[],
  p_senders bigint[], p_receivers bigint[], p_answers bigint, p_reason text
) RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp SET lock_timeout = '10s' AS $$
DECLARE
  legs int := coalesce(cardinality(p_lots), 0);
  content text;
  content_hash bytea;
  known_id bigint;
  known_hash bytea;
  blocked boolean;
  frozen boolean;
  fits boolean;
  posted bigint;
  done boolean;
BEGIN
  -- one posting at a time on a lot, lots in order: no deadlock, no other reader waits;
  -- before the transaction has its number, so that numbers on a lot follow the order of its movements
  FOR n IN 1 .. legs LOOP
    IF n > 1 THEN
      IF (p_lots[n - 1], p_firsts[n - 1]) > (p_lots[n], p_firsts[n]) THEN
        PERFORM book_refuse('book_legs_in_order', 'legs come in order of lot and first unit');
      END IF;
      content := content || ',';
    END IF;
    done := pg_advisory_xact_lock(hashtext('book_lot'), (p_lots[n] % 2147483647)::int) IS NULL;
    content := concat(content, p_lots[n], ':', p_firsts[n], '-', p_lasts[n], ':', p_senders[n], '>', p_receivers[n]);
  END LOOP;
  SELECT sha256(convert_to(concat_ws('|', p_kind, coalesce(content, ''), p_answers, p_reason), 'UTF8')),
    t.id, t.request_hash, EXISTS (SELECT 1 FROM book_block),
    EXISTS (SELECT 1 FROM book_freeze WHERE lot_id = ANY (p_lots)),
    book_kind_fits(p_kind, s.purpose, s.registry, r.purpose, r.registry)
    INTO content_hash, known_id, known_hash, blocked, frozen, fits
    FROM (SELECT 1) AS once LEFT JOIN book_transaction t ON t.key = p_key
    LEFT JOIN book_account s ON s.id = p_senders[1] LEFT JOIN book_account r ON r.id = p_receivers[1];
  IF known_id IS NOT NULL OR legs = 0 OR blocked THEN
    IF known_hash <> content_hash THEN
      PERFORM book_refuse('book_key_has_other_content', 'this key was used for another content');
    ELSIF known_id IS NOT NULL THEN
      RETURN known_id;
    ELSIF legs = 0 THEN
      PERFORM book_refuse('book_something_moves', 'nothing to move');
    END IF;
    PERFORM book_refuse_blocked(p_senders || p_receivers, p_lots);
  END IF;
  done := set_config('jcm.book_writes', 'by function', true) IS NULL;
  INSERT INTO book_transaction (kind, key, request_hash, posted_at, answers, reason)
  VALUES (p_kind, p_key, content_hash, p_at, p_answers, p_reason) RETURNING id INTO posted;
  IF legs > 1 OR frozen OR fits IS NOT TRUE OR p_kind = 'reversal' THEN
    IF p_kind = 'reversal' THEN
      PERFORM book_check_reversal(p_answers, p_lots, p_firsts, p_lasts, p_senders, p_receivers);
    END IF;
    FOR n IN 1 .. legs LOOP
      IF n > 1 AND (p_senders[n - 1], p_receivers[n - 1]) <> (p_senders[n], p_receivers[n]) THEN
        SELECT book_kind_fits(p_kind, s.purpose, s.registry, r.purpose, r.registry) INTO fits
          FROM book_account s, book_account r WHERE s.id = p_senders[n] AND r.id = p_receivers[n];
      END IF;
      IF fits IS NOT TRUE THEN PERFORM book_refuse_unfit(p_kind, p_senders[n], p_receivers[n]); END IF;
      IF frozen THEN PERFORM book_refuse_frozen(p_lots[n], int8range(p_firsts[n], p_lasts[n], '[]')); END IF;
      PERFORM book_move(posted, p_lots[n], p_firsts[n], p_lasts[n], p_senders[n], p_receivers[n]);
    END LOOP;
  ELSE
    done := book_move(posted, p_lots[1], p_firsts[1], p_lasts[1], p_senders[1], p_receivers[1]) IS NULL;
  END IF;
  done := set_config('jcm.book_writes', '', true) IS NULL;
  RETURN posted;
END $$;

-- The lots of which an account ever received units: one look at the index a lot, however long the history is.
CREATE OR REPLACE FUNCTION book_lots_of(p_account bigint) RETURNS SETOF bigint LANGUAGE sql STABLE ROWS 20
BEGIN ATOMIC
  WITH RECURSIVE received(lot_id) AS (
    SELECT min(lot_id) FROM book_movement WHERE to_account_id = p_account
    UNION ALL
    SELECT (SELECT min(m.lot_id) FROM book_movement m WHERE m.to_account_id = p_account AND m.lot_id > received.lot_id)
    FROM received WHERE received.lot_id IS NOT NULL
  )
  SELECT lot_id FROM received WHERE lot_id IS NOT NULL;
END;

GRANT EXECUTE ON FUNCTION book_open_account, book_open_series, book_issue, book_post, book_hold_lots, book_lots_of
  TO jcm_runtime;

-- squawk-ignore-file ban-drop-constraint
-- Fewer looks for each posting, the same guarantees.
-- Accounts, lots and transactions are never updated or deleted, and each door looks at them before it writes, so that
-- a foreign key would only look again, and lock the two account rows that every posting shares.

ALTER TABLE book_movement
  DROP CONSTRAINT book_movement_transaction_id_fkey, DROP CONSTRAINT book_movement_lot_id_fkey,
  DROP CONSTRAINT book_movement_from_account_id_fkey, DROP CONSTRAINT book_movement_to_account_id_fkey;
ALTER TABLE book_holding DROP CONSTRAINT book_holding_lot_id_fkey, DROP CONSTRAINT book_holding_account_id_fkey;

CREATE TRIGGER book_past_stays BEFORE UPDATE OR DELETE ON book_account
  FOR EACH ROW EXECUTE FUNCTION book_past_stays();
CREATE TRIGGER book_past_stays_whole BEFORE TRUNCATE ON book_account
  FOR EACH STATEMENT EXECUTE FUNCTION book_past_stays();

-- A holding that only changes its owner covers what it covered before.
DROP TRIGGER book_lot_is_whole ON book_holding;
CREATE CONSTRAINT TRIGGER book_lot_is_whole AFTER DELETE ON book_holding
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION book_check_covered();
CREATE CONSTRAINT TRIGGER book_lot_stays_whole AFTER UPDATE ON book_holding
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
  WHEN (OLD.lot_id <> NEW.lot_id OR OLD.units <> NEW.units) EXECUTE FUNCTION book_check_covered();
DROP TRIGGER book_holding_within_lot ON book_holding;
CREATE TRIGGER book_holding_within_lot BEFORE INSERT ON book_holding
  FOR EACH ROW EXECUTE FUNCTION book_check_within_lot();
CREATE TRIGGER book_holding_stays_within_lot BEFORE UPDATE ON book_holding
  FOR EACH ROW WHEN (OLD.lot_id <> NEW.lot_id OR OLD.units <> NEW.units) EXECUTE FUNCTION book_check_within_lot();

-- Take a range out of an account and put it into another. The caller holds the lot's lock.
CREATE OR REPLACE FUNCTION book_carry(p_lot bigint, p_units int8range, p_from bigint, p_to bigint) RETURNS void
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
  IF held.units = p_units AND NOT EXISTS (SELECT 1 FROM book_holding WHERE lot_id = p_lot AND account_id = p_to
    AND units && int8range(lower(p_units) - 1, upper(p_units) + 1))
  THEN
    UPDATE book_holding SET account_id = p_to WHERE id = held.id;
    RETURN;
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
CREATE OR REPLACE FUNCTION book_issue(p_key text, p_at timestamptz, p_lots jsonb) RETURNS bigint
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

-- Post legs. `p_legs`: [{"lot": id, "first": n, "last": n, "from": account id, "to": account id}, ...].
CREATE OR REPLACE FUNCTION book_post(p_kind text, p_key text, p_at timestamptz, p_legs jsonb, p_answers bigint, p_reason text)
RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public SET lock_timeout = '10s' AS $$
DECLARE
  opened record;
  leg record;
  lots bigint[];
  accounts bigint[];
BEGIN
  PERFORM book_pass(true);
  SELECT array_agg(DISTINCT l.lot ORDER BY l.lot),
    array_agg(DISTINCT l."from") || array_agg(DISTINCT l."to") INTO lots, accounts
    FROM jsonb_to_recordset(p_legs) AS l(lot bigint, "from" bigint, "to" bigint);
  -- one posting at a time on a lot, lots in order: no deadlock, no other reader waits;
  -- before the transaction has its number, so that numbers on a lot follow the order of its movements
  PERFORM pg_advisory_xact_lock(hashtext('book_lot'), (l % 2147483647)::int) FROM unnest(lots) l ORDER BY l;
  opened := book_open(p_kind, p_key, book_content_of_legs(p_legs), p_at, p_answers, p_reason);
  IF opened.again THEN PERFORM book_pass(false); RETURN opened.id; END IF;
  IF jsonb_array_length(p_legs) = 0 THEN PERFORM book_refuse('book_something_moves', 'nothing to move'); END IF;
  PERFORM book_refuse_blocked(accounts, lots);
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

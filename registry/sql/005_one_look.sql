-- squawk-ignore-file ban-drop-constraint, ban-drop-function, adding-serial-primary-key-field, require-concurrent-index-deletion, constraint-missing-not-valid
-- The same guarantees for less work a posting. PostgreSQL reads the text of every CHECK and of every WHEN of a trigger
-- anew for each statement, which was a fifth of a posting. What a row must be is judged where it is asked who writes:
-- once for each row, by one trigger a table, under the names the checks had.

CREATE FUNCTION book_refuse_hand(p_what text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is refused: the book is written through its functions', p_what
    USING ERRCODE = 'check_violation', CONSTRAINT = 'book_written_by_functions';
END $$;

CREATE FUNCTION book_judge_transaction() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF coalesce(current_setting('jcm.book_writes', true), '') <> 'by function' THEN
    PERFORM book_refuse_hand('INSERT of book_transaction');
  ELSIF NEW.kind NOT IN ('issuance', 'transfer', 'inter_registry', 'retirement', 'cancellation',
    'set_aside', 'release', 'freeze', 'unfreeze', 'reversal', 'correction')
  THEN
    PERFORM book_refuse('book_transaction_kind', format('%s is no kind of transaction', NEW.kind));
  ELSIF (NEW.kind IN ('reversal', 'correction', 'unfreeze', 'release')) <> (NEW.answers IS NOT NULL) THEN
    PERFORM book_refuse('book_answer_is_named', 'a transaction names the one it answers, and only then');
  ELSIF NEW.kind IN ('reversal', 'correction') AND NEW.reason = '' THEN
    PERFORM book_refuse('book_answer_has_reason', 'a reversal or correction gives its reason');
  END IF;
  RETURN NEW;
END $$;

CREATE FUNCTION book_judge_movement() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF coalesce(current_setting('jcm.book_writes', true), '') <> 'by function' THEN
    PERFORM book_refuse_hand('INSERT of book_movement');
  ELSIF isempty(NEW.units) THEN
    PERFORM book_refuse('book_movement_has_units', 'a movement has units');
  ELSIF NEW.from_account_id IS NOT DISTINCT FROM NEW.to_account_id THEN
    PERFORM book_refuse('book_sender_is_not_receiver', 'sender and receiver are one account');
  END IF;
  RETURN NEW;
END $$;

CREATE FUNCTION book_judge_holding() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF coalesce(current_setting('jcm.book_writes', true), '') <> 'by function' THEN
    PERFORM book_refuse_hand(TG_OP || ' of book_holding');
  ELSIF TG_OP = 'UPDATE' AND OLD.lot_id = NEW.lot_id AND OLD.units = NEW.units THEN
    RETURN NEW;
  ELSIF isempty(NEW.units) THEN
    PERFORM book_refuse('book_holding_has_units', 'a holding has units');
  ELSIF NOT EXISTS (SELECT 1 FROM book_lot WHERE id = NEW.lot_id AND units @> NEW.units) THEN
    PERFORM book_refuse('book_holding_within_lot', format('units %s are not of lot %s', NEW.units, NEW.lot_id));
  END IF;
  RETURN NEW;
END $$;

DROP TRIGGER book_written_by_functions ON book_transaction;
DROP TRIGGER book_written_by_functions ON book_movement;
DROP TRIGGER book_written_by_functions ON book_holding;
CREATE TRIGGER book_written_by_functions BEFORE UPDATE OR DELETE OR TRUNCATE ON book_transaction
  FOR EACH STATEMENT EXECUTE FUNCTION book_written_by_functions();
CREATE TRIGGER book_written_by_functions BEFORE UPDATE OR DELETE OR TRUNCATE ON book_movement
  FOR EACH STATEMENT EXECUTE FUNCTION book_written_by_functions();
CREATE TRIGGER book_written_by_functions BEFORE DELETE OR TRUNCATE ON book_holding
  FOR EACH STATEMENT EXECUTE FUNCTION book_written_by_functions();
DROP TRIGGER book_holding_within_lot ON book_holding;
DROP TRIGGER book_holding_stays_within_lot ON book_holding;
DROP FUNCTION book_check_within_lot();
CREATE TRIGGER book_judge_transaction BEFORE INSERT ON book_transaction
  FOR EACH ROW EXECUTE FUNCTION book_judge_transaction();
CREATE TRIGGER book_judge_movement BEFORE INSERT ON book_movement
  FOR EACH ROW EXECUTE FUNCTION book_judge_movement();
CREATE TRIGGER book_judge_holding BEFORE INSERT OR UPDATE ON book_holding
  FOR EACH ROW EXECUTE FUNCTION book_judge_holding();
DROP TRIGGER book_lot_stays_whole ON book_holding;
CREATE CONSTRAINT TRIGGER book_lot_stays_whole AFTER UPDATE OF lot_id, units ON book_holding
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION book_check_covered();

ALTER TABLE book_transaction DROP CONSTRAINT book_transaction_kind, DROP CONSTRAINT book_answer_is_named,
  DROP CONSTRAINT book_answer_has_reason;
ALTER TABLE book_movement DROP CONSTRAINT book_movement_has_units, DROP CONSTRAINT book_sender_is_not_receiver;
ALTER TABLE book_holding DROP CONSTRAINT book_holding_has_units;

-- Movements are read by their transaction, never by their number alone.
ALTER TABLE book_movement DROP CONSTRAINT book_movement_pkey;
ALTER TABLE book_movement ADD PRIMARY KEY (transaction_id, id);
DROP INDEX book_movement_by_transaction;

-- Post legs. `p_legs`: [{"lot": id, "first": n, "last": n, "from": account id, "to": account id}, ...].
CREATE OR REPLACE FUNCTION book_post(p_kind text, p_key text, p_at timestamptz, p_legs jsonb, p_answers bigint, p_reason text)
RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public SET lock_timeout = '10s' AS $$
DECLARE
  content text;
  content_hash bytea;
  posted bigint;
  known book_transaction;
  leg record;
  lots bigint[];
  accounts bigint[];
BEGIN
  PERFORM set_config('jcm.book_writes', 'by function', true);
  SELECT array_agg(l.lot), array_agg(l."from") || array_agg(l."to"),
    coalesce(string_agg(format('%s:%s-%s:%s>%s', l.lot, l.first, l.last, l."from", l."to"), ','
      ORDER BY l.lot, l.first), '')
    INTO lots, accounts, content
    FROM jsonb_to_recordset(p_legs) AS l(lot bigint, first bigint, last bigint, "from" bigint, "to" bigint);
  -- one posting at a time on a lot, lots in order: no deadlock, no other reader waits;
  -- before the transaction has its number, so that numbers on a lot follow the order of its movements
  IF cardinality(lots) = 1 THEN
    PERFORM pg_advisory_xact_lock(hashtext('book_lot'), (lots[1] % 2147483647)::int);
  ELSE
    PERFORM pg_advisory_xact_lock(hashtext('book_lot'), (l % 2147483647)::int)
      FROM (SELECT DISTINCT u FROM unnest(lots) u ORDER BY u) AS d(l);
  END IF;
  content_hash := sha256(convert_to(concat_ws('|', p_kind, content, p_answers, p_reason), 'UTF8'));
  INSERT INTO book_transaction (kind, key, request_hash, posted_at, answers, reason)
  VALUES (p_kind, p_key, content_hash, p_at, p_answers, p_reason)
  ON CONFLICT (key) DO NOTHING RETURNING id INTO posted;
  IF posted IS NULL THEN
    SELECT * INTO known FROM book_transaction WHERE key = p_key;
    IF known.request_hash <> content_hash THEN
      PERFORM book_refuse('book_key_has_other_content', 'this key was used for another content');
    END IF;
    PERFORM book_pass(false);
    RETURN known.id;
  END IF;
  IF lots IS NULL THEN PERFORM book_refuse('book_something_moves', 'nothing to move'); END IF;
  PERFORM pg_advisory_xact_lock_shared(hashtext('book_block'));
  IF EXISTS (SELECT 1 FROM book_block) THEN PERFORM book_refuse_blocked(accounts, lots); END IF;
  IF p_kind = 'reversal' THEN PERFORM book_check_reversal(p_answers, p_legs); END IF;
  FOR leg IN
    SELECT l.lot, int8range(l.first, l.last, '[]') AS units, l."from", l."to",
      s.id IS NOT NULL AND r.id IS NOT NULL AS known, book_kind_fits(p_kind, s, r) AS fits,
      EXISTS (SELECT 1 FROM book_freeze f WHERE f.lot_id = l.lot AND f.units && int8range(l.first, l.last, '[]')
        AND NOT EXISTS (SELECT 1 FROM book_transaction t WHERE t.answers = f.transaction_id AND t.kind = 'unfreeze')
      ) AS frozen
    FROM jsonb_to_recordset(p_legs) AS l(lot bigint, first bigint, last bigint, "from" bigint, "to" bigint)
    LEFT JOIN book_account s ON s.id = l."from" LEFT JOIN book_account r ON r.id = l."to"
    ORDER BY l.lot, l.first
  LOOP
    IF NOT leg.known THEN
      PERFORM book_refuse('book_account_known', 'no such account');
    ELSIF NOT leg.fits THEN
      PERFORM book_refuse('book_kind_fits_account', format('%s does not fit these accounts', p_kind));
    ELSIF leg.frozen THEN
      PERFORM book_refuse('book_units_frozen', format('units %s of lot %s are frozen', leg.units, leg.lot));
    END IF;
    PERFORM book_carry(leg.lot, leg.units, leg."from", leg."to");
    INSERT INTO book_movement (transaction_id, lot_id, units, from_account_id, to_account_id)
    VALUES (posted, leg.lot, leg.units, leg."from", leg."to");
  END LOOP;
  PERFORM set_config('jcm.book_writes', '', true);
  RETURN posted;
END $$;

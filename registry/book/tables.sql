-- The book: every tonne is in exactly one place, and what happened never changes.
-- One unit is one t CO2 eq. Units are ranges of a lot and never rows of their own.
-- First the tables, then what each of them refuses, whoever writes. The doors stand in functions.sql. What is guaranteed
-- without a declared constraint, and what declaring it would cost, stands in docs/ledger/guarantees.md.

-- Numbers run on, without gap or reuse, for one host country, issuing registry and numbering.
-- `opened_at` above 1 says that earlier units were issued before this platform and are not known unit by unit.
CREATE TABLE IF NOT EXISTS book_series (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  host text NOT NULL CONSTRAINT book_series_host CHECK (host ~ '^[A-Z]{2}$'),
  registry text NOT NULL CONSTRAINT book_series_registry CHECK (registry ~ '^[A-Z]{2}$'),
  numbering text NOT NULL CONSTRAINT book_series_numbering CHECK (numbering IN ('jcm', 'unpublished', 'example')),
  opened_at bigint NOT NULL DEFAULT 1 CONSTRAINT book_series_opened_at CHECK (opened_at > 0),
  next_unit bigint NOT NULL,
  CONSTRAINT book_series_once UNIQUE (host, registry, numbering),
  CONSTRAINT book_series_runs_on CHECK (next_unit >= opened_at)
);

CREATE TABLE IF NOT EXISTS book_account (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  number text NOT NULL CONSTRAINT book_account_once UNIQUE,
  registry text NOT NULL CONSTRAINT book_account_registry CHECK (registry ~ '^[A-Z]{2}$'),
  purpose text NOT NULL CONSTRAINT book_account_purpose CHECK
    (purpose IN ('holding', 'retirement', 'cancellation', 'buffer', 'unsplit'))
);

-- `request_hash` is of the kind and the content: the same key with other content is refused.
CREATE TABLE IF NOT EXISTS book_transaction (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  kind text NOT NULL,
  key text NOT NULL CONSTRAINT book_key_once UNIQUE,
  request_hash bytea NOT NULL,
  posted_at timestamptz NOT NULL,
  answers bigint REFERENCES book_transaction,
  reason text NOT NULL DEFAULT ''
);
CREATE UNIQUE INDEX IF NOT EXISTS book_reversed_once ON book_transaction (answers) WHERE kind = 'reversal';
CREATE UNIQUE INDEX IF NOT EXISTS book_unfrozen_once ON book_transaction (answers) WHERE kind = 'unfreeze';

-- What one issuance made in one series for one vintage year. The printed project and issuance stand here as text.
CREATE TABLE IF NOT EXISTS book_lot (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  series_id bigint NOT NULL REFERENCES book_series,
  units int8range NOT NULL CONSTRAINT book_lot_has_units CHECK (NOT isempty(units) AND lower(units) > 0),
  project text NOT NULL,
  issuance bigint NOT NULL CONSTRAINT book_lot_issuance CHECK (issuance BETWEEN 1 AND 99),
  vintage bigint CONSTRAINT book_lot_vintage CHECK (vintage BETWEEN 1990 AND 2200),
  transaction_id bigint NOT NULL REFERENCES book_transaction,
  CONSTRAINT book_lot_numbers_once EXCLUDE USING gist (series_id WITH =, units WITH &&)
);
CREATE INDEX IF NOT EXISTS book_lot_by_project ON book_lot (project);

-- Where every unit is. A holding's owner stands in no index, so that a change of owner alone touches none (PostgreSQL's
-- heap-only update) and leaves no dead entries for the next look at that lot; `book_lots_of` finds an account's holdings.
CREATE TABLE IF NOT EXISTS book_holding (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  lot_id bigint NOT NULL REFERENCES book_lot,
  account_id bigint NOT NULL,
  units int8range NOT NULL,
  CONSTRAINT book_unit_in_one_place EXCLUDE USING gist (lot_id WITH =, units WITH &&)
);

-- Movements are read by their transaction, by unit, by sender, and by the lots that a receiver got units of.
CREATE TABLE IF NOT EXISTS book_movement (
  id bigint GENERATED ALWAYS AS IDENTITY,
  transaction_id bigint NOT NULL,
  lot_id bigint NOT NULL,
  units int8range NOT NULL CONSTRAINT book_movement_has_units CHECK (NOT isempty(units)),
  from_account_id bigint,
  to_account_id bigint NOT NULL,
  PRIMARY KEY (transaction_id, id),
  CONSTRAINT book_sender_is_not_receiver CHECK (from_account_id IS DISTINCT FROM to_account_id)
);
CREATE INDEX IF NOT EXISTS book_movement_of_unit ON book_movement USING gist (lot_id, units);
CREATE INDEX IF NOT EXISTS book_movement_out ON book_movement (from_account_id, id);
CREATE INDEX IF NOT EXISTS book_movement_in ON book_movement (to_account_id, lot_id);

-- Ranges that may not move. A freeze is ended by an 'unfreeze' transaction that names it.
CREATE TABLE IF NOT EXISTS book_freeze (
  transaction_id bigint NOT NULL REFERENCES book_transaction,
  lot_id bigint NOT NULL REFERENCES book_lot,
  units int8range NOT NULL
);
CREATE INDEX IF NOT EXISTS book_freeze_of_unit ON book_freeze USING gist (lot_id, units);

-- Whole accounts, lots, projects and registries that may not move, as sender or receiver.
CREATE TABLE IF NOT EXISTS book_block (
  scope text NOT NULL CONSTRAINT book_block_scope CHECK (scope IN ('account', 'lot', 'project', 'registry')),
  name text NOT NULL,
  PRIMARY KEY (scope, name)
);

-- When each block came and went, beside which transactions: so that `verify_ledger` can say of a movement whether it
-- was blocked at its time. Rows only come in.
CREATE TABLE IF NOT EXISTS book_block_change (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  scope text NOT NULL,
  name text NOT NULL,
  blocked boolean NOT NULL,
  after_transaction bigint NOT NULL, -- the last number that was given to a transaction before it
  at timestamptz NOT NULL DEFAULT clock_timestamp()
);

-- What each table refuses. A refusal carries the name of its check as the constraint name; `registry/book/ledger.py` gives
-- each its number. What a posting calls many times names its schema instead of fixing a search path, which would cost
-- more than the call; it says so in the catalogue, where the check of every start reads it (common/guards.py).

CREATE OR REPLACE FUNCTION book_refuse(check_name text, words text) RETURNS void LANGUAGE plpgsql
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  RAISE EXCEPTION '%', words USING ERRCODE = 'check_violation', CONSTRAINT = check_name;
END $$;

-- The past stays: nobody updates, deletes or truncates it, the owner of the tables included.
CREATE OR REPLACE FUNCTION book_past_stays() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  RAISE EXCEPTION '% of % is refused: what was posted never changes', TG_OP, TG_TABLE_NAME
    USING ERRCODE = 'check_violation', CONSTRAINT = 'book_past_stays';
END $$;

CREATE TRIGGER book_past_stays BEFORE UPDATE OR DELETE ON book_transaction
  FOR EACH ROW EXECUTE FUNCTION book_past_stays();
CREATE TRIGGER book_past_stays_whole BEFORE TRUNCATE ON book_transaction
  FOR EACH STATEMENT EXECUTE FUNCTION book_past_stays();
CREATE TRIGGER book_past_stays BEFORE UPDATE OR DELETE ON book_movement
  FOR EACH ROW EXECUTE FUNCTION book_past_stays();
CREATE TRIGGER book_past_stays_whole BEFORE TRUNCATE ON book_movement
  FOR EACH STATEMENT EXECUTE FUNCTION book_past_stays();
CREATE TRIGGER book_past_stays BEFORE UPDATE OR DELETE ON book_lot
  FOR EACH ROW EXECUTE FUNCTION book_past_stays();
CREATE TRIGGER book_past_stays_whole BEFORE TRUNCATE ON book_lot
  FOR EACH STATEMENT EXECUTE FUNCTION book_past_stays();
CREATE TRIGGER book_past_stays BEFORE UPDATE OR DELETE ON book_freeze
  FOR EACH ROW EXECUTE FUNCTION book_past_stays();
CREATE TRIGGER book_past_stays_whole BEFORE TRUNCATE ON book_freeze
  FOR EACH STATEMENT EXECUTE FUNCTION book_past_stays();
CREATE TRIGGER book_past_stays BEFORE UPDATE OR DELETE ON book_account
  FOR EACH ROW EXECUTE FUNCTION book_past_stays();
CREATE TRIGGER book_past_stays_whole BEFORE TRUNCATE ON book_account
  FOR EACH STATEMENT EXECUTE FUNCTION book_past_stays();
CREATE TRIGGER book_past_stays BEFORE UPDATE OR DELETE ON book_block_change
  FOR EACH ROW EXECUTE FUNCTION book_past_stays();
CREATE TRIGGER book_past_stays_whole BEFORE TRUNCATE ON book_block_change
  FOR EACH STATEMENT EXECUTE FUNCTION book_past_stays();
CREATE TRIGGER book_past_stays BEFORE UPDATE ON book_block FOR EACH ROW EXECUTE FUNCTION book_past_stays();
CREATE TRIGGER book_holding_not_truncated BEFORE TRUNCATE ON book_holding
  FOR EACH STATEMENT EXECUTE FUNCTION book_past_stays();

-- Holdings, movements, lots and transactions are written by the book's own functions and by nothing else,
-- not even by the owner's hand: the functions say who writes.
CREATE OR REPLACE FUNCTION book_written_by_functions() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF current_setting('jcm.book_writes', true) IS DISTINCT FROM 'by function' THEN
    RAISE EXCEPTION '% of % is refused: the book is written through its functions', TG_OP, TG_TABLE_NAME
      USING ERRCODE = 'check_violation', CONSTRAINT = 'book_written_by_functions';
  END IF;
  RETURN NULL;
END $$;
COMMENT ON FUNCTION book_written_by_functions IS 'names its schema';

CREATE TRIGGER book_written_by_functions BEFORE INSERT OR UPDATE OR DELETE OR TRUNCATE ON book_series
  FOR EACH STATEMENT EXECUTE FUNCTION book_written_by_functions();
CREATE TRIGGER book_written_by_functions BEFORE INSERT OR UPDATE OR DELETE OR TRUNCATE ON book_account
  FOR EACH STATEMENT EXECUTE FUNCTION book_written_by_functions();
CREATE TRIGGER book_written_by_functions BEFORE INSERT OR UPDATE OR DELETE OR TRUNCATE ON book_lot
  FOR EACH STATEMENT EXECUTE FUNCTION book_written_by_functions();
CREATE TRIGGER book_written_by_functions BEFORE INSERT OR UPDATE OR DELETE OR TRUNCATE ON book_freeze
  FOR EACH STATEMENT EXECUTE FUNCTION book_written_by_functions();
CREATE TRIGGER book_written_by_functions BEFORE INSERT OR UPDATE OR DELETE OR TRUNCATE ON book_block
  FOR EACH STATEMENT EXECUTE FUNCTION book_written_by_functions();
CREATE TRIGGER book_written_by_functions BEFORE INSERT ON book_block_change
  FOR EACH STATEMENT EXECUTE FUNCTION book_written_by_functions();
CREATE TRIGGER book_written_by_functions BEFORE UPDATE OR DELETE OR TRUNCATE ON book_transaction
  FOR EACH STATEMENT EXECUTE FUNCTION book_written_by_functions();
CREATE TRIGGER book_written_by_functions BEFORE INSERT OR UPDATE OR DELETE OR TRUNCATE ON book_movement
  FOR EACH STATEMENT EXECUTE FUNCTION book_written_by_functions();
CREATE TRIGGER book_written_by_functions BEFORE UPDATE OR DELETE OR TRUNCATE ON book_holding
  FOR EACH STATEMENT EXECUTE FUNCTION book_written_by_functions();

-- Transactions and holdings are judged row by row, beside the question of who writes: PostgreSQL reads the text of every
-- CHECK and of every WHEN anew for each statement, and lists of kinds are long texts.
CREATE OR REPLACE FUNCTION book_refuse_hand(p_what text) RETURNS void LANGUAGE plpgsql
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  RAISE EXCEPTION '% is refused: the book is written through its functions', p_what
    USING ERRCODE = 'check_violation', CONSTRAINT = 'book_written_by_functions';
END $$;

CREATE OR REPLACE FUNCTION book_judge_transaction() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF current_setting('jcm.book_writes', true) = 'by function' AND NEW.kind IN ('transfer', 'inter_registry',
    'retirement', 'cancellation', 'set_aside') AND NEW.answers IS NULL
  THEN
    RETURN NEW; -- most of them, by one question
  ELSIF coalesce(current_setting('jcm.book_writes', true), '') <> 'by function' THEN
    PERFORM public.book_refuse_hand('INSERT of book_transaction');
  ELSIF NEW.kind NOT IN ('issuance', 'transfer', 'inter_registry', 'retirement', 'cancellation',
    'set_aside', 'release', 'freeze', 'unfreeze', 'reversal', 'correction')
  THEN
    PERFORM public.book_refuse('book_transaction_kind', format('%s is no kind of transaction', NEW.kind));
  ELSIF (NEW.kind IN ('reversal', 'correction', 'unfreeze', 'release')) <> (NEW.answers IS NOT NULL) THEN
    PERFORM public.book_refuse('book_answer_is_named', 'a transaction names the one it answers, and only then');
  ELSIF NEW.kind IN ('reversal', 'correction') AND NEW.reason = '' THEN
    PERFORM public.book_refuse('book_answer_has_reason', 'a reversal or correction gives its reason');
  END IF;
  RETURN NEW;
END $$;
COMMENT ON FUNCTION book_judge_transaction IS 'names its schema';
CREATE TRIGGER book_judge_transaction BEFORE INSERT ON book_transaction
  FOR EACH ROW EXECUTE FUNCTION book_judge_transaction();

CREATE OR REPLACE FUNCTION book_judge_holding() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF coalesce(current_setting('jcm.book_writes', true), '') <> 'by function' THEN
    PERFORM public.book_refuse_hand(TG_OP || ' of book_holding');
  ELSIF isempty(NEW.units) THEN
    PERFORM public.book_refuse('book_holding_has_units', 'a holding has units');
  ELSIF NOT EXISTS (SELECT 1 FROM public.book_lot WHERE id = NEW.lot_id AND units @> NEW.units) THEN
    PERFORM public.book_refuse('book_holding_within_lot', format('units %s are not of lot %s', NEW.units, NEW.lot_id));
  END IF;
  RETURN NEW;
END $$;
COMMENT ON FUNCTION book_judge_holding IS 'names its schema';
CREATE TRIGGER book_judge_holding BEFORE INSERT OR UPDATE OF lot_id, units ON book_holding
  FOR EACH ROW EXECUTE FUNCTION book_judge_holding();

-- No unit appears or vanishes. At commit, whatever a holding or a new lot covered is covered by holdings.
-- Overlaps are impossible by the exclusion constraint, so that "covered" means covered once.
CREATE OR REPLACE FUNCTION book_check_covered() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  of_lot bigint;
  must int8range;
  have int8multirange;
BEGIN
  IF TG_TABLE_NAME = 'book_lot' THEN
    of_lot := NEW.id; must := NEW.units;
  ELSE
    of_lot := OLD.lot_id; must := OLD.units;
  END IF;
  SELECT range_agg(units) INTO have FROM public.book_holding WHERE lot_id = of_lot AND units && must;
  IF have IS NULL OR NOT have @> must THEN
    RAISE EXCEPTION 'units % of lot % are in no account', must, of_lot
      USING ERRCODE = 'check_violation', CONSTRAINT = 'book_lot_is_whole';
  END IF;
  RETURN NULL;
END $$;
COMMENT ON FUNCTION book_check_covered IS 'names its schema';
CREATE CONSTRAINT TRIGGER book_lot_is_whole AFTER INSERT ON book_lot
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION book_check_covered();
CREATE CONSTRAINT TRIGGER book_lot_is_whole AFTER DELETE ON book_holding
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION book_check_covered();
-- A holding that only changes its owner covers what it covered before.
CREATE CONSTRAINT TRIGGER book_lot_stays_whole AFTER UPDATE OF lot_id, units ON book_holding
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION book_check_covered();

-- The emergency stop waits for no posting. A posting looks for blocks when it begins, without a lock, and once more
-- when its transaction ends; only from that second look to its commit does it hold the lock that setting a block takes
-- whole. So whoever blocks waits for commits under way and for nothing else, and what commits later finds the block.
-- This lock is the last of the order in docs/ledger.md: who holds it takes no other. Each statement of the second look
-- sees what others have committed by then.
CREATE OR REPLACE FUNCTION book_refuse_blocked_at_end() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  accounts bigint[];
  lots bigint[];
BEGIN
  IF NEW.kind IN ('freeze', 'unfreeze') OR pg_advisory_xact_lock_shared(hashtext('book_block')) IS NULL THEN
    RETURN NULL; -- a freeze moves nothing; the lock is called for its effect and gives no NULL
  END IF;
  IF EXISTS (SELECT 1 FROM public.book_block) THEN
    SELECT array_agg(from_account_id) || array_agg(to_account_id), array_agg(lot_id) INTO accounts, lots
      FROM public.book_movement WHERE transaction_id = NEW.id;
    PERFORM public.book_refuse_blocked(accounts, lots);
  END IF;
  RETURN NULL;
END $$;
COMMENT ON FUNCTION book_refuse_blocked_at_end IS 'names its schema';
CREATE CONSTRAINT TRIGGER book_moves_unblocked AFTER INSERT ON book_transaction DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW EXECUTE FUNCTION book_refuse_blocked_at_end();

CREATE OR REPLACE FUNCTION book_keep_block() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, public, pg_temp AS $$
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

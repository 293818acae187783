-- The book: every tonne is in exactly one place, and what happened never changes.
-- One unit is one t CO2 eq. Units are ranges of a lot and never rows of their own.

-- Numbers run on, without gap or reuse, for one host country, issuing registry and numbering.
-- `opened_at` above 1 says that earlier units were issued before this platform and are not known unit by unit.
CREATE TABLE book_series (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  host text NOT NULL CONSTRAINT book_series_host CHECK (host ~ '^[A-Z]{2}$'),
  registry text NOT NULL CONSTRAINT book_series_registry CHECK (registry ~ '^[A-Z]{2}$'),
  numbering text NOT NULL CONSTRAINT book_series_numbering CHECK (numbering IN ('jcm', 'unpublished', 'example')),
  opened_at bigint NOT NULL DEFAULT 1 CONSTRAINT book_series_opened_at CHECK (opened_at > 0),
  next_unit bigint NOT NULL,
  CONSTRAINT book_series_once UNIQUE (host, registry, numbering),
  CONSTRAINT book_series_runs_on CHECK (next_unit >= opened_at)
);

CREATE TABLE book_account (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  number text NOT NULL CONSTRAINT book_account_once UNIQUE,
  registry text NOT NULL CONSTRAINT book_account_registry CHECK (registry ~ '^[A-Z]{2}$'),
  purpose text NOT NULL CONSTRAINT book_account_purpose CHECK
    (purpose IN ('holding', 'retirement', 'cancellation', 'buffer', 'unsplit'))
);

CREATE TABLE book_transaction (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  kind text NOT NULL CONSTRAINT book_transaction_kind CHECK (kind IN
    ('issuance', 'transfer', 'inter_registry', 'retirement', 'cancellation',
     'set_aside', 'release', 'freeze', 'unfreeze', 'reversal', 'correction')),
  key text NOT NULL CONSTRAINT book_key_once UNIQUE,
  request_hash bytea NOT NULL,
  posted_at timestamptz NOT NULL,
  answers bigint REFERENCES book_transaction,
  reason text NOT NULL DEFAULT '',
  CONSTRAINT book_answer_is_named CHECK
    ((kind IN ('reversal', 'correction', 'unfreeze', 'release')) = (answers IS NOT NULL)),
  CONSTRAINT book_answer_has_reason CHECK (kind NOT IN ('reversal', 'correction') OR reason <> '')
);
CREATE UNIQUE INDEX book_reversed_once ON book_transaction (answers) WHERE kind = 'reversal';
CREATE UNIQUE INDEX book_unfrozen_once ON book_transaction (answers) WHERE kind = 'unfreeze';

-- What one issuance made in one series for one vintage year. The printed project and issuance stand here as text.
CREATE TABLE book_lot (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  series_id bigint NOT NULL REFERENCES book_series,
  units int8range NOT NULL CONSTRAINT book_lot_has_units CHECK (NOT isempty(units) AND lower(units) > 0),
  project text NOT NULL,
  issuance bigint NOT NULL CONSTRAINT book_lot_issuance CHECK (issuance BETWEEN 1 AND 99),
  vintage bigint CONSTRAINT book_lot_vintage CHECK (vintage BETWEEN 1990 AND 2200),
  transaction_id bigint NOT NULL REFERENCES book_transaction,
  CONSTRAINT book_lot_numbers_once EXCLUDE USING gist (series_id WITH =, units WITH &&)
);
CREATE INDEX book_lot_by_project ON book_lot (project);

CREATE TABLE book_holding (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  lot_id bigint NOT NULL REFERENCES book_lot,
  account_id bigint NOT NULL REFERENCES book_account,
  units int8range NOT NULL CONSTRAINT book_holding_has_units CHECK (NOT isempty(units)),
  CONSTRAINT book_unit_in_one_place EXCLUDE USING gist (lot_id WITH =, units WITH &&)
);
CREATE INDEX book_holding_by_account ON book_holding (account_id, lot_id);

CREATE TABLE book_movement (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  transaction_id bigint NOT NULL REFERENCES book_transaction,
  lot_id bigint NOT NULL REFERENCES book_lot,
  units int8range NOT NULL CONSTRAINT book_movement_has_units CHECK (NOT isempty(units)),
  from_account_id bigint REFERENCES book_account,
  to_account_id bigint NOT NULL REFERENCES book_account,
  CONSTRAINT book_sender_is_not_receiver CHECK (from_account_id IS DISTINCT FROM to_account_id)
);
CREATE INDEX book_movement_by_transaction ON book_movement (transaction_id);
CREATE INDEX book_movement_of_unit ON book_movement USING gist (lot_id, units);
CREATE INDEX book_movement_out ON book_movement (from_account_id, id);
CREATE INDEX book_movement_in ON book_movement (to_account_id, id);

-- Ranges that may not move. A freeze is ended by an 'unfreeze' transaction that names it.
CREATE TABLE book_freeze (
  transaction_id bigint NOT NULL REFERENCES book_transaction,
  lot_id bigint NOT NULL REFERENCES book_lot,
  units int8range NOT NULL
);
CREATE INDEX book_freeze_of_unit ON book_freeze USING gist (lot_id, units);

-- Whole accounts, lots, projects and registries that may not move, as sender or receiver.
CREATE TABLE book_block (
  scope text NOT NULL CONSTRAINT book_block_scope CHECK (scope IN ('account', 'lot', 'project', 'registry')),
  name text NOT NULL,
  PRIMARY KEY (scope, name)
);

-- The past stays: nobody updates, deletes or truncates it, the owner of the tables included.
CREATE FUNCTION book_past_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% of % is refused: what was posted never changes', TG_OP, TG_TABLE_NAME
    USING ERRCODE = 'check_violation', CONSTRAINT = 'book_past_stays';
END $$;

DO $$
DECLARE past text;
BEGIN
  FOREACH past IN ARRAY ARRAY['book_transaction', 'book_movement', 'book_lot', 'book_freeze'] LOOP
    EXECUTE format('CREATE TRIGGER book_past_stays BEFORE UPDATE OR DELETE ON %I
      FOR EACH ROW EXECUTE FUNCTION book_past_stays()', past);
    EXECUTE format('CREATE TRIGGER book_past_stays_whole BEFORE TRUNCATE ON %I
      FOR EACH STATEMENT EXECUTE FUNCTION book_past_stays()', past);
  END LOOP;
END $$;

-- Holdings, movements, lots and transactions are written by the book's own functions and by nothing else,
-- not even by the owner's hand: the functions say who writes.
CREATE FUNCTION book_written_by_functions() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF coalesce(current_setting('jcm.book_writes', true), '') <> 'by function' THEN
    RAISE EXCEPTION '% of % is refused: the book is written through its functions', TG_OP, TG_TABLE_NAME
      USING ERRCODE = 'check_violation', CONSTRAINT = 'book_written_by_functions';
  END IF;
  RETURN NULL;
END $$;

DO $$
DECLARE written text;
BEGIN
  FOREACH written IN ARRAY ARRAY['book_series', 'book_account', 'book_transaction', 'book_lot', 'book_holding',
                                 'book_movement', 'book_freeze', 'book_block'] LOOP
    EXECUTE format('CREATE TRIGGER book_written_by_functions BEFORE INSERT OR UPDATE OR DELETE OR TRUNCATE ON %I
      FOR EACH STATEMENT EXECUTE FUNCTION book_written_by_functions()', written);
  END LOOP;
END $$;

-- No unit appears or vanishes. At commit, whatever a holding or a new lot covered is covered by holdings.
-- Overlaps are impossible by the exclusion constraint, so that "covered" means covered once.
CREATE FUNCTION book_check_covered() RETURNS trigger LANGUAGE plpgsql AS $$
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
  SELECT range_agg(units) INTO have FROM book_holding WHERE lot_id = of_lot AND units && must;
  IF have IS NULL OR NOT have @> must THEN
    RAISE EXCEPTION 'units % of lot % are in no account', must, of_lot
      USING ERRCODE = 'check_violation', CONSTRAINT = 'book_lot_is_whole';
  END IF;
  RETURN NULL;
END $$;

CREATE FUNCTION book_check_within_lot() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM book_lot WHERE id = NEW.lot_id AND units @> NEW.units) THEN
    RAISE EXCEPTION 'units % are not of lot %', NEW.units, NEW.lot_id
      USING ERRCODE = 'check_violation', CONSTRAINT = 'book_holding_within_lot';
  END IF;
  RETURN NEW;
END $$;

CREATE CONSTRAINT TRIGGER book_lot_is_whole AFTER INSERT ON book_lot
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION book_check_covered();
CREATE CONSTRAINT TRIGGER book_lot_is_whole AFTER UPDATE OR DELETE ON book_holding
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION book_check_covered();
CREATE TRIGGER book_holding_within_lot BEFORE INSERT OR UPDATE ON book_holding
  FOR EACH ROW EXECUTE FUNCTION book_check_within_lot();
CREATE TRIGGER book_holding_not_truncated BEFORE TRUNCATE ON book_holding
  FOR EACH STATEMENT EXECUTE FUNCTION book_past_stays();

-- Nobody's temporary table, schema or path can stand in for the book's tables. Doors fix their search path; what a
-- posting calls many times names its schema instead, because a path to be set and reset costs more than the call.

DO $$
DECLARE made regprocedure;
BEGIN
  FOR made IN SELECT oid FROM pg_proc WHERE pronamespace = 'public'::regnamespace AND proname IN (
    'book_past_stays', 'book_written_by_functions', 'book_refuse', 'book_pass', 'book_content_of_legs',
    'book_content_of_lots', 'book_open', 'book_open_account', 'book_open_series', 'book_set_block',
    'book_refuse_blocked', 'book_issue', 'book_refuse_hand', 'book_post', 'book_check_reversal',
    'registry_account_closes_empty', 'registry_account_keeps_two')
  LOOP
    EXECUTE format('ALTER FUNCTION %s SET search_path = pg_catalog, public, pg_temp', made);
  END LOOP;
END $$;

CREATE OR REPLACE FUNCTION book_judge_transaction() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF coalesce(current_setting('jcm.book_writes', true), '') <> 'by function' THEN
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

CREATE OR REPLACE FUNCTION book_judge_movement() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF coalesce(current_setting('jcm.book_writes', true), '') <> 'by function' THEN
    PERFORM public.book_refuse_hand('INSERT of book_movement');
  ELSIF isempty(NEW.units) THEN
    PERFORM public.book_refuse('book_movement_has_units', 'a movement has units');
  ELSIF NEW.from_account_id IS NOT DISTINCT FROM NEW.to_account_id THEN
    PERFORM public.book_refuse('book_sender_is_not_receiver', 'sender and receiver are one account');
  END IF;
  RETURN NEW;
END $$;

CREATE OR REPLACE FUNCTION book_judge_holding() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF coalesce(current_setting('jcm.book_writes', true), '') <> 'by function' THEN
    PERFORM public.book_refuse_hand(TG_OP || ' of book_holding');
  ELSIF TG_OP = 'UPDATE' AND OLD.lot_id = NEW.lot_id AND OLD.units = NEW.units THEN
    RETURN NEW;
  ELSIF isempty(NEW.units) THEN
    PERFORM public.book_refuse('book_holding_has_units', 'a holding has units');
  ELSIF NOT EXISTS (SELECT 1 FROM public.book_lot WHERE id = NEW.lot_id AND units @> NEW.units) THEN
    PERFORM public.book_refuse('book_holding_within_lot', format('units %s are not of lot %s', NEW.units, NEW.lot_id));
  END IF;
  RETURN NEW;
END $$;

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

CREATE OR REPLACE FUNCTION book_refuse_frozen(p_lot bigint, p_units int8range) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM public.book_freeze f WHERE f.lot_id = p_lot AND f.units && p_units
    AND NOT EXISTS (SELECT 1 FROM public.book_transaction t WHERE t.answers = f.transaction_id AND t.kind = 'unfreeze'))
  THEN PERFORM public.book_refuse('book_units_frozen', format('units %s of lot %s are frozen', p_units, p_lot)); END IF;
END $$;

-- A body that is read when it is made finds its names then.
CREATE OR REPLACE FUNCTION book_kind_fits(p_kind text, sender book_account, receiver book_account) RETURNS boolean
LANGUAGE sql IMMUTABLE
RETURN CASE p_kind
  WHEN 'transfer' THEN (sender).purpose IN ('holding', 'unsplit') AND (receiver).purpose = 'holding'
    AND (sender).registry = (receiver).registry
  WHEN 'inter_registry' THEN (sender).purpose = 'holding' AND (receiver).purpose = 'holding'
    AND (sender).registry <> (receiver).registry
  WHEN 'retirement' THEN (sender).purpose = 'holding' AND (receiver).purpose = 'retirement'
    AND (sender).registry = (receiver).registry
  WHEN 'cancellation' THEN (sender).purpose IN ('holding', 'buffer') AND (receiver).purpose = 'cancellation'
    AND (sender).registry = (receiver).registry
  WHEN 'set_aside' THEN (sender).purpose = 'holding' AND (receiver).purpose = 'buffer'
    AND (sender).registry = (receiver).registry
  WHEN 'release' THEN (sender).purpose = 'buffer' AND (receiver).purpose = 'holding'
    AND (sender).registry = (receiver).registry
  WHEN 'correction' THEN (sender).purpose IN ('holding', 'unsplit')
    AND (receiver).purpose IN ('cancellation', 'holding') AND (sender).registry = (receiver).registry
  WHEN 'reversal' THEN true
  ELSE false END;

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

-- Said in the catalogue, so that the check of every start knows them (common/guards.py).
COMMENT ON FUNCTION book_judge_transaction IS 'names its schema';
COMMENT ON FUNCTION book_judge_movement IS 'names its schema';
COMMENT ON FUNCTION book_judge_holding IS 'names its schema';
COMMENT ON FUNCTION book_check_covered IS 'names its schema';
COMMENT ON FUNCTION book_put IS 'names its schema';
COMMENT ON FUNCTION book_carry IS 'names its schema';
COMMENT ON FUNCTION book_refuse_frozen IS 'names its schema';

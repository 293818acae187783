-- squawk-ignore-file ban-drop-trigger
-- Who acts, and when, as the database itself knows it. The platform proves it once a transaction by a keyed hash over
-- the transaction's number; the run-time role can neither make such a proof nor use one in another transaction.

-- The key of the hash (HMAC-SHA256, RFC 2104), as its two padded forms; `manage.py migrate` writes it. The owner reads it.
CREATE TABLE IF NOT EXISTS identity_key (
  single boolean PRIMARY KEY DEFAULT true CONSTRAINT identity_key_is_one CHECK (single),
  inner_pad bytea NOT NULL CONSTRAINT identity_key_inner CHECK (octet_length(inner_pad) = 64),
  outer_pad bytea NOT NULL CONSTRAINT identity_key_outer CHECK (octet_length(outer_pad) = 64)
);
REVOKE ALL ON identity_key FROM PUBLIC, jcm_runtime;

-- The transaction that a proof is for. A number is never used twice.
CREATE OR REPLACE FUNCTION identity_transaction() RETURNS text LANGUAGE sql VOLATILE
SET search_path = pg_catalog, public, pg_temp AS $$ SELECT pg_current_xact_id()::text $$;

-- What a proof of this transaction must be. Whoever may call this is anybody: it stays with the owner.
CREATE OR REPLACE FUNCTION identity_proof(p_person bigint, p_instant timestamptz) RETURNS text LANGUAGE sql VOLATILE
SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT encode(sha256(k.outer_pad || sha256(k.inner_pad || convert_to(concat_ws('|', 'identity',
    pg_current_xact_id(), p_person, (extract(epoch FROM p_instant) * 1000000)::bigint), 'UTF8'))), 'hex')
  FROM public.identity_key k
$$;

-- Assume a person and an instant until the transaction ends. What is kept in the session's setting is the proof
-- itself, so that a setting written by hand is worth no more than a proof made up.
CREATE OR REPLACE FUNCTION identity_assume(p_person bigint, p_instant timestamptz, p_proof text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE done boolean;
BEGIN
  IF p_person IS NULL OR p_instant IS NULL OR NOT isfinite(p_instant)
     OR p_proof IS DISTINCT FROM public.identity_proof(p_person, p_instant) THEN
    RAISE EXCEPTION 'nothing proves that this person acts: identity_unproven'
      USING ERRCODE = 'insufficient_privilege', CONSTRAINT = 'identity_unproven';
  END IF;
  done := set_config('jcm.identity', concat_ws('|', p_person, p_instant, p_proof), true) IS NULL;
END $$;

-- The parts of the identity that this transaction has proved.
CREATE OR REPLACE FUNCTION identity_proved(OUT person bigint, OUT instant timestamptz)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE said text[] := string_to_array(current_setting('jcm.identity', true), '|');
BEGIN
  IF cardinality(said) = 3 AND said[1] ~ '^\d{1,18}$' AND pg_input_is_valid(said[2], 'timestamptz') THEN
    person := said[1]; instant := said[2];
    IF isfinite(instant) AND said[3] = public.identity_proof(person, instant) THEN RETURN; END IF;
  END IF;
  RAISE EXCEPTION 'nobody was assumed in this transaction: identity_unknown'
    USING ERRCODE = 'insufficient_privilege', CONSTRAINT = 'identity_unknown';
END $$;

CREATE OR REPLACE FUNCTION identity_person() RETURNS bigint LANGUAGE plpgsql
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  RETURN (public.identity_proved()).person;
END $$;

CREATE OR REPLACE FUNCTION identity_instant() RETURNS timestamptz LANGUAGE plpgsql
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  RETURN (public.identity_proved()).instant;
END $$;

-- A row that stays as it was written, whoever asks. The argument names the rule.
CREATE OR REPLACE FUNCTION row_stays() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  RAISE EXCEPTION '% of % is refused, the row stays as it was written: %', TG_OP, TG_TABLE_NAME, TG_ARGV[0]
    USING ERRCODE = 'check_violation', CONSTRAINT = TG_ARGV[0];
END $$;

CREATE TRIGGER event_stays BEFORE UPDATE OR DELETE ON common_event
  FOR EACH ROW EXECUTE FUNCTION row_stays('event_stays');
CREATE TRIGGER event_stays_whole BEFORE TRUNCATE ON common_event
  FOR EACH STATEMENT EXECUTE FUNCTION row_stays('event_stays');

-- Assume and record in one call: the event bears the person, the instant and the transaction of the proof.
CREATE OR REPLACE FUNCTION event_record(
  p_what text, p_paper bigint, p_about bigint, p_before jsonb, p_after jsonb, p_person bigint, p_instant timestamptz,
  p_proof text
) RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  done boolean := public.identity_assume(p_person, p_instant, p_proof) IS NULL;
  made bigint;
BEGIN
  INSERT INTO public.common_event (what, paper_id, person_id, by_id, at, before, after, transaction)
  VALUES (p_what, p_paper, p_about, p_person, p_instant, p_before, p_after, public.history_transaction()) RETURNING id INTO made;
  RETURN made;
END $$;

REVOKE INSERT, UPDATE, DELETE, TRUNCATE ON common_event FROM jcm_runtime;
REVOKE EXECUTE ON FUNCTION identity_proof, identity_assume, identity_proved, event_record FROM PUBLIC;
GRANT EXECUTE ON FUNCTION identity_transaction, identity_assume, identity_proved, identity_person, identity_instant,
  event_record TO jcm_runtime;

-- The transparency log as the public may read it, and the only doors to its tables.
-- The public knows of every unit in which registry and kind of account it lies (its place), and never in whose account
-- (docs/decisions/0001-privacy-of-holdings.md). A movement within one place is told by a commitment alone.

-- Where an account stands for the public. The code in its number says the kind where it agrees with the book's purpose.
CREATE OR REPLACE VIEW log_account AS
  SELECT id, number, registry || '/' || CASE
    WHEN purpose = 'holding' AND split_part(number, '-', 2) = '100' THEN 'government'
    WHEN purpose = 'holding' AND split_part(number, '-', 2) = '120' THEN 'entity'
    WHEN purpose = 'cancellation' AND split_part(number, '-', 2) = '210' THEN 'cancellation_voluntary'
    WHEN purpose = 'cancellation' AND split_part(number, '-', 2) = '220' THEN 'cancellation_omge'
    WHEN purpose = 'cancellation' AND split_part(number, '-', 2) = '230' THEN 'cancellation_other'
    ELSE purpose END AS place
  FROM book_account;

-- Movements that the public sees: those from one place to another.
CREATE OR REPLACE VIEW log_movement AS
  SELECT m.id, m.transaction_id, m.lot_id, m.units, s.place AS from_place, r.place AS to_place
  FROM book_movement m LEFT JOIN log_account s ON s.id = m.from_account_id JOIN log_account r ON r.id = m.to_account_id
  WHERE s.place IS DISTINCT FROM r.place;

-- What salts follow from. It is made with the first entry, goes with the backup of the book, and no role but the
-- owner reads it: whoever reads this database reads the book itself.
CREATE TABLE IF NOT EXISTS registry_logsecret (
  single boolean PRIMARY KEY DEFAULT true CONSTRAINT log_secret_is_one CHECK (single),
  secret bytea NOT NULL CONSTRAINT log_secret_is_long CHECK (octet_length(secret) = 32)
);

-- The log only grows: nobody updates, deletes or truncates what stands in it, the owner of the tables included.
CREATE TRIGGER book_past_stays BEFORE UPDATE OR DELETE ON registry_logstatement
  FOR EACH ROW EXECUTE FUNCTION book_past_stays();
CREATE TRIGGER book_past_stays_whole BEFORE TRUNCATE ON registry_logstatement
  FOR EACH STATEMENT EXECUTE FUNCTION book_past_stays();
CREATE TRIGGER book_past_stays BEFORE UPDATE OR DELETE ON registry_logentry
  FOR EACH ROW EXECUTE FUNCTION book_past_stays();
CREATE TRIGGER book_past_stays_whole BEFORE TRUNCATE ON registry_logentry
  FOR EACH STATEMENT EXECUTE FUNCTION book_past_stays();
CREATE TRIGGER book_past_stays BEFORE UPDATE OR DELETE ON registry_loghash
  FOR EACH ROW EXECUTE FUNCTION book_past_stays();
CREATE TRIGGER book_past_stays_whole BEFORE TRUNCATE ON registry_loghash
  FOR EACH STATEMENT EXECUTE FUNCTION book_past_stays();
CREATE TRIGGER book_past_stays BEFORE UPDATE OR DELETE ON registry_logcheckpoint
  FOR EACH ROW EXECUTE FUNCTION book_past_stays();
CREATE TRIGGER book_past_stays_whole BEFORE TRUNCATE ON registry_logcheckpoint
  FOR EACH STATEMENT EXECUTE FUNCTION book_past_stays();
CREATE TRIGGER book_past_stays BEFORE UPDATE OR DELETE ON registry_logkey
  FOR EACH ROW EXECUTE FUNCTION book_past_stays();
CREATE TRIGGER book_past_stays_whole BEFORE TRUNCATE ON registry_logkey
  FOR EACH STATEMENT EXECUTE FUNCTION book_past_stays();
CREATE TRIGGER book_past_stays BEFORE UPDATE OR DELETE ON registry_logcosignature
  FOR EACH ROW EXECUTE FUNCTION book_past_stays();
CREATE TRIGGER book_past_stays_whole BEFORE TRUNCATE ON registry_logcosignature
  FOR EACH STATEMENT EXECUTE FUNCTION book_past_stays();
CREATE TRIGGER book_past_stays BEFORE UPDATE OR DELETE ON registry_logsecret
  FOR EACH ROW EXECUTE FUNCTION book_past_stays();
CREATE TRIGGER book_past_stays_whole BEFORE TRUNCATE ON registry_logsecret
  FOR EACH STATEMENT EXECUTE FUNCTION book_past_stays();

CREATE OR REPLACE FUNCTION log_refuse(check_name text, words text) RETURNS void LANGUAGE plpgsql
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  RAISE EXCEPTION '%', words USING ERRCODE = 'check_violation', CONSTRAINT = check_name;
END $$;

-- The sequencer and the asker of witnesses act as the system, proved to the database.
CREATE OR REPLACE FUNCTION log_refuse_people() RETURNS void LANGUAGE plpgsql
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM partners_user WHERE id = identity_person() AND is_system) THEN
    PERFORM log_refuse('log_written_by_system', 'the log is written by the system alone');
  END IF;
END $$;

-- A time as Python's isoformat(timespec="microseconds") has it in UTC.
CREATE OR REPLACE FUNCTION log_time(p_at timestamptz) RETURNS text LANGUAGE sql STABLE
SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT to_char(p_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US') || '+00:00'
$$;

-- Root over hashes (RFC 6962, 2.1): pairs are hashed, an odd last one goes up as it is.
CREATE OR REPLACE FUNCTION log_fold(p_hashes bytea[]) RETURNS bytea LANGUAGE plpgsql IMMUTABLE
SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE level bytea[] := p_hashes;
BEGIN
  IF coalesce(cardinality(level), 0) = 0 THEN RETURN sha256(''::bytea); END IF;
  WHILE cardinality(level) > 1 LOOP
    SELECT array_agg(folded.hash ORDER BY folded.pair) INTO level FROM (
      SELECT (u.n - 1) / 2 AS pair, CASE count(*) WHEN 2
        THEN sha256('\x01'::bytea || string_agg(u.hash, ''::bytea ORDER BY u.n)) ELSE (array_agg(u.hash))[1] END AS hash
      FROM unnest(level) WITH ORDINALITY AS u(hash, n) GROUP BY 1) folded;
  END LOOP;
  RETURN level[1];
END $$;

-- The salt of a leg: two passes of a keyed hash, so that no salt says anything of another.
CREATE OR REPLACE FUNCTION log_salt(p_transaction bigint, p_leg bigint) RETURNS text LANGUAGE sql STABLE
SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT encode(sha256(k.secret || sha256(k.secret || convert_to(p_transaction || ':' || p_leg, 'UTF8'))), 'hex')
  FROM registry_logsecret k
$$;

-- What a transaction says in full, leg by leg: canonical JSON (RFC 8785), each with its salt. Leg 0 is its head.
CREATE OR REPLACE FUNCTION log_leaves(p_transaction bigint) RETURNS TABLE (leg bigint, leaf text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT 0, format('{"answers":%s,"kind":%s,"legs":%s,"posted_at":%s,"reason":%s,"salt":%s,"transaction":%s,"version":1}',
    coalesce(t.answers::text, 'null'), to_json(t.kind),
    (SELECT count(*) FROM book_movement m WHERE m.transaction_id = t.id), to_json(log_time(t.posted_at)),
    to_json(t.reason), to_json(log_salt(t.id, 0)), t.id)
  FROM book_transaction t WHERE t.id = p_transaction
  UNION ALL
  SELECT m.n, format('{"first":%s,"from":%s,"from_place":%s,"last":%s,"leg":%s,"lot":%s,"salt":%s,"to":%s,'
      '"to_place":%s,"transaction":%s,"version":1}',
    lower(m.units), coalesce(to_json(s.number)::text, 'null'), coalesce(to_json(s.place)::text, 'null'),
    upper(m.units) - 1, m.n, m.lot_id, to_json(log_salt(p_transaction, m.n)), to_json(r.number), to_json(r.place),
    p_transaction)
  FROM (SELECT *, row_number() OVER (ORDER BY id) AS n FROM book_movement WHERE transaction_id = p_transaction) m
  LEFT JOIN log_account s ON s.id = m.from_account_id JOIN log_account r ON r.id = m.to_account_id
  ORDER BY 1
$$;

-- The public entries of a transaction, at most 150 ranges each so that none passes 65,535 bytes. `content` is the root
-- over the leaves of `log_leaves`: it fixes what was posted without telling it, not even how many legs there were.
CREATE OR REPLACE FUNCTION log_bodies(p_transaction bigint) RETURNS TABLE (part bigint, body text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  WITH moved AS (
    SELECT (row_number() OVER (ORDER BY lot_id, lower(units)) - 1) / 150 + 1 AS part, lot_id, lower(units) AS first,
      format('{"first":%s,"from":%s,"last":%s,"lot":%s,"to":%s}', lower(units),
        coalesce(to_json(from_place)::text, 'null'), upper(units) - 1, lot_id, to_json(to_place)) AS told
    FROM (SELECT lot_id, unnest(range_agg(units)) AS units, from_place, to_place FROM log_movement
          WHERE transaction_id = p_transaction GROUP BY lot_id, from_place, to_place) runs
  ), frozen AS (
    SELECT (row_number() OVER (ORDER BY lot_id, lower(units)) - 1) / 150 + 1 AS part, lot_id, lower(units) AS first,
      format('{"first":%s,"last":%s,"lot":%s}', lower(units), upper(units) - 1, lot_id) AS told
    FROM (SELECT lot_id, unnest(range_agg(units)) AS units FROM book_freeze
          WHERE transaction_id = p_transaction GROUP BY lot_id) runs
  ), lots AS (
    SELECT of_part.part, l.id, format('{"first":%s,"host":%s,"issuance":%s,"last":%s,"lot":%s,"numbering":%s,"project":%s,'
        '"registry":%s,"vintage":%s}', lower(l.units), to_json(s.host), l.issuance, upper(l.units) - 1, l.id,
      to_json(s.numbering), to_json(l.project), to_json(s.registry), coalesce(l.vintage::text, 'null')) AS told
    FROM (SELECT DISTINCT part, lot_id FROM moved) of_part JOIN book_lot l ON l.id = of_part.lot_id
    JOIN book_series s ON s.id = l.series_id
  ), parts AS (
    SELECT greatest(1, (SELECT max(part) FROM moved), (SELECT max(part) FROM frozen)) AS n
  ), content AS (
    SELECT encode(log_fold(array_agg(sha256('\x00'::bytea || convert_to(leaf, 'UTF8')) ORDER BY leg)), 'hex') AS root
    FROM log_leaves(p_transaction)
  )
  SELECT g.part, format('{"about":"transaction","answers":%s,"content":%s,"frozen":[%s],"kind":%s,%s"moved":[%s],'
      '"part":%s,"parts":%s,"posted_at":%s,"transaction":%s,"version":1}',
    coalesce(t.answers::text, 'null'), to_json(content.root),
    (SELECT string_agg(f.told, ',' ORDER BY f.lot_id, f.first) FROM frozen f WHERE f.part = g.part), to_json(t.kind),
    CASE t.kind WHEN 'issuance' THEN format('"lots":[%s],',
      (SELECT string_agg(l.told, ',' ORDER BY l.id) FROM lots l WHERE l.part = g.part)) ELSE '' END,
    (SELECT string_agg(m.told, ',' ORDER BY m.lot_id, m.first) FROM moved m WHERE m.part = g.part),
    g.part, parts.n, to_json(log_time(t.posted_at)), t.id)
  FROM book_transaction t, content, parts, LATERAL generate_series(1, parts.n) AS g(part) WHERE t.id = p_transaction
$$;

-- What stored words say in English (`common.words`): their sentence with its values, which may be words themselves.
CREATE OR REPLACE FUNCTION log_words(p_said jsonb) RETURNS text
LANGUAGE plpgsql IMMUTABLE SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  rest text := p_said ->> 'text';
  told text := '';
  place text;
  begins integer;
BEGIN
  IF jsonb_typeof(p_said) <> 'object' THEN RETURN p_said #>> '{}'; END IF;
  IF p_said ? 'names' THEN RETURN p_said #>> '{names,en}'; END IF;
  IF p_said -> 'values' = '{}' THEN RETURN rest; END IF;
  LOOP  -- from left to right, so that a value is never read for places
    place := substring(rest FROM '%\((\w+)\)s');
    EXIT WHEN place IS NULL;
    begins := position('%(' || place || ')s' IN rest);
    told := told || replace(left(rest, begins - 1), '%%', '%') || log_words(p_said -> 'values' -> place);
    rest := substr(rest, begins + length(place) + 4);
  END LOOP;
  RETURN told || replace(rest, '%%', '%');
END $$;

-- A decision of a Joint Committee becomes a public fact in the transaction that concludes it, once, as its rows say.
CREATE OR REPLACE FUNCTION log_state(p_decision bigint) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  told text;
  paper bigint;
  now_at constant bigint := pg_current_xact_id()::text::bigint;
  written bigint;
  made bigint;
BEGIN
  SELECT format('{"about":"decision","at":%s,"country":%s,"form":%s,"items":[%s],"number":%s,"outcome":%s,"version":1}',
      to_json(log_time(identity_instant())), to_json(c.iso2), to_json(d.form), (
        SELECT string_agg(format('{"kind":%s,"outcome":%s,"reference":%s,"title":%s}', to_json(i.kind),
          to_json(i.outcome), to_json(i.reference), to_json(log_words(i.title))), ',' ORDER BY i.id)
        FROM committee_decisionitem i WHERE i.decision_id = d.id),
      to_json(d.number), to_json(d.state)),
    d.paper_id, (now_at >> 32 << 32) + d.xmin::text::bigint INTO told, paper, written
  FROM committee_decision d JOIN partners_partnercountry c ON c.id = d.country_id
  WHERE d.id = p_decision AND d.origin = 'platform' AND d.state IN ('adopted', 'not_adopted');
  -- the row bears 32 of the 64 bits of the transaction (or savepoint) that wrote it; what we see of a transaction that
  -- is in progress is our own
  written := written + CASE WHEN written - now_at > 1::bigint << 31 THEN -(1::bigint << 32)
    WHEN now_at - written > 1::bigint << 31 THEN 1::bigint << 32 ELSE 0 END;
  IF told IS NULL OR pg_xact_status(written::text::xid8) <> 'in progress' THEN
    PERFORM log_refuse('log_statement_of_decision', 'no such decision was concluded in this transaction');
  END IF;
  INSERT INTO registry_logstatement (body, paper_id, at)
  VALUES (told, paper, identity_instant()) RETURNING id INTO made;
  RETURN made;
END $$;

-- After a restore somebody told the log to go on: which head it continues, and up to where heads that were signed later
-- are lost. Everybody who kept one of those learns here why it is no part of the log.
CREATE OR REPLACE FUNCTION log_state_continuation(p_size bigint, p_lost bigint, p_lost_root text) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE made bigint;
BEGIN
  PERFORM log_refuse_people();
  IF p_size IS DISTINCT FROM (SELECT coalesce(max(size), 0) FROM registry_logcheckpoint) OR p_lost < 0 THEN
    PERFORM log_refuse('log_continues_its_head', 'the log goes on after its newest head and no other');
  END IF;
  INSERT INTO registry_logstatement (body, at) VALUES (
    format('{"about":"continuation","at":%s,"lost":%s,"root":%s,"size":%s,"version":1}',
      to_json(log_time(identity_instant())),
      CASE p_lost WHEN 0 THEN 'null' ELSE
        format('{"root":%s,"size":%s}', coalesce(to_json(nullif(p_lost_root, ''))::text, 'null'), p_lost) END,
      to_json(encode(log_root(p_size), 'hex')), p_size),
    identity_instant()) RETURNING id INTO made;
  RETURN made;
END $$;

-- Give what waits its place, statements first, and keep the root of every tile that became full. Returns the new size;
-- nothing when nothing waits or another sequencer runs.
CREATE OR REPLACE FUNCTION log_sequence(p_most integer) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  begun bigint;
  before bigint;
  size bigint;
  level integer := 0;
BEGIN
  PERFORM log_refuse_people();
  IF NOT pg_try_advisory_xact_lock(hashtext('registry_log')) THEN RETURN NULL; END IF;
  INSERT INTO registry_logsecret (secret)
    VALUES (sha256(convert_to(gen_random_uuid()::text || gen_random_uuid()::text || gen_random_uuid()::text, 'UTF8')))
    ON CONFLICT DO NOTHING;
  SELECT coalesce(max(position) + 1, 0) INTO begun FROM registry_logentry;
  INSERT INTO registry_logentry (position, statement_id, part, body, leaf_hash)
    SELECT begun + row_number() OVER (ORDER BY s.id) - 1, s.id, 1, s.body,
      sha256('\x00'::bytea || convert_to(s.body, 'UTF8'))
    FROM registry_logstatement s WHERE NOT EXISTS (SELECT 1 FROM registry_logentry e WHERE e.statement_id = s.id)
    ORDER BY s.id LIMIT p_most;
  SELECT coalesce(max(position) + 1, 0) INTO size FROM registry_logentry;
  INSERT INTO registry_logentry (position, transaction_id, part, body, leaf_hash)
    SELECT size + row_number() OVER (ORDER BY t.id, b.part) - 1, t.id, b.part, b.body,
      sha256('\x00'::bytea || convert_to(b.body, 'UTF8'))
    FROM (SELECT id FROM book_transaction w
          WHERE NOT EXISTS (SELECT 1 FROM registry_logentry e WHERE e.transaction_id = w.id) ORDER BY id LIMIT p_most) t,
      LATERAL log_bodies(t.id) b;
  SELECT coalesce(max(position) + 1, 0) INTO size FROM registry_logentry;
  IF size = begun THEN RETURN NULL; END IF;
  before := begun;
  WHILE size >> 8 * (level + 1) > 0 LOOP
    level := level + 1;
    INSERT INTO registry_loghash (level, number, hash)
      SELECT level, n, log_fold(log_hashes(level - 1, n * 256, 256))
      FROM generate_series(before >> 8 * level, (size >> 8 * level) - 1) n;
  END LOOP;
  RETURN size;
END $$;

-- Hashes of whole subtrees of 256 to the power of `level` leaves, in order.
CREATE OR REPLACE FUNCTION log_hashes(p_level integer, p_first bigint, p_count bigint) RETURNS bytea[] LANGUAGE sql STABLE
SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT CASE p_level WHEN 0
    THEN ARRAY(SELECT leaf_hash FROM registry_logentry WHERE position >= p_first AND position < p_first + p_count
               ORDER BY position)
    ELSE ARRAY(SELECT hash FROM registry_loghash WHERE level = p_level AND number >= p_first
               AND number < p_first + p_count ORDER BY number) END
$$;

-- Root of the first `p_size` entries, from the tiles that are full and the rest of each level.
CREATE OR REPLACE FUNCTION log_root(p_size bigint) RETURNS bytea LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  level integer := 0;
  left_over bigint := p_size;
  rest bytea[] := '{}';
BEGIN
  WHILE left_over >= 256 LOOP
    rest := log_hashes(level, left_over / 256 * 256, left_over % 256) || rest;
    IF cardinality(rest) > 0 THEN rest := ARRAY[log_fold(rest)]; END IF;
    level := level + 1;
    left_over := left_over / 256;
  END LOOP;
  RETURN log_fold(log_hashes(level, 0, left_over) || rest);
END $$;

-- Whether a note bears a line whose signature names this key; who signed truly is judged by readers and `verify_ledger`.
CREATE OR REPLACE FUNCTION log_names_key(p_lines text, p_key text) RETURNS boolean LANGUAGE sql STABLE
SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT EXISTS (SELECT 1 FROM regexp_matches(p_lines, '^\u2014 (\S+) ([A-Za-z0-9+/]{8,}={0,2})$', 'gn') AS line
    WHERE line[1] = split_part(p_key, '+', 1) AND CASE WHEN length(line[2]) % 4 = 0
      THEN left(encode(decode(line[2], 'base64'), 'hex'), 8) = split_part(p_key, '+', 2) ELSE false END)
$$;

-- Keep a signed head: of all entries, of their root, larger than every one before; and the keys that signed it.
CREATE OR REPLACE FUNCTION log_sign(p_size bigint, p_note text, p_keys text[]) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  root bytea := log_root(p_size);
  key text;
BEGIN
  PERFORM log_refuse_people();
  IF p_size IS DISTINCT FROM (SELECT max(position) + 1 FROM registry_logentry)
     OR EXISTS (SELECT 1 FROM registry_logcheckpoint WHERE size >= p_size)
     OR split_part(p_note, E'\n', 2) <> p_size::text OR split_part(p_note, E'\n', 3) <> encode(root, 'base64') THEN
    PERFORM log_refuse('log_head_is_of_entries', 'the head is not of the entries that stand');
  END IF;
  FOREACH key IN ARRAY p_keys LOOP
    IF split_part(key, '+', 1) <> split_part(p_note, E'\n', 1) OR NOT log_names_key(p_note, key) THEN
      PERFORM log_refuse('log_key_has_signed', 'the head bears no signature of the key');
    END IF;
    INSERT INTO registry_logkey (verifier, since) VALUES (key, identity_instant()) ON CONFLICT DO NOTHING;
  END LOOP;
  INSERT INTO registry_logcheckpoint (size, root, note, made_at) VALUES (p_size, root, p_note, identity_instant());
END $$;

-- Keep what a witness signed, once for each head and witness.
CREATE OR REPLACE FUNCTION log_cosign(p_size bigint, p_witness text, p_line text, p_signed_at timestamptz) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE kept bigint;
BEGIN
  PERFORM log_refuse_people();
  IF NOT log_names_key(p_line, p_witness) OR NOT EXISTS (SELECT 1 FROM registry_logcheckpoint WHERE size = p_size) THEN
    PERFORM log_refuse('log_cosignature_of_head', 'this is no cosignature of a head by that witness');
  END IF;
  INSERT INTO registry_logcosignature (checkpoint_id, witness, line, signed_at)
  VALUES (p_size, p_witness, p_line, p_signed_at) ON CONFLICT (checkpoint_id, witness) DO NOTHING RETURNING id INTO kept;
  RETURN coalesce(kept, (SELECT id FROM registry_logcosignature WHERE checkpoint_id = p_size AND witness = p_witness));
END $$;

GRANT EXECUTE ON FUNCTION log_leaves, log_bodies, log_state, log_state_continuation, log_sequence, log_sign, log_cosign
  TO jcm_runtime;

-- Deny by default. A new table is closed to the run-time role until it has its row in data/table_rights.csv, a new
-- function to everybody until its own file grants it.
ALTER DEFAULT PRIVILEGES IN SCHEMA public REVOKE ALL ON TABLES FROM jcm_runtime;
ALTER DEFAULT PRIVILEGES IN SCHEMA public REVOKE ALL ON SEQUENCES FROM jcm_runtime;
ALTER DEFAULT PRIVILEGES REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC;

-- Names are found in the catalogue first and in nobody's temporary schema before the house's.
ALTER FUNCTION history_keep() SET search_path = pg_catalog, public, pg_temp;
ALTER FUNCTION history_keep() SET timezone = 'UTC';  -- instants read the same whoever writes
ALTER FUNCTION history_stays() SET search_path = pg_catalog, public, pg_temp;
-- A body that is read when it is made finds its names then.
CREATE OR REPLACE FUNCTION history_transaction() RETURNS text LANGUAGE sql STABLE
BEGIN ATOMIC
  SELECT pg_current_xact_id()::text || '@' || extract(epoch FROM now())::text;
END;

-- What a row is by its changes, one after another; `verify_ledger` compares it with the row.
CREATE AGGREGATE history_fold(jsonb) (SFUNC = jsonb_concat, STYPE = jsonb, INITCOND = '{}');
GRANT EXECUTE ON FUNCTION history_fold TO jcm_runtime;

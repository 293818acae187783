-- The history of every row: what changed, when, in which transaction. One trigger function and one table serve all;
-- `manage.py migrate` gives the trigger to each table of the house (common/history.py).

-- Keep a change: all of a new or deleted row, of a changed one what differs. The first argument is the primary key's
-- column, the others are columns that are kept nowhere else either (secrets).
CREATE OR REPLACE FUNCTION history_keep() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp SET timezone = 'UTC' AS $$
DECLARE
  old_row jsonb := CASE WHEN TG_OP <> 'INSERT' THEN to_jsonb(OLD) - TG_ARGV[1:] END;
  new_row jsonb := CASE WHEN TG_OP <> 'DELETE' THEN to_jsonb(NEW) - TG_ARGV[1:] END;
  key text := coalesce(new_row, old_row) ->> TG_ARGV[0];
BEGIN
  IF TG_OP = 'UPDATE' THEN
    IF old_row = new_row THEN RETURN NULL; END IF;
    SELECT jsonb_object_agg(o.key, o.value), jsonb_object_agg(o.key, new_row -> o.key) INTO old_row, new_row
      FROM jsonb_each(old_row) o WHERE o.value IS DISTINCT FROM new_row -> o.key;
  END IF;
  INSERT INTO common_change (table_name, row_key, deed, before, after, at, transaction, database_role)
  VALUES (TG_TABLE_NAME, key, lower(TG_OP), old_row, new_row, clock_timestamp(), history_transaction(), session_user);
  RETURN NULL;
END $$;

CREATE OR REPLACE FUNCTION history_stays() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  RAISE EXCEPTION '% of % is refused: history never changes', TG_OP, TG_TABLE_NAME
    USING ERRCODE = 'check_violation', CONSTRAINT = 'history_stays';
END $$;
CREATE TRIGGER history_stays BEFORE UPDATE OR DELETE OR TRUNCATE ON common_change
  FOR EACH STATEMENT EXECUTE FUNCTION history_stays();

REVOKE INSERT, UPDATE, DELETE ON common_change FROM jcm_runtime;

-- What a row is by its changes, one after another; `verify_ledger` compares it with the row.
CREATE OR REPLACE AGGREGATE history_fold(jsonb) (SFUNC = jsonb_concat, STYPE = jsonb, INITCOND = '{}');
GRANT EXECUTE ON FUNCTION history_fold TO jcm_runtime;

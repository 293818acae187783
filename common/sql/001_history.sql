-- squawk-ignore-file prefer-robust-stmts
-- The history of every row: what changed, when, in which transaction. One trigger function and one table serve all;
-- `manage.py migrate` gives the trigger to each table of the house (common/history.py).

-- The transaction as a text that stays unique when the database is restored elsewhere.
CREATE FUNCTION history_transaction() RETURNS text LANGUAGE sql STABLE AS $$
  SELECT pg_current_xact_id()::text || '@' || extract(epoch FROM now())::text
$$;

-- Rows written before this bear no transaction.
ALTER TABLE common_event ADD COLUMN transaction text;
ALTER TABLE common_event ALTER COLUMN transaction SET DEFAULT history_transaction();

-- Keep a change: all of a new or deleted row, of a changed one what differs. The first argument is the primary key's
-- column, the others are columns that are kept nowhere else either (secrets).
CREATE FUNCTION history_keep() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
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

CREATE FUNCTION history_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% of % is refused: history never changes', TG_OP, TG_TABLE_NAME
    USING ERRCODE = 'check_violation', CONSTRAINT = 'history_stays';
END $$;
CREATE TRIGGER history_stays BEFORE UPDATE OR DELETE OR TRUNCATE ON common_change
  FOR EACH STATEMENT EXECUTE FUNCTION history_stays();

REVOKE INSERT, UPDATE, DELETE ON common_change FROM jcm_runtime;

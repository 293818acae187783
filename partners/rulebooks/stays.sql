-- A rulebook is only ever closed: its open end gets a day. What it says is what projects were judged by.
CREATE OR REPLACE FUNCTION partners_rulebook_stays() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF TG_OP = 'DELETE'
    OR to_jsonb(NEW) - 'in_force' IS DISTINCT FROM to_jsonb(OLD) - 'in_force'
    OR lower(NEW.in_force) IS DISTINCT FROM lower(OLD.in_force)
    OR (upper(OLD.in_force) IS NOT NULL AND upper(NEW.in_force) IS DISTINCT FROM upper(OLD.in_force))
  THEN
    RAISE EXCEPTION 'rulebook_stays: a rulebook never changes but by closing its range'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'rulebook_stays';
  END IF;
  RETURN NEW;
END $$;

CREATE TRIGGER rulebook_stays BEFORE UPDATE OR DELETE ON partners_rulebook
  FOR EACH ROW EXECUTE FUNCTION partners_rulebook_stays();

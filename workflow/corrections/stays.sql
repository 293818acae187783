-- Who opened which part, and why, stays as it was written; a part is closed again once, and nothing else of it changes.

CREATE OR REPLACE FUNCTION correction_part_closes_once() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  closing text[] := '{closed_by_id,closed_at,closed_for}';
BEGIN
  IF OLD.closed_at IS NOT NULL OR NEW.closed_at IS NULL OR to_jsonb(NEW) - closing <> to_jsonb(OLD) - closing THEN
    RAISE EXCEPTION 'a part stays as it was opened, and is closed once: correction_part_stays'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'correction_part_stays';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER correction_part_stays BEFORE DELETE ON workflow_correctionpart
  FOR EACH ROW EXECUTE FUNCTION row_stays('correction_part_stays');
CREATE TRIGGER correction_part_closes_once BEFORE UPDATE ON workflow_correctionpart
  FOR EACH ROW EXECUTE FUNCTION correction_part_closes_once();

-- Modalities that were filed do not change.

-- Modalities that were filed do not change.
CREATE OR REPLACE FUNCTION projects_modalities_entity_stays() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF EXISTS (
    SELECT 1 FROM projects_modalities
    WHERE id = OLD.modalities_id AND state IN ('submitted', 'in_force', 'superseded')
  ) THEN
    RAISE EXCEPTION 'modalities that were filed do not change' USING ERRCODE = 'check_violation', CONSTRAINT = 'modalities_stay';
  END IF;
  IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
  RETURN NEW;
END $$;

CREATE TRIGGER modalities_entity_stays BEFORE UPDATE OR DELETE ON projects_modalitiesentity
  FOR EACH ROW EXECUTE FUNCTION projects_modalities_entity_stays();

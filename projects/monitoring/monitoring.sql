-- Monitoring stays within the crediting periods and before a project's end, whoever writes.
CREATE OR REPLACE FUNCTION projects_report_within_crediting() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  ended date;
BEGIN
  IF NEW.state IN ('not_verified', 'withdrawn') THEN
    RETURN NEW;
  END IF;
  SELECT COALESCE(withdrawn_on, deregistered_on) INTO ended FROM projects_project WHERE id = NEW.project_id FOR SHARE;
  IF ended IS NOT NULL AND NEW.period_ends_on >= ended THEN
    RAISE EXCEPTION 'the project ended on %, the monitoring period ends on %', ended, NEW.period_ends_on
      USING ERRCODE = 'check_violation', CONSTRAINT = 'monitoring_before_the_end';
  END IF;
  IF EXISTS (SELECT 1 FROM projects_creditingperiod WHERE project_id = NEW.project_id)
     AND NOT EXISTS (
       SELECT 1 FROM projects_creditingperiod
       WHERE project_id = NEW.project_id AND starts_on <= NEW.period_starts_on AND ends_on >= NEW.period_ends_on
     ) THEN
    RAISE EXCEPTION 'the monitoring period % to % lies within no crediting period',
      NEW.period_starts_on, NEW.period_ends_on
      USING ERRCODE = 'check_violation', CONSTRAINT = 'monitoring_within_a_crediting_period';
  END IF;
  RETURN NEW;
END $$;

CREATE TRIGGER monitoring_within_crediting
  BEFORE INSERT OR UPDATE OF project_id, period_starts_on, period_ends_on, state ON projects_monitoringreport
  FOR EACH ROW EXECUTE FUNCTION projects_report_within_crediting();

CREATE OR REPLACE FUNCTION projects_crediting_keeps_reports() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF EXISTS (
    SELECT 1 FROM projects_monitoringreport m
    WHERE m.project_id = OLD.project_id AND m.state NOT IN ('not_verified', 'withdrawn')
      AND NOT EXISTS (
        SELECT 1 FROM projects_creditingperiod c
        WHERE c.project_id = m.project_id AND c.starts_on <= m.period_starts_on AND c.ends_on >= m.period_ends_on
      )
  ) THEN
    RAISE EXCEPTION 'a monitoring report of project % would lie outside of its crediting periods', OLD.project_id
      USING ERRCODE = 'check_violation', CONSTRAINT = 'crediting_period_keeps_its_reports';
  END IF;
  RETURN NULL;
END $$;

CREATE CONSTRAINT TRIGGER crediting_period_keeps_its_reports
  AFTER UPDATE OR DELETE ON projects_creditingperiod
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION projects_crediting_keeps_reports();

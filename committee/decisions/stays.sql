-- What was opened, declared and answered stays as it was written.

-- What was opened and what was declared stays as it was written.
CREATE OR REPLACE FUNCTION committee_refuse_change() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  RAISE EXCEPTION 'this row stays as it was written: %', TG_ARGV[0]
    USING ERRCODE = 'check_violation', CONSTRAINT = TG_ARGV[0];
END $$;

CREATE TRIGGER opening_stays BEFORE UPDATE OR DELETE ON committee_fileopening
  FOR EACH ROW EXECUTE FUNCTION committee_refuse_change('opening_stays');

CREATE TRIGGER declaration_stays BEFORE UPDATE OR DELETE ON committee_interestdeclaration
  FOR EACH ROW EXECUTE FUNCTION committee_refuse_change('declaration_stays');

CREATE TRIGGER answer_stays BEFORE UPDATE OR DELETE ON committee_answer
  FOR EACH ROW EXECUTE FUNCTION committee_refuse_change('answer_stays');

-- A version of a rule is valid by the committee's decision only, whichever way the row is written.

CREATE OR REPLACE FUNCTION partners_rule_valid_by_decision() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF NEW.valid IS NOT NULL AND NOT EXISTS (
      SELECT 1 FROM partners_rulepackage p WHERE p.id = NEW.package_id AND p.state = 'adopted') THEN
    RAISE EXCEPTION 'no decision, no validity: rule_valid_by_decision'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'rule_valid_by_decision';
  END IF;
  RETURN NEW;
END $$;

CREATE TRIGGER rule_valid_by_decision BEFORE INSERT OR UPDATE ON partners_ruleversion
  FOR EACH ROW EXECUTE FUNCTION partners_rule_valid_by_decision();

CREATE TRIGGER rulebook_proposal_two_persons BEFORE INSERT OR UPDATE ON committee_rulebookproposal
  FOR EACH ROW WHEN (NEW.state IN ('adopted', 'rejected'))
  EXECUTE FUNCTION refuse_own_eyes('rulebook_proposal_two_persons', 'decided_by_id', 'proposed_by_id');

-- A version of a rule is valid by the committee's decision only, whichever way the row is written.

CREATE OR REPLACE FUNCTION committee_rule_valid_by_decision() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF NEW.valid IS NOT NULL AND NOT EXISTS (
      SELECT 1 FROM committee_rulepackage p WHERE p.id = NEW.package_id AND p.state = 'adopted') THEN
    RAISE EXCEPTION 'no decision, no validity: rule_valid_by_decision'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'rule_valid_by_decision';
  END IF;
  RETURN NEW;
END $$;

CREATE TRIGGER rule_valid_by_decision BEFORE INSERT OR UPDATE ON committee_ruleversion
  FOR EACH ROW EXECUTE FUNCTION committee_rule_valid_by_decision();

-- A side is confirmed by what it has said: while members answer, nobody confirms before one of the side has answered.

CREATE OR REPLACE FUNCTION committee_confirmation_follows() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM committee_decision d WHERE d.id = NEW.decision_id AND d.state = 'circulated')
     AND NOT EXISTS (
       SELECT 1 FROM committee_answer a JOIN partners_committeemember m ON m.id = a.member_id
       WHERE a.decision_id = NEW.decision_id AND a.round = NEW.round AND m.side = NEW.side) THEN
    RAISE EXCEPTION 'nobody of the side has answered'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'side_answers_before_it_confirms';
  END IF;
  RETURN NEW;
END $$;

CREATE TRIGGER side_answers_before_it_confirms BEFORE INSERT ON committee_confirmation
  FOR EACH ROW EXECUTE FUNCTION committee_confirmation_follows();

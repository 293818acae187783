-- Nobody decides on what they have an interest in, whichever way the row is written.

CREATE OR REPLACE FUNCTION committee_is_excluded(item_asked bigint, member_asked bigint) RETURNS boolean
LANGUAGE sql STABLE
SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT coalesce((
      SELECT d.has_interest FROM committee_interestdeclaration d
      WHERE d.item_id = item_asked AND d.member_id = member_asked ORDER BY d.at DESC, d.id DESC LIMIT 1), false)
    OR EXISTS (
      SELECT 1 FROM committee_decisionitem_interested i
      JOIN partners_appointment a ON a.organisation_id = i.organisation_id AND a.ended_on IS NULL
      JOIN partners_committeemember m ON m.user_id = a.user_id
      WHERE i.decisionitem_id = item_asked AND m.id = member_asked)
    OR EXISTS (
      SELECT 1 FROM committee_decisionitem_interested i
      JOIN partners_standingdeclaration_organisations o ON o.organisation_id = i.organisation_id
      WHERE i.decisionitem_id = item_asked AND o.standingdeclaration_id = (
        SELECT s.id FROM partners_standingdeclaration s WHERE s.member_id = member_asked
        ORDER BY s.at DESC, s.id DESC LIMIT 1));
$$;

CREATE OR REPLACE FUNCTION committee_refuse_interested() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM committee_decisionitem i WHERE i.decision_id = NEW.decision_id)
     AND NOT EXISTS (
       SELECT 1 FROM committee_decisionitem i
       WHERE i.decision_id = NEW.decision_id AND NOT committee_is_excluded(i.id, NEW.member_id)) THEN
    RAISE EXCEPTION 'who has an interest does not decide: %', TG_ARGV[0]
      USING ERRCODE = 'check_violation', CONSTRAINT = TG_ARGV[0];
  END IF;
  RETURN NEW;
END $$;

CREATE TRIGGER answer_without_interest BEFORE INSERT ON committee_answer
  FOR EACH ROW EXECUTE FUNCTION committee_refuse_interested('answer_without_interest');

CREATE TRIGGER confirmation_without_interest BEFORE INSERT ON committee_confirmation
  FOR EACH ROW EXECUTE FUNCTION committee_refuse_interested('confirmation_without_interest');

-- A trigger calls it as whoever writes the row.
GRANT EXECUTE ON FUNCTION committee_is_excluded TO jcm_runtime;

-- What the database says of an account's rule, whoever writes the row.

-- Of an account whose holder wants it so, a transfer is completed only to a trusted account or to another of the same
-- holder. An entry of the list counts from its day on, two persons having seen it (`trusted_account_by_two`).
CREATE OR REPLACE FUNCTION registry_request_keeps_rule() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF EXISTS (
    SELECT 1 FROM registry_account sender JOIN registry_account receiver ON receiver.id = NEW.receiver_id
    WHERE sender.id = NEW.sender_id AND sender.trusted_only AND sender.holder_id <> receiver.holder_id
      AND NOT EXISTS (
        SELECT 1 FROM registry_trustedaccount listed
        WHERE listed.account_id = sender.id AND listed.receiver_id = receiver.id AND listed.removed_at IS NULL
          AND listed.active_on <= (NEW.ended_at AT TIME ZONE 'UTC')::date)) THEN
    RAISE EXCEPTION 'request % goes to an account that its sender does not trust', NEW.id
      USING ERRCODE = 'check_violation', CONSTRAINT = 'request_keeps_rule';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER request_keeps_rule BEFORE INSERT OR UPDATE ON registry_transactionrequest
  FOR EACH ROW WHEN (NEW.state = 'completed' AND NEW.kind IN ('transfer', 'inter_registry'))
  EXECUTE FUNCTION registry_request_keeps_rule();

-- Four eyes are two persons': accounts that are one person's, or may be, look with one pair (`refuse_own_eyes`).
CREATE TRIGGER rule_change_two_persons BEFORE UPDATE ON registry_rulechange
  FOR EACH ROW WHEN (NEW.state = 'approved' AND NEW.decided_by_id IS DISTINCT FROM OLD.decided_by_id)
  EXECUTE FUNCTION refuse_own_eyes('rule_change_two_persons', 'decided_by_id', 'proposed_by_id');

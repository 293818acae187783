-- What the database says of an account's holder and of its details, whoever writes the row.

-- The holder of an account becomes another one by a change that two administrators made, and by the latest one alone:
-- an earlier change allows nothing twice.
CREATE OR REPLACE FUNCTION registry_holder_follows_change() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF NOT EXISTS (
    SELECT FROM registry_holderchange c
    WHERE c.id = (SELECT max(id) FROM registry_holderchange WHERE account_id = OLD.id AND state = 'confirmed')
      AND c.earlier_holder_id = OLD.holder_id AND c.new_holder_id = NEW.holder_id) THEN
    RAISE EXCEPTION 'account % changes its holder by a change of two persons: account_holder_follows_change', OLD.number
      USING ERRCODE = 'check_violation', CONSTRAINT = 'account_holder_follows_change';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER account_holder_follows_change BEFORE UPDATE ON registry_account
  FOR EACH ROW WHEN (NEW.holder_id IS DISTINCT FROM OLD.holder_id)
  EXECUTE FUNCTION registry_holder_follows_change();

-- Of an account that was opened the details become what one person proposed, to the letter, when another has approved
-- it. The arguments are the columns that are no details: a new one is a detail until it is named here.
CREATE OR REPLACE FUNCTION registry_details_change_by_two() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  before jsonb := to_jsonb(OLD) - TG_ARGV;
  after jsonb := to_jsonb(NEW) - TG_ARGV;
BEGIN
  IF after <> before
     AND EXISTS (SELECT FROM registry_account WHERE id = OLD.account_id
                 AND state NOT IN ('draft', 'applied', 'returned', 'checked', 'refused', 'withdrawn'))
     AND NOT coalesce(OLD.state = 'proposed' AND NEW.state = 'confirmed'
                      AND NEW.approved_by_id NOT IN (SELECT public.own_accounts(OLD.proposed_by_id))
                      AND after = before || OLD.proposed_values, false) THEN
    RAISE EXCEPTION 'details change as one person proposed and another approved: details_change_by_two'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'details_change_by_two';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER details_change_by_two BEFORE UPDATE ON registry_holderdetails
  FOR EACH ROW EXECUTE FUNCTION registry_details_change_by_two('state', 'confirmed_on', 'proposed_at',
    'proposed_values', 'proposed_by_id', 'approved_by_id');

-- What waits for a second person stays what it is, and whose it is, until that person has answered.
CREATE OR REPLACE FUNCTION registry_proposal_stays() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  RAISE EXCEPTION 'what waits for a second person stays as it was proposed: details_proposal_stays'
    USING ERRCODE = 'check_violation', CONSTRAINT = 'details_proposal_stays';
END $$;
CREATE TRIGGER details_proposal_stays BEFORE UPDATE ON registry_holderdetails
  FOR EACH ROW WHEN (OLD.state = 'proposed' AND NEW.state = 'proposed'
    AND (NEW.proposed_values IS DISTINCT FROM OLD.proposed_values
         OR NEW.proposed_by_id IS DISTINCT FROM OLD.proposed_by_id))
  EXECUTE FUNCTION registry_proposal_stays();

-- Four eyes are two persons': accounts that are one person's, or may be, look with one pair (`refuse_own_eyes`).
CREATE TRIGGER details_two_persons BEFORE UPDATE ON registry_holderdetails
  FOR EACH ROW WHEN (NEW.approved_by_id IS DISTINCT FROM OLD.approved_by_id
    OR NEW.proposed_by_id IS DISTINCT FROM OLD.proposed_by_id)
  EXECUTE FUNCTION refuse_own_eyes('details_two_persons', 'approved_by_id', 'proposed_by_id');
CREATE TRIGGER seat_change_two_persons BEFORE UPDATE ON registry_representativechange
  FOR EACH ROW WHEN (NEW.state = 'confirmed' AND NEW.decided_by_id IS DISTINCT FROM OLD.decided_by_id)
  EXECUTE FUNCTION refuse_own_eyes('seat_change_two_persons', 'decided_by_id', 'asked_by_id', 'user_id');

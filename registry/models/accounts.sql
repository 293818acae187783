-- What the database says of accounts, whoever writes the row.

-- An account is closed only when it is empty and nothing can come in any more, whoever closes it.
CREATE OR REPLACE FUNCTION registry_account_closes_empty() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM book_holding WHERE account_id = NEW.book_id)
     OR NOT EXISTS (SELECT 1 FROM book_block WHERE scope = 'account' AND name = NEW.number) THEN
    RAISE EXCEPTION 'account % is closed only when it is empty and blocked', NEW.number
      USING ERRCODE = 'check_violation', CONSTRAINT = 'account_closes_empty';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER account_closes_empty BEFORE INSERT OR UPDATE OF state ON registry_account
  FOR EACH ROW WHEN (NEW.state = 'closed') EXECUTE FUNCTION registry_account_closes_empty();

-- An account that was opened by the procedure keeps two to four representatives, one to propose and another to approve.
-- Judged at commit, so that one person can take another's place.
CREATE OR REPLACE FUNCTION registry_account_keeps_two() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  of_account bigint := coalesce(NEW.account_id, OLD.account_id);
  seats integer;
BEGIN
  IF NOT EXISTS (SELECT 1 FROM registry_account WHERE id = of_account AND opened_by_id IS NOT NULL
                 AND state <> 'closed' AND kind IN ('entity', 'government')) THEN
    RETURN NULL;
  END IF;
  SELECT count(*) INTO seats FROM registry_representative WHERE account_id = of_account AND ended_on IS NULL;
  IF seats NOT BETWEEN 2 AND 4 OR NOT EXISTS (
    SELECT 1 FROM registry_representative one JOIN registry_representative other
      ON other.account_id = one.account_id AND other.user_id <> one.user_id AND other.ended_on IS NULL
    WHERE one.account_id = of_account AND one.ended_on IS NULL AND one.may_propose AND other.may_approve) THEN
    RAISE EXCEPTION 'account % needs two to four representatives, one to propose and another to approve', of_account
      USING ERRCODE = 'check_violation', CONSTRAINT = 'account_keeps_two';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER account_keeps_two AFTER INSERT OR UPDATE OR DELETE ON registry_representative
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION registry_account_keeps_two();

-- Four eyes are two persons': accounts that are one person's, or may be, look with one pair (`refuse_own_eyes`).
CREATE TRIGGER account_checked_by_two_persons BEFORE UPDATE ON registry_account
  FOR EACH ROW WHEN (NEW.checked_by_id IS DISTINCT FROM OLD.checked_by_id)
  EXECUTE FUNCTION refuse_own_eyes('account_checked_by_two_persons', 'checked_by_id', 'applied_by_id');
-- Of what a registry keeps for its government, an administrator who applied may open what another has checked.
CREATE TRIGGER account_opened_by_two_persons BEFORE UPDATE ON registry_account
  FOR EACH ROW WHEN (NEW.opened_by_id IS DISTINCT FROM OLD.opened_by_id AND NEW.kind = 'entity')
  EXECUTE FUNCTION refuse_own_eyes('account_opened_by_two_persons', 'opened_by_id', 'applied_by_id', 'checked_by_id');
CREATE TRIGGER account_opened_by_another_than_checked BEFORE UPDATE ON registry_account
  FOR EACH ROW WHEN (NEW.opened_by_id IS DISTINCT FROM OLD.opened_by_id AND NEW.kind <> 'entity')
  EXECUTE FUNCTION refuse_own_eyes('account_opened_by_another_than_checked', 'opened_by_id', 'checked_by_id');
CREATE TRIGGER account_closed_by_two_persons BEFORE UPDATE ON registry_account
  FOR EACH ROW WHEN (NEW.closed_by_id IS DISTINCT FROM OLD.closed_by_id)
  EXECUTE FUNCTION refuse_own_eyes('account_closed_by_two_persons', 'closed_by_id', 'closing_asked_by_id');

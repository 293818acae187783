-- Four eyes are two persons': accounts that are one person's, or may be, look with one pair (partners/sql/005_people.sql).

CREATE TRIGGER request_two_persons BEFORE UPDATE ON registry_transactionrequest
  FOR EACH ROW WHEN (NEW.approved_by_id IS DISTINCT FROM OLD.approved_by_id)
  EXECUTE FUNCTION refuse_own_eyes('request_two_persons', 'approved_by_id', 'proposed_by_id');
CREATE TRIGGER officer_request_two_persons BEFORE UPDATE ON registry_officerrequest
  FOR EACH ROW WHEN (NEW.approved_by_id IS DISTINCT FROM OLD.approved_by_id)
  EXECUTE FUNCTION refuse_own_eyes('officer_request_two_persons', 'approved_by_id', 'proposed_by_id');
CREATE TRIGGER account_checked_by_two_persons BEFORE UPDATE ON registry_account
  FOR EACH ROW WHEN (NEW.checked_by_id IS DISTINCT FROM OLD.checked_by_id)
  EXECUTE FUNCTION refuse_own_eyes('account_checked_by_two_persons', 'checked_by_id', 'applied_by_id');
CREATE TRIGGER account_opened_by_two_persons BEFORE UPDATE ON registry_account
  FOR EACH ROW WHEN (NEW.opened_by_id IS DISTINCT FROM OLD.opened_by_id)
  EXECUTE FUNCTION refuse_own_eyes('account_opened_by_two_persons', 'opened_by_id', 'applied_by_id', 'checked_by_id');
CREATE TRIGGER account_closed_by_two_persons BEFORE UPDATE ON registry_account
  FOR EACH ROW WHEN (NEW.closed_by_id IS DISTINCT FROM OLD.closed_by_id)
  EXECUTE FUNCTION refuse_own_eyes('account_closed_by_two_persons', 'closed_by_id', 'closing_asked_by_id');

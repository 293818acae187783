-- Four eyes are two persons': accounts that are one person's, or may be, look with one pair (`refuse_own_eyes`).

CREATE TRIGGER request_two_persons BEFORE UPDATE ON registry_transactionrequest
  FOR EACH ROW WHEN (NEW.approved_by_id IS DISTINCT FROM OLD.approved_by_id)
  EXECUTE FUNCTION refuse_own_eyes('request_two_persons', 'approved_by_id', 'proposed_by_id');
CREATE TRIGGER officer_request_two_persons BEFORE UPDATE ON registry_officerrequest
  FOR EACH ROW WHEN (NEW.approved_by_id IS DISTINCT FROM OLD.approved_by_id)
  EXECUTE FUNCTION refuse_own_eyes('officer_request_two_persons', 'approved_by_id', 'proposed_by_id');

-- Four eyes are two persons': accounts that are one person's, or may be, look with one pair (`refuse_own_eyes`).
-- Each judges the row that is put in force now; what was put in force before stays as it is.

CREATE OR REPLACE TRIGGER holder_change_two_persons BEFORE INSERT OR UPDATE OF state, decided_by_id
  ON registry_holderchange FOR EACH ROW WHEN (NEW.state = 'confirmed')
  EXECUTE FUNCTION refuse_own_eyes('holder_change_two_persons', 'decided_by_id', 'proposed_by_id');

CREATE OR REPLACE TRIGGER trusted_account_two_persons BEFORE INSERT OR UPDATE OF approved_by_id, active_on
  ON registry_trustedaccount FOR EACH ROW WHEN (NEW.approved_by_id IS NOT NULL)
  EXECUTE FUNCTION refuse_own_eyes('trusted_account_two_persons', 'approved_by_id', 'added_by_id');

CREATE OR REPLACE TRIGGER registry_stop_two_persons BEFORE INSERT OR UPDATE OF state, lifted_by_id
  ON registry_registrystop FOR EACH ROW WHEN (NEW.state = 'lifted')
  EXECUTE FUNCTION refuse_own_eyes('registry_stop_two_persons', 'lifted_by_id', 'asked_by_id');

-- Four eyes are two persons': accounts that are one person's, or may be, look with one pair (`refuse_own_eyes`).
-- Each judges the row that is put in force now; what was put in force before stays as it is.

CREATE OR REPLACE TRIGGER authorisation_two_persons BEFORE INSERT OR UPDATE OF state, confirmed_by_id
  ON credits_authorisation FOR EACH ROW WHEN (NEW.state = 'in_force')
  EXECUTE FUNCTION refuse_own_eyes('authorisation_two_persons', 'confirmed_by_id', 'proposed_by_id');

CREATE OR REPLACE TRIGGER issuance_two_persons BEFORE INSERT OR UPDATE OF state, issued_by_id
  ON credits_issuance FOR EACH ROW WHEN (NEW.state = 'issued')
  EXECUTE FUNCTION refuse_own_eyes('issuance_two_persons', 'issued_by_id', 'proposed_by_id');

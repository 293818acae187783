-- Four eyes are two persons': accounts that are one person's, or may be, look with one pair (`refuse_own_eyes`).
CREATE OR REPLACE TRIGGER party_record_two_persons BEFORE INSERT OR UPDATE OF state, confirmed_by_id
  ON credits_partyrecord FOR EACH ROW WHEN (NEW.state = 'in_force')
  EXECUTE FUNCTION refuse_own_eyes('party_record_two_persons', 'confirmed_by_id', 'proposed_by_id');

-- What a Party has proposed to say stays as it was written; a change is a new version.
CREATE OR REPLACE TRIGGER party_record_stays
  BEFORE UPDATE OF content, sha256, kind, party, country_id, period, version, origin ON credits_partyrecord
  FOR EACH ROW WHEN (OLD.state <> 'draft' AND (
    OLD.content IS DISTINCT FROM NEW.content OR OLD.sha256 <> NEW.sha256 OR OLD.kind <> NEW.kind
    OR OLD.party <> NEW.party OR OLD.country_id IS DISTINCT FROM NEW.country_id OR OLD.period <> NEW.period
    OR OLD.version <> NEW.version OR OLD.origin <> NEW.origin))
  EXECUTE FUNCTION row_stays('party_record_stays');
CREATE OR REPLACE TRIGGER party_record_is_kept BEFORE DELETE ON credits_partyrecord
  FOR EACH ROW EXECUTE FUNCTION row_stays('party_record_stays');

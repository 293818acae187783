-- A spell of a designation is closed, never deleted.

CREATE TRIGGER spell_stays BEFORE DELETE ON committee_designationspell
  FOR EACH ROW EXECUTE FUNCTION row_stays('spell_stays');

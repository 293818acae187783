-- What was done to a term stays as it was written.

CREATE TRIGGER term_change_stays BEFORE UPDATE OR DELETE ON workflow_termchange
  FOR EACH ROW EXECUTE FUNCTION row_stays('term_change_stays');

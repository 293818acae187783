-- What was handed in stays as it was written.

CREATE TRIGGER paper_version_stays BEFORE UPDATE OR DELETE ON workflow_paperversion
  FOR EACH ROW EXECUTE FUNCTION row_stays('paper_version_stays');

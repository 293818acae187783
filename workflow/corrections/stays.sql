-- Who opened which part, and why, stays as it was written.

CREATE TRIGGER correction_part_stays BEFORE UPDATE OR DELETE ON workflow_correctionpart
  FOR EACH ROW EXECUTE FUNCTION row_stays('correction_part_stays');

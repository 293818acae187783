-- What was frozen stays: a correction is a new version of the format.
CREATE OR REPLACE TRIGGER aef_chunk_stays BEFORE UPDATE OR DELETE ON credits_aefchunk
  FOR EACH ROW EXECUTE FUNCTION row_stays('aef_chunk_stays');
CREATE OR REPLACE TRIGGER aef_file_stays BEFORE UPDATE OR DELETE ON credits_aeffile
  FOR EACH ROW EXECUTE FUNCTION row_stays('aef_file_stays');

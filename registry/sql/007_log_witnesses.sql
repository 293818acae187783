-- Cosignatures of witnesses only come in, like all that stands in the log.
CREATE TRIGGER book_past_stays BEFORE UPDATE OR DELETE ON registry_logcosignature
  FOR EACH ROW EXECUTE FUNCTION book_past_stays();
CREATE TRIGGER book_past_stays_whole BEFORE TRUNCATE ON registry_logcosignature
  FOR EACH STATEMENT EXECUTE FUNCTION book_past_stays();
REVOKE UPDATE, DELETE, TRUNCATE ON registry_logcosignature FROM jcm_runtime;

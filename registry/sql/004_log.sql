-- The log only grows: nobody updates, deletes or truncates what stands in it, the owner of the tables included.
DO $$
DECLARE past text;
BEGIN
  FOREACH past IN ARRAY ARRAY['registry_logstatement', 'registry_logentry', 'registry_loghash',
                              'registry_logcheckpoint', 'registry_logkey'] LOOP
    EXECUTE format('CREATE TRIGGER book_past_stays BEFORE UPDATE OR DELETE ON %I
      FOR EACH ROW EXECUTE FUNCTION book_past_stays()', past);
    EXECUTE format('CREATE TRIGGER book_past_stays_whole BEFORE TRUNCATE ON %I
      FOR EACH STATEMENT EXECUTE FUNCTION book_past_stays()', past);
    EXECUTE format('REVOKE UPDATE, DELETE, TRUNCATE ON %I FROM jcm_runtime', past);
  END LOOP;
END $$;

-- The transaction as a text that stays unique when the database is restored elsewhere. Its body is read when it is made
-- and finds its names then.
CREATE OR REPLACE FUNCTION history_transaction() RETURNS text LANGUAGE sql STABLE
BEGIN ATOMIC
  SELECT pg_current_xact_id()::text || '@' || extract(epoch FROM now())::text;
END;

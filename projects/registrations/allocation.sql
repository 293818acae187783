-- The shares of an allocation sum to 100 per cent when a transaction ends, whoever writes them.
CREATE OR REPLACE FUNCTION projects_allocation_sums_to_100() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  proposal bigint := COALESCE(NEW.proposal_id, OLD.proposal_id);
  total numeric;
BEGIN
  SELECT sum(percentage) INTO total FROM projects_allocationshare WHERE proposal_id = proposal;
  IF total IS NOT NULL AND total <> 100 THEN
    RAISE EXCEPTION 'the shares of allocation proposal % sum to %, not to 100', proposal, total
      USING ERRCODE = 'check_violation', CONSTRAINT = 'allocation_sums_to_100';
  END IF;
  RETURN NULL;
END $$;

CREATE CONSTRAINT TRIGGER allocation_sums_to_100
  AFTER INSERT OR UPDATE OR DELETE ON projects_allocationshare
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION projects_allocation_sums_to_100();

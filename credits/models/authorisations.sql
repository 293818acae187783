-- Units count as authorised exactly while their authorisation is in force: whoever writes either, the other follows.
CREATE OR REPLACE FUNCTION authorised_range_counts() RETURNS trigger LANGUAGE plpgsql
  SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  NEW.is_current := EXISTS (
    SELECT FROM credits_authorisation a WHERE a.id = NEW.authorisation_id AND a.state = 'in_force'
  );
  RETURN NEW;
END $$;

CREATE OR REPLACE FUNCTION authorisation_ranges_follow() RETURNS trigger LANGUAGE plpgsql
  SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  UPDATE credits_authorisedrange SET is_current = (NEW.state = 'in_force') WHERE authorisation_id = NEW.id;
  RETURN NULL;
END $$;

CREATE OR REPLACE TRIGGER authorised_range_counts BEFORE INSERT OR UPDATE ON credits_authorisedrange
  FOR EACH ROW EXECUTE FUNCTION authorised_range_counts();

CREATE OR REPLACE TRIGGER authorisation_ranges_follow AFTER UPDATE OF state ON credits_authorisation
  FOR EACH ROW WHEN (OLD.state IS DISTINCT FROM NEW.state) EXECUTE FUNCTION authorisation_ranges_follow();

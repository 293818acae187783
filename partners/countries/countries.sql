-- The time zone of a country is one that there is: its days are counted by it, and every page of a decision asks it.

CREATE OR REPLACE FUNCTION partners_time_zone_known() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_timezone_names WHERE name = NEW.time_zone) THEN
    RAISE EXCEPTION 'no time zone of that name: country_time_zone_known'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'country_time_zone_known';
  END IF;
  RETURN NEW;
END $$;

CREATE TRIGGER country_time_zone_known BEFORE INSERT OR UPDATE OF time_zone ON partners_partnercountry
  FOR EACH ROW EXECUTE FUNCTION partners_time_zone_known();

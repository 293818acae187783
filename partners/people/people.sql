-- People: an address is one person's, a role or seat has a change that two persons made, a proof of identity stays.

-- An address as it is compared: without case, width, plus-tag and dots (partners/people/permissions/likeness.py says the same).
CREATE OR REPLACE FUNCTION address_key(address text) RETURNS text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT replace(split_part(regexp_replace(lower(normalize(btrim(address), NFKC)), '@[^@]*$', ''), '+', 1), '.', '')
         || '@' || substring(lower(normalize(btrim(address), NFKC)) FROM '[^@]*$')
$$;

CREATE UNIQUE INDEX IF NOT EXISTS user_address_once ON partners_user (address_key(email));

-- The accounts that are one person's, or may be: whatever an auditor has not told apart, and theirs in turn.
CREATE OR REPLACE FUNCTION own_accounts(person bigint) RETURNS SETOF bigint
LANGUAGE sql STABLE STRICT SET search_path = pg_catalog, public, pg_temp AS $$
  WITH RECURSIVE known(id) AS (
    SELECT person
    UNION
    SELECT CASE WHEN c.one_id = k.id THEN c.other_id ELSE c.one_id END
    FROM known k
    JOIN public.partners_aliascase c ON k.id IN (c.one_id, c.other_id) AND c.state <> 'two_persons'
  )
  SELECT id FROM known
$$;

-- Arguments: the constraint's name, the column of who decides, then those of the people that this must not be.
CREATE OR REPLACE FUNCTION refuse_own_eyes() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  written jsonb := to_jsonb(NEW);
  decides bigint := (written ->> TG_ARGV[1])::bigint;
  place integer;
BEGIN
  FOR place IN 2 .. TG_NARGS - 1 LOOP
    IF decides IN (SELECT public.own_accounts((written ->> TG_ARGV[place])::bigint)) THEN
      RAISE EXCEPTION 'four eyes are two persons: %', TG_ARGV[0]
        USING ERRCODE = 'check_violation', CONSTRAINT = TG_ARGV[0];
    END IF;
  END LOOP;
  RETURN NEW;
END $$;

CREATE TRIGGER personnel_two_persons BEFORE INSERT OR UPDATE ON partners_personnelchange
  FOR EACH ROW WHEN (NEW.state IN ('in_force', 'rejected'))
  EXECUTE FUNCTION refuse_own_eyes('personnel_two_persons', 'decided_by_id', 'proposed_by_id');

-- A role or a seat is exactly what its change says, and that change is in force.
CREATE OR REPLACE FUNCTION appointment_as_changed() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF NEW.change_id IS NOT NULL AND NOT EXISTS (
      SELECT 1 FROM public.partners_personnelchange c
      WHERE c.id = NEW.change_id AND c.kind IN ('invite', 'role') AND c.state = 'in_force'
        AND c.person_id = NEW.user_id AND c.organisation_id = NEW.organisation_id AND c.role = NEW.role
        AND c.country_id IS NOT DISTINCT FROM NEW.country_id) THEN
    RAISE EXCEPTION 'a role is what two officers gave: appointment_as_changed'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'appointment_as_changed';
  END IF;
  RETURN NEW;
END $$;

CREATE TRIGGER appointment_as_changed
  BEFORE INSERT OR UPDATE OF user_id, organisation_id, role, country_id, change_id ON partners_appointment
  FOR EACH ROW EXECUTE FUNCTION appointment_as_changed();

CREATE OR REPLACE FUNCTION seat_as_changed() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF NEW.change_id IS NOT NULL AND NOT EXISTS (
      SELECT 1 FROM public.partners_personnelchange c
      WHERE c.id = NEW.change_id AND c.kind = 'seat' AND c.state = 'in_force' AND c.person_id = NEW.user_id
        AND c.committee_id = NEW.committee_id AND c.side = NEW.side AND c.is_co_chair = NEW.is_co_chair) THEN
    RAISE EXCEPTION 'a seat is what two officers gave: seat_as_changed'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'seat_as_changed';
  END IF;
  RETURN NEW;
END $$;

CREATE TRIGGER seat_as_changed
  BEFORE INSERT OR UPDATE OF user_id, committee_id, side, is_co_chair, change_id ON partners_committeemember
  FOR EACH ROW EXECUTE FUNCTION seat_as_changed();

-- What was seen of a person, and what was concluded about two accounts, is never taken away.
CREATE OR REPLACE FUNCTION people_refuse_change() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  RAISE EXCEPTION 'this row stays as it was written: %', TG_ARGV[0]
    USING ERRCODE = 'check_violation', CONSTRAINT = TG_ARGV[0];
END $$;

CREATE TRIGGER identity_proof_stays BEFORE UPDATE OR DELETE ON partners_identityproof
  FOR EACH ROW EXECUTE FUNCTION people_refuse_change('identity_proof_stays');

CREATE TRIGGER personnel_change_stays BEFORE DELETE ON partners_personnelchange
  FOR EACH ROW EXECUTE FUNCTION people_refuse_change('personnel_change_stays');

CREATE TRIGGER personnel_decided_stays BEFORE UPDATE ON partners_personnelchange
  FOR EACH ROW WHEN (OLD.state <> 'proposed' AND NOT (OLD.kind = 'invite' AND OLD.person_id IS NULL))
  EXECUTE FUNCTION people_refuse_change('personnel_decided_stays');

CREATE TRIGGER alias_case_stays BEFORE DELETE ON partners_aliascase
  FOR EACH ROW EXECUTE FUNCTION people_refuse_change('alias_case_stays');

CREATE TRIGGER address_change_stays BEFORE DELETE ON partners_addresschange
  FOR EACH ROW EXECUTE FUNCTION people_refuse_change('address_change_stays');

-- Whoever a change names as proposer or second officer proved to be that person in this very transaction, and only the
-- system sets up (common/sql/002_identity.sql): a row written by hand is in nobody's name.
-- Arguments: the constraint's name, the column of the person.
CREATE OR REPLACE FUNCTION by_proved_person() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF (to_jsonb(NEW) ->> TG_ARGV[1])::bigint IS DISTINCT FROM public.identity_person() THEN
    RAISE EXCEPTION 'somebody else acts: %', TG_ARGV[0]
      USING ERRCODE = 'check_violation', CONSTRAINT = TG_ARGV[0];
  END IF;
  RETURN NEW;
END $$;

CREATE OR REPLACE FUNCTION by_the_system() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM public.partners_user WHERE id = public.identity_person() AND is_system) THEN
    RAISE EXCEPTION 'only the system sets up: %', TG_ARGV[0]
      USING ERRCODE = 'check_violation', CONSTRAINT = TG_ARGV[0];
  END IF;
  RETURN NEW;
END $$;

CREATE TRIGGER personnel_proposed_by_proved BEFORE INSERT ON partners_personnelchange
  FOR EACH ROW EXECUTE FUNCTION by_proved_person('personnel_proposed_by_proved', 'proposed_by_id');

CREATE TRIGGER personnel_decided_by_proved BEFORE UPDATE ON partners_personnelchange
  FOR EACH ROW WHEN (NEW.decided_by_id IS DISTINCT FROM OLD.decided_by_id)
  EXECUTE FUNCTION by_proved_person('personnel_decided_by_proved', 'decided_by_id');

CREATE TRIGGER personnel_begins_proposed BEFORE INSERT ON partners_personnelchange
  FOR EACH ROW WHEN (NEW.state <> 'proposed') EXECUTE FUNCTION people_refuse_change('personnel_begins_proposed');

CREATE TRIGGER appointment_set_up_by_the_system BEFORE INSERT OR UPDATE OF is_set_up ON partners_appointment
  FOR EACH ROW WHEN (NEW.is_set_up) EXECUTE FUNCTION by_the_system('appointment_set_up_by_the_system');

CREATE TRIGGER seat_set_up_by_the_system BEFORE INSERT OR UPDATE OF is_set_up ON partners_committeemember
  FOR EACH ROW WHEN (NEW.is_set_up) EXECUTE FUNCTION by_the_system('seat_set_up_by_the_system');

CREATE TRIGGER system_stays BEFORE UPDATE OF is_system ON partners_user
  FOR EACH ROW WHEN (OLD.is_system IS DISTINCT FROM NEW.is_system) EXECUTE FUNCTION people_refuse_change('system_stays');

-- The index asks for an address's key, and the triggers for a person's accounts, with the rights of whoever writes.
GRANT EXECUTE ON FUNCTION address_key, own_accounts TO jcm_runtime;

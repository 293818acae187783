-- A paper's row says what its own row says; the state comes by this trigger alone, and the two never part. The argument
-- names the column of the state.
CREATE OR REPLACE FUNCTION paper_follows() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND NEW.paper_id <> OLD.paper_id THEN
    RAISE EXCEPTION 'paper_stays: a row keeps its paper for good'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'paper_stays';
  END IF;
  UPDATE public.common_paper SET state = now.state
  FROM (SELECT to_jsonb(NEW) ->> TG_ARGV[0] AS state) now WHERE id = NEW.paper_id AND common_paper.state <> now.state;
  RETURN NULL;
END $$;

CREATE OR REPLACE FUNCTION paper_state_follows() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF NEW.kind <> OLD.kind OR (NEW.state <> OLD.state AND pg_trigger_depth() < 2) THEN
    RAISE EXCEPTION 'paper_state_follows: a paper has the kind and the state of its row'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'paper_state_follows';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER paper_state_follows BEFORE UPDATE OF kind, state ON common_paper
  FOR EACH ROW EXECUTE FUNCTION paper_state_follows();

-- What was handed in stays as it is, but for the answers of parts that are open for correction.

-- In the states in which a kind is written everything is open; where an officer gave it back with named parts, those
-- alone (a first draft was never given back). Handed in, nothing is but the parts that were opened again.

-- Trigger of a kind's own table: its first argument is the states in which it is written, the others are the columns of
-- the answers. What was imported follows its source.
CREATE OR REPLACE FUNCTION paper_words_stay() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  before jsonb := to_jsonb(OLD);
  after jsonb := to_jsonb(NEW);
  is_written boolean := OLD.state = ANY (string_to_array(TG_ARGV[0], ' '));
  asked_by text := CASE WHEN is_written THEN 'returned' ELSE 'open' END;
BEGIN
  IF before ->> 'origin' = 'imported'
     OR is_written AND (OLD.state = 'draft' OR NOT EXISTS (SELECT 1 FROM workflow_correction c
                                                           WHERE c.corrects_id = OLD.paper_id AND c.state = asked_by)) THEN
    RETURN NEW;
  END IF;
  FOR at IN 1 .. TG_NARGS - 1 LOOP
    IF after -> TG_ARGV[at] IS DISTINCT FROM before -> TG_ARGV[at]
       AND NOT EXISTS (SELECT 1 FROM workflow_correction c
                       WHERE c.corrects_id = OLD.paper_id AND c.state = asked_by
                         AND regexp_replace(TG_ARGV[at], '_id$', '') = ANY (c.names)) THEN
      RAISE EXCEPTION '% was handed in and stays', TG_ARGV[at]
        USING ERRCODE = 'check_violation', CONSTRAINT = 'paper_words_stay';
    END IF;
  END LOOP;
  RETURN NEW;
END $$;

-- Trigger of answers that are rows of their own: the paper's table, the column that points at it, the states in which
-- it is written, and the name of the answer. A row that goes over to another paper leaves one and comes to one: both are
-- asked.
CREATE OR REPLACE FUNCTION paper_rows_stay() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  row_of jsonb;
  is_open boolean;
BEGIN
  FOREACH row_of IN ARRAY CASE TG_OP WHEN 'DELETE' THEN ARRAY[to_jsonb(OLD)] WHEN 'INSERT' THEN ARRAY[to_jsonb(NEW)]
                                     ELSE ARRAY[to_jsonb(OLD), to_jsonb(NEW)] END LOOP
    EXECUTE format(
      'SELECT p.origin = ''imported''
              OR p.state = ANY ($1)
                 AND (p.state = ''draft'' OR NOT EXISTS (SELECT 1 FROM workflow_correction c
                                                         WHERE c.corrects_id = p.paper_id AND c.state = ''returned''))
              OR EXISTS (SELECT 1 FROM workflow_correction c
                         WHERE c.corrects_id = p.paper_id AND $2 = ANY (c.names)
                           AND c.state = CASE WHEN p.state = ANY ($1) THEN ''returned'' ELSE ''open'' END)
       FROM %I p WHERE p.id = $3', TG_ARGV[0])
      INTO is_open USING string_to_array(TG_ARGV[2], ' '), TG_ARGV[3], (row_of ->> TG_ARGV[1])::bigint;
    IF NOT is_open THEN
      RAISE EXCEPTION '% was handed in and stays', TG_ARGV[3]
        USING ERRCODE = 'check_violation', CONSTRAINT = 'paper_words_stay';
    END IF;
  END LOOP;
  RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END $$;

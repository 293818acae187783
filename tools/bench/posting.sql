-- Post whole holdings to and fro within the server, a transaction each.
CREATE PROCEDURE bench_post(
  first_lot bigint, lots bigint, first_unit bigint, size bigint, a bigint, b bigint, done bigint, more bigint
) LANGUAGE plpgsql AS $$
DECLARE
  place bigint;
  low bigint;
  there boolean;
BEGIN
  FOR n IN done .. done + more - 1 LOOP
    place := n % lots; there := n / lots % 2 = 0; low := first_unit + place * size;
    PERFORM book_post('transfer', gen_random_uuid()::text, now(), ARRAY[first_lot + place], ARRAY[low],
      ARRAY[low + size - 1], ARRAY[CASE WHEN there THEN a ELSE b END], ARRAY[CASE WHEN there THEN b ELSE a END], NULL, '');
    COMMIT;
  END LOOP;
END $$;

"""Tables and functions are closed until they are opened by name; the history's functions fix their search path."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).resolve().parent.parent / "sql"
BACK = """
DROP AGGREGATE history_fold(jsonb);
ALTER FUNCTION history_keep() SET search_path = public;
ALTER FUNCTION history_keep() RESET timezone;
ALTER FUNCTION history_stays() RESET search_path;
CREATE OR REPLACE FUNCTION history_transaction() RETURNS text LANGUAGE sql STABLE AS $$
  SELECT pg_current_xact_id()::text || '@' || extract(epoch FROM now())::text
$$;
ALTER DEFAULT PRIVILEGES GRANT EXECUTE ON FUNCTIONS TO PUBLIC;
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO jcm_runtime;
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT USAGE, SELECT ON SEQUENCES TO jcm_runtime;
"""


class Migration(migrations.Migration):
    dependencies = [("common", "0006_identity")]
    operations = [migrations.RunSQL((SQL / "003_closed.sql").read_text(encoding="utf-8"), BACK)]

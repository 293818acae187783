"""What the run-time role may do, before any table exists: nothing that is not opened to it by name.

`manage.py migrate` gives it what `data/table_rights.csv` says (common/rights.py); a function is closed to everybody
until its own file opens it.
"""

from django.db import migrations

from common.sql_files import InstallSql

FORWARD = """
DO $$ BEGIN
  IF NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = 'jcm_runtime') THEN
    RAISE EXCEPTION 'the role jcm_runtime is missing: create it first, see docs/operations.md';
  END IF;
END $$;
ALTER DEFAULT PRIVILEGES REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC;
GRANT SELECT ON ALL TABLES IN SCHEMA public TO jcm_runtime;
CREATE EXTENSION IF NOT EXISTS btree_gist;
CREATE EXTENSION IF NOT EXISTS pg_trgm;
"""

REVERSE = "ALTER DEFAULT PRIVILEGES GRANT EXECUTE ON FUNCTIONS TO PUBLIC;"


class Migration(migrations.Migration):
    run_before = [
        ("contenttypes", "0001_initial"),
        ("sessions", "0001_initial"),
        ("sites", "0001_initial"),
        ("django_celery_beat", "0001_initial"),
    ]
    dependencies = []
    operations = [migrations.RunSQL(FORWARD, REVERSE), InstallSql("common", "sql/transaction.sql", "b394307253641b52")]

"""What the run-time role may do, before any table exists: read and write rows, never own, truncate or alter.

`registry` takes its own tables back from this: the book is written through functions only.
"""

from django.db import migrations

FORWARD = """
DO $$ BEGIN
  IF NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = 'jcm_runtime') THEN
    RAISE EXCEPTION 'the role jcm_runtime is missing: create it first, see docs/operations.md';
  END IF;
END $$;
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO jcm_runtime;
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT USAGE, SELECT ON SEQUENCES TO jcm_runtime;
GRANT SELECT ON ALL TABLES IN SCHEMA public TO jcm_runtime;
CREATE EXTENSION IF NOT EXISTS btree_gist;
CREATE EXTENSION IF NOT EXISTS pg_trgm;
"""

REVERSE = """
ALTER DEFAULT PRIVILEGES IN SCHEMA public REVOKE ALL ON TABLES FROM jcm_runtime;
ALTER DEFAULT PRIVILEGES IN SCHEMA public REVOKE ALL ON SEQUENCES FROM jcm_runtime;
"""


class Migration(migrations.Migration):
    run_before = [
        ("contenttypes", "0001_initial"),
        ("sessions", "0001_initial"),
        ("sites", "0001_initial"),
        ("django_celery_beat", "0001_initial"),
    ]
    dependencies = []
    operations = [migrations.RunSQL(FORWARD, REVERSE)]

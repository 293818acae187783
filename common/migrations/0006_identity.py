"""Who acts is proved to the database, and events are written by a function that stamps it."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).resolve().parent.parent / "sql"
BACK = """
DROP TRIGGER event_stays ON common_event;
DROP TRIGGER event_stays_whole ON common_event;
DROP FUNCTION event_record, row_stays, identity_instant, identity_person, identity_proved, identity_assume,
  identity_proof, identity_transaction;
DROP TABLE identity_key;
GRANT INSERT, UPDATE, DELETE ON common_event TO jcm_runtime;
"""


class Migration(migrations.Migration):
    dependencies = [("common", "0005_events_by_transaction")]
    operations = [migrations.RunSQL((SQL / "002_identity.sql").read_text(encoding="utf-8"), BACK)]

"""The public log tells places, not accounts; its tables are written through functions alone."""

from pathlib import Path

from django.db import migrations, models

SQL = Path(__file__).resolve().parent.parent / "sql"

REVERSE = """
DO $$ DECLARE f regprocedure; BEGIN
  FOR f IN SELECT oid::regprocedure FROM pg_proc WHERE pronamespace = 'public'::regnamespace AND proname LIKE 'log\\_%'
  LOOP EXECUTE format('DROP FUNCTION %s CASCADE', f); END LOOP;
END $$;
DROP VIEW log_movement, log_account;
DROP TABLE registry_logsecret;
GRANT INSERT ON registry_logstatement, registry_logentry, registry_loghash, registry_logcheckpoint, registry_logkey,
  registry_logcosignature TO jcm_runtime;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("common", "0007_closed"),
        ("partners", "0001_schema"),
        ("registry", "0005_guards"),
    ]
    operations = [
        migrations.RunSQL((SQL / "012_log_of_places.sql").read_text(encoding="utf-8"), REVERSE),
        migrations.AddConstraint(
            model_name="logstatement",
            constraint=models.UniqueConstraint(fields=["subject"], name="log_statement_once"),
        ),
        migrations.CreateModel(
            name="PublicMovement",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"))
            ],
            options={"db_table": "log_movement", "managed": False},
        ),
    ]

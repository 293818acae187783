"""The history of rows: its table, and the functions by which the database writes it."""

from pathlib import Path

from django.db import migrations, models

SQL = Path(__file__).resolve().parent.parent / "sql"
BACK = """
DROP FUNCTION history_keep CASCADE;
DROP FUNCTION history_stays CASCADE;
ALTER TABLE common_event DROP COLUMN transaction;
DROP FUNCTION history_transaction;
"""


class Migration(migrations.Migration):
    dependencies = [("common", "0003_start")]
    operations = [
        migrations.CreateModel(
            name="Change",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("table_name", models.CharField(max_length=63)),
                ("row_key", models.CharField(max_length=60)),
                (
                    "deed",
                    models.CharField(
                        choices=[("insert", "Insert"), ("update", "Update"), ("delete", "Delete")], max_length=6
                    ),
                ),
                ("before", models.JSONField(null=True)),
                ("after", models.JSONField(null=True)),
                ("at", models.DateTimeField()),
                ("transaction", models.TextField()),
                ("database_role", models.CharField(max_length=63)),
            ],
            options={
                "ordering": ["id"],
                "indexes": [models.Index(fields=["table_name", "row_key", "id"], name="changes_of_row")],
            },
        ),
        migrations.SeparateDatabaseAndState(
            database_operations=[migrations.RunSQL((SQL / "001_history.sql").read_text(encoding="utf-8"), BACK)],
            state_operations=[
                migrations.AddField(
                    model_name="event",
                    name="transaction",
                    field=models.TextField(
                        db_default=models.Func(function="history_transaction", output_field=models.TextField()),
                        editable=False,
                        null=True,
                    ),
                )
            ],
        ),
    ]

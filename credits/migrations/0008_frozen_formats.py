"""The lines of agreed electronic formats, frozen."""

import django.db.models.deletion
from django.db import migrations, models

from common.sql_files import InstallSql


class Migration(migrations.Migration):
    dependencies = [
        ("credits", "0007_party_records"),
    ]

    operations = [
        migrations.CreateModel(
            name="AefChunk",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("table", models.PositiveSmallIntegerField()),
                ("number", models.PositiveIntegerField()),
                ("lines", models.JSONField()),
                (
                    "record",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="chunks", to="credits.partyrecord"
                    ),
                ),
            ],
            options={
                "ordering": ["record", "table", "number"],
                "constraints": [
                    models.UniqueConstraint(fields=("record", "table", "number"), name="aef_chunk_once"),
                    models.CheckConstraint(
                        condition=models.Q(("table__gte", 2), ("table__lte", 5)), name="aef_chunk_of_a_table"
                    ),
                ],
            },
        ),
        InstallSql("credits", "models/aef.sql", "9d59128f3a1f337e"),
    ]

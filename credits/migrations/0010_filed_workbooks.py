"""Workbooks of formats as they were filed."""

import django.db.models.deletion
from django.db import migrations, models

from common.sql_files import InstallSql


class Migration(migrations.Migration):
    dependencies = [
        ("common", "0006_counts_of_faults"),
        ("credits", "0009_reports"),
    ]

    operations = [
        migrations.CreateModel(
            name="AefFile",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("profile", models.CharField(max_length=20)),
                (
                    "file",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="common.storedfile"
                    ),
                ),
                (
                    "record",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="files", to="credits.partyrecord"
                    ),
                ),
            ],
            options={
                "ordering": ["record", "profile"],
                "constraints": [models.UniqueConstraint(fields=("record", "profile"), name="aef_file_once")],
            },
        ),
        InstallSql("credits", "models/aef.sql", "d516dd0fdd531657", again=True),
    ]

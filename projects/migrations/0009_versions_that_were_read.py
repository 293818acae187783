"""A call names the version that it is about, an assessment the version that was read; what was handed in stays."""

from django.db import migrations, models

from common.sql_files import InstallSql


class Migration(migrations.Migration):
    dependencies = [
        ("projects", "0008_sort_by_number"),
        ("workflow", "0003_corrections"),
    ]

    operations = [
        migrations.AddField(
            model_name="inputcall",
            name="version_number",
            field=models.BigIntegerField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name="validation",
            name="read_version",
            field=models.BigIntegerField(db_default=1, default=1, editable=False),
        ),
        migrations.AddField(
            model_name="verification",
            name="read_version",
            field=models.BigIntegerField(db_default=1, default=1, editable=False),
        ),
        InstallSql("projects", "papers/words.sql", "3ef07ae3bac4e7da"),
    ]

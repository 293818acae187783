"""What was handed in, and what was done to a term, stays."""

from django.db import migrations

from common.sql_files import InstallSql


class Migration(migrations.Migration):
    dependencies = [("common", "0004_guards"), ("workflow", "0001_schema")]
    operations = [
        InstallSql("workflow", "steps/stays.sql", "03097fc37488c108"),
        InstallSql("workflow", "versions/stays.sql", "2d7564c25709aaf1"),
    ]

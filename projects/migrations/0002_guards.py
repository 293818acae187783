"""What the database refuses whoever writes."""

from django.db import migrations

from common.sql_files import InstallSql


class Migration(migrations.Migration):
    dependencies = [("common", "0004_guards"), ("projects", "0001_schema")]
    operations = [
        InstallSql("projects", "sql/allocation.sql", "e6b9be12e72a808b"),
        InstallSql("projects", "sql/monitoring.sql", "630d47a4691c250d"),
        InstallSql("projects", "sql/stays.sql", "57c299a2581e4eec"),
    ]

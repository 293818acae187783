"""The history of rows, the proof of who acts, papers that follow their rows."""

from django.db import migrations

from common.sql_files import InstallSql


class Migration(migrations.Migration):
    dependencies = [("common", "0003_schema")]
    operations = [
        InstallSql("common", "sql/history.sql", "c44a442cf5e976bb"),
        InstallSql("common", "sql/identity.sql", "47f6b84b7b6282e7"),
        InstallSql("common", "sql/papers.sql", "9fbf8cc82a3e0031"),
    ]

"""What the database says of the log, of accounts and of requests, whoever writes."""

from django.db import migrations

from common.sql_files import InstallSql


class Migration(migrations.Migration):
    dependencies = [("committee", "0002_guards"), ("partners", "0002_guards"), ("registry", "0002_schema")]
    operations = [
        InstallSql("registry", "tlog/log.sql", "91130273cd28ca98"),
        InstallSql("registry", "models/accounts.sql", "180ae8f36569e1f2"),
        InstallSql("registry", "models/requests.sql", "4db974251840f07f"),
    ]

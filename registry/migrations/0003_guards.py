"""What the database says of the log, of accounts and of requests, whoever writes."""

from django.db import migrations

from jcm_platform.common.sql_files import InstallSql


class Migration(migrations.Migration):
    dependencies = [("partners", "0005_people_under_four_eyes"), ("registry", "0002_schema")]
    operations = [
        InstallSql("registry", "tlog/log.sql", "7b87ebd383abe5e8"),
        InstallSql("registry", "models/accounts.sql", "180ae8f36569e1f2"),
        InstallSql("registry", "models/requests.sql", "4db974251840f07f"),
    ]
